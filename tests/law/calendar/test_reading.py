"""Added notices are read whole or refused with a message that names the place, the fault and the remedy."""

from datetime import date

import pytest

from gongkai.law.calendar.notices import Arrangement, Notice, UnusableNotice, in_order, read_notices

HEAD = 'title = "某通知"\npublished_on = 2027-01-20\n'
HOLIDAY = '[[notice.holiday]]\nname = "开斋节"\n'
WHOLE_YEAR = """
[[notice.holiday]]
name = "全年"
off = [2027-01-01, [2027-02-05, 2027-02-08], 2027-04-05, [2027-05-01, 2027-05-02], 2027-06-09, 2027-09-15,
  [2027-10-01, 2027-10-03]]
"""


def notice(head: str = HEAD, holiday: str = HOLIDAY + "off = [2027-03-10]\n") -> str:
    return f"[[notice]]\n{head}\n{holiday}"


def refusal(text: str) -> str:
    with pytest.raises(UnusableNotice) as refused:
        read_notices(text, "甲.toml")
    return str(refused.value)


def test_a_local_notice_is_read() -> None:
    head = 'title = " 某自治州通知 "\nnumber = "某府办发〔2026〕3号"\npublished_on = 2026-12-20\n'
    holiday = '[[notice.holiday]]\nname = "火把节"\noff = [2027-07-20, [2027-07-22, 2027-07-23]]\nwork = [2027-07-25]\n'
    more = '[[notice.holiday]]\nname = "州庆"\nwork = [[2027-10-09, 2027-10-10]]\n'
    assert read_notices(notice(head, holiday + more), "甲.toml") == (
        Notice(
            "某自治州通知",
            "某府办发〔2026〕3号",
            date(2026, 12, 20),
            None,
            (
                Arrangement(
                    "火把节",
                    (date(2027, 7, 20), date(2027, 7, 22), date(2027, 7, 23)),
                    (date(2027, 7, 25),),
                ),
                Arrangement("州庆", (), (date(2027, 10, 9), date(2027, 10, 10))),
            ),
        ),
    )


def test_several_notices_are_read_in_their_order() -> None:
    second = notice(HEAD.replace("某", "另一"))
    assert [read.title for read in read_notices(notice() + second, "甲.toml")] == ["某通知", "另一通知"]


def test_a_notice_without_number_is_cited_by_its_title() -> None:
    [read] = read_notices(notice(), "甲.toml")
    assert (read.number, read.year) == ("", None)
    assert str(read) == "《某通知》"
    assert str(read.basis) == "某通知"
    assert (read.basis.instrument.title, read.basis.instrument.since) == ("某通知", date(2027, 1, 20))


@pytest.mark.parametrize(
    "number",
    ["国办发明电[2026]3号", "国办发明电［2026］ 3 号", "国办发明电(2026)3号", "国办发明电【2026】3号"],
)
def test_brackets_and_spaces_make_no_other_number(number: str) -> None:
    [read] = read_notices(notice(f'{HEAD}number = "{number}"\n'), "甲.toml")
    assert read.number == "国办发明电〔2026〕3号"


def test_the_notice_of_a_year_is_read() -> None:
    [read] = read_notices(notice(HEAD + "year = 2027", WHOLE_YEAR), "甲.toml")
    assert read.year == 2027


@pytest.mark.parametrize("day", ["2026-12-01", "2028-01-31"])
def test_a_year_reaches_into_december_before_and_january_after(day: str) -> None:
    [read] = read_notices(notice(HEAD + "year = 2027", WHOLE_YEAR + HOLIDAY + f"off = [{day}]"), "甲.toml")
    assert read.arrangements[1].off == (date.fromisoformat(day),)


@pytest.mark.parametrize("day", ["2004-01-01", "2060-12-31"])
def test_a_notice_without_year_reaches_through_the_calendar(day: str) -> None:
    assert read_notices(notice(holiday=f"{HOLIDAY}off = [{day}]"), "甲.toml")


@pytest.mark.parametrize("year", [2004, 2060])
def test_the_first_and_the_last_year_can_be_arranged(year: int) -> None:
    message = refusal(notice(HEAD + f"year = {year}"))
    assert "不在它可以安排的年份之内" in message


def test_fifteen_days_are_the_longest_holiday() -> None:
    [read] = read_notices(notice(holiday=f"{HOLIDAY}off = [[2027-03-01, 2027-03-15]]"), "甲.toml")
    assert len(read.arrangements[0].off) == 15


def test_a_range_of_one_day_is_a_day() -> None:
    [read] = read_notices(notice(holiday=f"{HOLIDAY}off = [[2027-03-10, 2027-03-10]]"), "甲.toml")
    assert read.arrangements[0].off == (date(2027, 3, 10),)


FORM = "的写法不合 TOML 格式，或者有不存在的日期；请改正后再试。"
TITLE = "甲.toml第1份通知缺少“title”，或者它不是文字；请补上。"
PUBLISHED = "甲.toml第1份通知缺少“published_on”，或者它不是日期；请写成 2026-11-04 的样子，不加引号。"
YEAR = "甲.toml第1份通知的“year”应当是2004至2060的年份；只安排个别日子的通知不写这一项。"
RANGE = "甲.toml第1份通知第1个节日的“off”里每一项应当是一个日期，或者 [第一天, 最后一天]，日期不加引号。"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[notice]]\ntitle =\n", f"甲.toml第2行{FORM}"),
        ("notice = [", f"甲.toml{FORM}"),
        (notice(holiday=HOLIDAY + "off = [2027-02-29]"), f"甲.toml第7行{FORM}"),
        (f"notice = {'9' * 5000}", f"甲.toml{FORM}"),
        (f"notice = {'[' * 100_000}", f"甲.toml{FORM}"),
        ("", "甲.toml缺少“[[notice]]”部分；请按格式补上。"),
        ("notice = []", "甲.toml缺少“[[notice]]”部分；请按格式补上。"),
        ("notice = 1", "甲.toml缺少“[[notice]]”部分；请按格式补上。"),
        ("notice = [1]", "甲.toml缺少“[[notice]]”部分；请按格式补上。"),
        ('note = "甲"', "甲.toml有不认识的项目“note”，请删去；可写的有notice。"),
        (
            notice(HEAD + "source = 1"),
            "甲.toml第1份通知有不认识的项目“source”，请删去；可写的有holiday、number、published_on、title、year。",
        ),
        (
            notice(holiday=HOLIDAY + "days = []"),
            "甲.toml第1份通知第1个节日有不认识的项目“days”，请删去；可写的有name、off、work。",
        ),
        (notice("published_on = 2027-01-20"), TITLE),
        (notice('title = " "\npublished_on = 2027-01-20'), TITLE),
        (notice("title = 5\npublished_on = 2027-01-20"), TITLE),
        (notice(HEAD + "number = 3"), "甲.toml第1份通知缺少“number”，或者它不是文字；请补上。"),
        (notice('title = "某"'), PUBLISHED),
        (notice('title = "某"\npublished_on = "2027-01-20"'), PUBLISHED),
        (notice('title = "某"\npublished_on = 2027-01-20T08:00:00'), PUBLISHED),
        (notice(HEAD + 'year = "2027"'), YEAR),
        (notice(HEAD + "year = true"), YEAR),
        (notice(HEAD + "year = 2003"), YEAR),
        (notice(HEAD + "year = 2061"), YEAR),
        (notice(holiday=""), "甲.toml第1份通知缺少“[[notice.holiday]]”部分；请按格式补上。"),
        (notice(HEAD + "holiday = [1]", ""), "甲.toml第1份通知缺少“[[notice.holiday]]”部分；请按格式补上。"),
        (
            notice() + notice(holiday="[[notice.holiday]]\noff = [2027-03-10]"),
            "甲.toml第2份通知第1个节日缺少“name”，或者它不是文字；请补上。",
        ),
        (
            notice(holiday=HOLIDAY + "off = [2027-03-10]\n" + HOLIDAY),
            "甲.toml第1份通知第2个节日“开斋节”没有写明哪天放假（off）或者上班（work）；请补上。",
        ),
        (
            notice(holiday=HOLIDAY + "off = 2027-03-10"),
            "甲.toml第1份通知第1个节日的“off”应当是方括号里的日期。",
        ),
        (notice(holiday=HOLIDAY + 'off = ["2027-03-10"]'), RANGE),
        (notice(holiday=HOLIDAY + "off = [2027-03-10T00:00:00]"), RANGE),
        (notice(holiday=HOLIDAY + "off = [[2027-03-10]]"), RANGE),
        (notice(holiday=HOLIDAY + 'off = [[2027-03-10, "2027-03-11"]]'), RANGE),
        (notice(holiday=HOLIDAY + "off = [[2027-03-10, 2027-03-11, 2027-03-12]]"), RANGE),
        (notice(holiday=HOLIDAY + "work = [5]"), RANGE.replace("off", "work")),
        (
            notice(holiday=HOLIDAY + "off = [[2027-03-11, 2027-03-10]]"),
            "甲.toml第1份通知第1个节日的“off”里2027年3月11日至2027年3月10日前后颠倒，或者超过15天；请核对原文。",
        ),
        (
            notice(holiday=HOLIDAY + "off = [[2027-03-01, 2027-03-16]]"),
            "甲.toml第1份通知第1个节日的“off”里2027年3月1日至2027年3月16日前后颠倒，或者超过15天；请核对原文。",
        ),
        (
            notice(holiday=HOLIDAY + "off = [2027-03-13]\nwork = [2027-03-13]"),
            "甲.toml第1份通知里2027年3月13日既放假又上班；请核对原文。",
        ),
        (
            notice(holiday=HOLIDAY + "off = [2027-03-10]\n" + HOLIDAY + "off = [2027-03-10]"),
            "甲.toml第1份通知里2027年3月10日写了两次；请核对原文。",
        ),
        (
            notice(holiday=HOLIDAY + "work = [2027-03-13, 2027-03-13]"),
            "甲.toml第1份通知里2027年3月13日写了两次；请核对原文。",
        ),
        (
            notice(holiday=HOLIDAY + "work = [2027-03-13, 2027-03-12]"),
            "甲.toml第1份通知里的上班日2027年3月12日不是星期六、星期日；请核对原文。",
        ),
        *(
            (
                notice(HEAD + "year = 2027", WHOLE_YEAR + HOLIDAY + f"off = [{day}]"),
                f"甲.toml第1份通知里{said}不在它可以安排的年份之内；请核对年份。",
            )
            for day, said in (("2026-11-30", "2026年11月30日"), ("2028-02-01", "2028年2月1日"))
        ),
        *(
            (
                notice(holiday=HOLIDAY + f"off = [{day}]"),
                f"甲.toml第1份通知里{said}不在它可以安排的年份之内；请核对年份。",
            )
            for day, said in (("2003-12-31", "2003年12月31日"), ("2061-01-01", "2061年1月1日"))
        ),
        (
            notice(HEAD + "year = 2027", WHOLE_YEAR.replace("2027-06-09, ", "")),
            "甲.toml第1份通知没有安排端午节（2027年6月9日）；请把全年的节日补全，只安排个别日子的通知请删去 year 一项。",
        ),
    ],
)
def test_what_is_wrong_is_named(text: str, message: str) -> None:
    assert refusal(text) == message


def test_saturday_and_sunday_can_be_worked() -> None:
    [read] = read_notices(notice(holiday=HOLIDAY + "work = [2027-03-13, 2027-03-14]"), "甲.toml")
    assert read.arrangements[0].work == (date(2027, 3, 13), date(2027, 3, 14))


def test_notices_have_one_order() -> None:
    """By publication, then number, title, year and days; each once."""
    ordered = (
        Notice("乙", "2号", date(2026, 1, 1), 2027, (Arrangement("乙", (), ()),)),
        Notice("乙", "", date(2026, 1, 2), 2027, (Arrangement("乙", (), ()),)),
        Notice("乙", "1号", date(2026, 1, 2), 2027, (Arrangement("乙", (), ()),)),
        Notice("甲", "1号", date(2026, 1, 2), None, (Arrangement("乙", (), ()),)),
        Notice("甲", "1号", date(2026, 1, 2), 2026, (Arrangement("乙", (), ()),)),
        Notice("甲", "1号", date(2026, 1, 2), 2027, (Arrangement("丙", (), ()),)),
        Notice("甲", "1号", date(2026, 1, 2), 2027, (Arrangement("乙", (), ()),)),
        Notice("甲", "1号", date(2026, 1, 2), 2027, (Arrangement("乙", (date(2027, 3, 10),), ()),)),
    )
    assert in_order([*reversed(ordered), *ordered]) == ordered
