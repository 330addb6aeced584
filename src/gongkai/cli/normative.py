"""`gongkai normative`: the register of documents that govern: listed, counted, checked, taken in."""

from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from gongkai.cli.chinese import Command, Group, Refused
from gongkai.cli.platform import set_up
from gongkai.cli.screen import printable
from gongkai.cli.words import DAY, NUMBER

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gongkai.law.duties.publication import Validity
    from gongkai.law.findings import Finding
    from gongkai.law.normative import DocumentKind
    from gongkai.law.report.content import Report
    from gongkai.normative.actions.importing import Imported
    from gongkai.normative.queries.stated import StatedLine

FAULTY = 1
SHOWN = 200  # lines on the screen
Word = TypeVar("Word")
_AGENCY = click.option("--agency", "slug", metavar="代号", help="哪个机关；默认全部机关。")
_BELOW = click.option("--below", is_flag=True, help="连同下级机关。")
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group(cls=Group, options_metavar="", subcommand_metavar="命令 …")
def normative() -> None:
    """规章、规范性文件登记簿：列出、计数、核对文号、导入。"""


@normative.command("list", cls=Command, options_metavar="[选项]")
@_AGENCY
@_BELOW
@click.option("--on", type=DAY, help="哪一天的登记簿；默认今天。")
@click.option("--validity", metavar="效力", help="只列这一效力：有效、已修改、尚未施行、失效、废止。")
@click.option("--code", default="", metavar="代字", help="只列这一机关代字，如 云政规。")
@click.option("--year", type=NUMBER, help="只列这一年制发的。")
def list_documents(
    *, slug: str | None, below: bool, on: date | None, validity: str | None, code: str, year: int | None
) -> None:
    """列出文件在任何一天的效力。"""
    set_up()
    from django.utils.timezone import localdate  # noqa: PLC0415 - once Django is there

    from gongkai.normative.queries.listing import Sought, all_documents, whole  # noqa: PLC0415

    today = localdate()
    state = _validity(validity)
    sought = Sought(agencies=_agencies(slug, below), on=on, state=state or "", code=code, year=year)
    total = 0
    for total, row in enumerate(all_documents(whole(), sought, today), 1):
        if total <= SHOWN:
            issued = row.issued_on.isoformat() if row.issued_on else "—"
            click.echo(printable(f"{row.state}  {issued}  {row.number or '—'}  {row.title}  {row.agency}"))
    if total > SHOWN:
        click.echo(f"……另有 {total - SHOWN} 件")
    click.echo(f"{(on or today).isoformat()}：共 {total} 件。")


@normative.command(cls=Command, options_metavar="[选项]")
@_AGENCY
@_BELOW
@click.option("--year", type=NUMBER, help="哪一年；默认今年。")
@click.option("--from", "start", type=DAY, help="从哪一天（当日终了）起；与 --to 一起用，代替 --year。")
@click.option("--to", "end", type=DAY, help="到哪一天（当日终了）止。")
@click.option("--kind", metavar="种类", help="规章 或者 行政规范性文件；默认两种合计。")
def counts(
    *,
    slug: str | None,
    below: bool,
    year: int | None,
    start: date | None,
    end: date | None,
    kind: str | None,
) -> None:
    """制发、废止、失效、划转和现行有效的件数，并证明期初、增减与期末相符。"""
    set_up()
    from django.utils.timezone import localdate  # noqa: PLC0415 - once Django is there

    from gongkai.normative.queries.counting import count  # noqa: PLC0415

    if (start is None) != (end is None):
        raise click.UsageError("--from 和 --to 要一起给出", click.get_current_context())
    of = year or localdate().year
    first, last = start or date(of - 1, 12, 31), end or date(of, 12, 31)
    if last < first:
        raise click.UsageError("--to 早于 --from", click.get_current_context())
    found = count(_agencies(slug, below), first, last, kind=_kind(kind))
    for row in found.rows:
        each = row.count
        click.echo(
            f"{printable(row.agency)}：期初 {each.opening}，新增 {each.made}，转入 {each.moved_in}，废止 {each.repealed}，"
            f"失效 {each.expired}，转出 {each.moved_out}，期末 {each.closing}；修改 {each.amended}"
        )
    two = found.table_two
    click.echo(
        f"表二：制发 {two.made}，废止 {two.repealed}，现行有效 {two.in_force}（另有期满失效 {two.expired}）"
    )
    _tell(found.findings)
    click.echo("期初、增减与期末逐个机关相符。" if found.proven else "有不相符之处，请核对。")
    _end(faulty=not found.proven)


@normative.command(cls=Command, options_metavar="[选项]")
@_AGENCY
@_BELOW
@click.option("--code", default="", metavar="代字", help="只核对这一机关代字。")
@click.option("--year", type=NUMBER, help="只核对这一年的文号。")
def serials(*, slug: str | None, below: bool, code: str, year: int | None) -> None:
    """核对文号：缺号、重号、先后颠倒、一份文件用了两个代字。"""
    set_up()
    from gongkai.normative.queries.serials import check  # noqa: PLC0415 - once Django is there

    found = check(_agencies(slug, below), {code} if code else (), year)
    for each in found.series:
        click.echo(f"{printable(each.name)}：{each.count} 个号，编到 {each.highest}")
    _tell(found.findings)
    click.echo(f"共 {len(found.series)} 组文号，{len(found.findings)} 处需要核对。")
    _end(faulty=bool(found.findings))


@normative.command("import", cls=Command, options_metavar="[选项]")
@click.argument("file", metavar="文件", type=_FILE)
@click.option("--agency", "slug", metavar="代号", required=True, help="没有写明机关的行，属于哪个机关。")
@click.option("--dry-run", is_flag=True, help="只说明会怎样、哪一行有什么问题，不写入。")
@click.option("--despite", is_flag=True, help="有矛盾的变动也导入：保留记录，不发生效力，随后更正。")
def import_file(*, file: Path, slug: str, dry_run: bool, despite: bool) -> None:
    """导入登记簿（.xlsx 或 .csv，“文件”“变动”两张表）。有一格不对，就全部不导入。"""
    set_up()
    from gongkai.documents.reading.blocks import Unreadable  # noqa: PLC0415 - once Django is there
    from gongkai.normative.actions.importing import ImportRefused, import_register  # noqa: PLC0415
    from gongkai.records.access import OPERATOR  # noqa: PLC0415
    from gongkai.records.actions.refused import Refused as ActionRefused  # noqa: PLC0415

    try:
        done = import_register(
            agency_id=_agency(slug),
            data=file.read_bytes(),
            name=file.name,
            by=OPERATOR,
            at=datetime.now(UTC),
            dry_run=dry_run,
            despite=despite,
        )
    except ImportRefused as refused:
        click.echo("\n".join(printable(str(fault)) for fault in refused.faults[:SHOWN]), err=True)
        click.echo(f"共 {len(refused.faults)} 处错误，没有导入任何内容。", err=True)
        raise click.exceptions.Exit(FAULTY) from None
    except (ActionRefused, Unreadable) as refused:
        raise Refused(str(refused)) from refused
    _tell_import(done, dry_run=dry_run)
    _end(faulty=dry_run and done.errors > 0)


@normative.command(cls=Command, options_metavar="")
@click.argument("file", metavar="文件", type=click.Path(dir_okay=False, path_type=Path))
def template(file: Path) -> None:
    """写出导入登记簿用的空白模板（.xlsx）。"""
    if file.exists():
        raise Refused(f"{file} 已经存在，请换一个文件名。")
    from gongkai.documents.normative_sheets import empty  # noqa: PLC0415 - xlsxwriter is slow

    try:
        file.write_bytes(empty())
    except OSError as error:
        raise Refused(f"无法写入 {file}：{error.strerror}。") from error
    click.echo(f"已写入 {file}")


@normative.command(cls=Command, options_metavar="[选项]")
@click.argument("reports", metavar="[年度报告…]", nargs=-1, type=_FILE)
@click.option("--before", type=_FILE, help="上一年的年度报告：期初数取自它。")
@click.option("--made", type=NUMBER, help="不用报告文件时：本年制发件数。")
@click.option("--repealed", type=NUMBER, help="本年废止件数。")
@click.option("--in-force", type=NUMBER, help="现行有效件数。")
@click.option("--opening", type=NUMBER, help="上年末现行有效件数。")
@click.option("--parts", metavar="数,数,…", help="分项数，与 --total 一起用。")
@click.option("--total", type=NUMBER, help="写明的合计。")
@click.option("--percent", metavar="比例", help="写明的百分比，如 86；可与 --of 一起用。")
@click.option("--of", "denominator", type=NUMBER, help="比例的分母。")
def stated(  # noqa: PLR0913 - the figures that can be stated
    *,
    reports: tuple[Path, ...],
    before: Path | None,
    made: int | None,
    repealed: int | None,
    in_force: int | None,
    opening: int | None,
    parts: str | None,
    total: int | None,
    percent: str | None,
    denominator: int | None,
) -> None:
    """核对年度报告或者口头写明的件数、分项和比例：相符，还是有问题。"""
    from gongkai.law.normative import DocumentKind, StatedStock  # noqa: PLC0415 - reading reports is slow to load
    from gongkai.normative.queries import stated as asked  # noqa: PLC0415

    found: list[Finding] = []
    for path in reports:
        report = _report(path)
        click.echo(f"{printable(str(path.name))}：")
        lines = asked.of_report(report, _report(before) if before else None)
        for line in lines:
            _tell_line(line)
            found += line.findings
        if not lines:
            click.echo("  没有读到规章、规范性文件的件数。")
    if made is not None and repealed is not None and in_force is not None:
        figures = StatedStock(made, repealed, in_force, before=opening)
        line = asked.stock(DocumentKind.NORMATIVE, figures)
        _tell_line(line)
        found += line.findings
    found += _typed(parts, total, percent, denominator)
    if not reports and made is None and parts is None and percent is None:
        raise click.UsageError("请给出年度报告，或者要核对的数", click.get_current_context())
    _end(faulty=any(each.severity.value != "info" for each in found))


def _typed(
    parts: str | None, total: int | None, percent: str | None, denominator: int | None
) -> "list[Finding]":
    """Parts and shares that were typed, checked and told."""
    from gongkai.law.normative import check_parts, check_share  # noqa: PLC0415 - fast to start

    found: list[Finding] = []
    if parts is not None and total is not None:
        try:
            figures = [int(part) for part in parts.replace("，", ",").split(",")]
        except ValueError:
            raise click.UsageError("--parts 应当是用逗号分开的整数", click.get_current_context()) from None
        found += check_parts("parts", figures, total)
        click.echo(f"分项相加 {sum(figures)}，合计 {total}：{'相符' if sum(figures) == total else '不符'}")
    if percent is not None:
        try:
            share = Decimal(percent.removesuffix("%"))
        except InvalidOperation:
            raise click.UsageError(
                "--percent 应当是数字，如 86 或者 86.5", click.get_current_context()
            ) from None
        found += check_share("percent", share, denominator)
    _tell(found)
    return found


def _tell_line(line: "StatedLine") -> None:
    word = {True: "相符", False: "有问题", None: "没有可核对的数"}[line.balanced]
    click.echo(f"  {line.kind.label}：{line.says}——{word}")
    _tell(line.findings)


def _tell(findings: "Iterable[Finding]") -> None:
    listed = list(findings)
    for each in listed[:SHOWN]:
        click.echo(printable(f"  {each.rule} {each.severity.label}：{each.message}"))
    if len(listed) > SHOWN:
        click.echo(f"  ……另有 {len(listed) - SHOWN} 处")


def _tell_import(done: "Imported", *, dry_run: bool) -> None:
    for each in done.said[:SHOWN]:
        place = f"{each.sheet} 第{each.row}行" if each.row else each.sheet
        click.echo(printable(f"{place} {each.severity.label}：{each.message}"))
    if len(done.said) > SHOWN:
        click.echo(f"……另有 {len(done.said) - SHOWN} 处")
    if done.again:
        click.echo("这份列表以前导入过，没有变化。")
        return
    told = f"文件 {done.documents} 件，变动 {done.changes} 项；登记簿中已有 {done.known} 件"
    click.echo(f"试办：{told}。没有写入。" if dry_run else f"已导入：{told}。")


def _end(*, faulty: bool) -> None:
    """End with the code that says that something is wrong."""
    if faulty:
        raise click.exceptions.Exit(FAULTY)


def _agency(slug: str) -> int:
    from gongkai.agencies.queries import find  # noqa: PLC0415 - once Django is there

    found = find(slug)
    if found is None:
        raise Refused(f"没有“{printable(slug)}”这个机关。")
    return found.id


def _agencies(slug: str | None, below: bool) -> set[int] | None:
    """The numbers of an agency, with all below it where wanted; None for all."""
    from django.utils.timezone import localdate  # noqa: PLC0415 - once Django is there

    from gongkai.agencies.queries import tree  # noqa: PLC0415

    if slug is None:
        return None
    wanted = {_agency(slug)}
    for branch in tree(on=localdate()) if below else ():  # depth first: who is above comes before
        if branch.agency.parent_id in wanted:
            wanted.add(branch.agency.id)
    return wanted


def _validity(word: str | None) -> "Validity | None":
    from gongkai.law.duties.publication import Validity  # noqa: PLC0415 - fast to start

    return _choice(word, {each.label: each for each in Validity}, "--validity")


def _kind(word: str | None) -> "DocumentKind | None":
    from gongkai.law.normative import DocumentKind  # noqa: PLC0415 - fast to start

    return _choice(word, {each.label: each for each in DocumentKind if each.governs}, "--kind")


def _choice(word: str | None, known: "dict[str, Word]", option: str) -> "Word | None":
    if word is not None and word not in known:
        raise click.UsageError(f"{option} 只能是：{'、'.join(known)}", click.get_current_context())
    return known[word] if word is not None else None


def _report(path: Path) -> "Report":
    from gongkai.documents.loading import load  # noqa: PLC0415 - slow to load
    from gongkai.documents.reading.blocks import Unreadable  # noqa: PLC0415

    try:
        return load(path)
    except Unreadable as problem:
        raise Refused(str(problem)) from problem
