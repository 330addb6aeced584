"""Numbers that nobody has: right and wrong ones of every kind, drawn with a fixed seed.

The places in them are not allotted (县级码 99xx), the exchanges neither (0000, 0001), the cards are of no bank (62 9999…). How a
check character is computed is written here once more, from the standards, so that the program is not measured by itself.
"""

from random import Random

_ID_WEIGHTS = [2 ** (17 - place) % 11 for place in range(17)]
_CREDIT = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_PROVINCES = ("11", "13", "21", "32", "35", "42", "44", "51", "62", "64")
_PLATE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"

SURNAMES = (*"赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕张孔曹严华金魏陶姜马苗方任袁柳", "欧阳", "上官", "司马")
GIVEN = "甲乙丙丁戊己庚辛壬癸示例虚构范"


def pick(rng: Random, things: tuple[str, ...] | str) -> str:
    return things[rng.randrange(len(things))]


def digits(rng: Random, count: int) -> str:
    return "".join(str(rng.randrange(10)) for _ in range(count))


def id_check(first: str) -> str:
    """ISO 7064 MOD 11-2: the character that makes the sum 1 modulo 11."""
    total = sum(int(digit) * weight for digit, weight in zip(first, _ID_WEIGHTS, strict=True))
    return "10X98765432"[total % 11]


def day(rng: Random) -> str:
    return f"{rng.randrange(1931, 2020)}{rng.randrange(1, 13):02}{rng.randrange(1, 29):02}"


def cn_id(rng: Random) -> str:
    first = f"{pick(rng, _PROVINCES)}99{digits(rng, 2)}{day(rng)}{digits(rng, 3)}"
    return first + id_check(first)


def cn_id_slip(rng: Random) -> str:
    """A wrong check character: a slip of the pen, or no identity number at all."""
    right = cn_id(rng)
    return right[:17] + pick(rng, "0123456789X".replace(right[17], ""))


def cn_id_no_day(rng: Random) -> str:
    """A right check character over the 30th of February or a 13th month."""
    wrong = pick(rng, ("0230", "1301", "0400", "0931", "0015"))
    first = f"{pick(rng, _PROVINCES)}99{digits(rng, 2)}{rng.randrange(1950, 2010)}{wrong}{digits(rng, 3)}"
    return first + id_check(first)


def cn_id_no_place(rng: Random) -> str:
    first = f"{pick(rng, ('99', '00', '77', '29'))}99{digits(rng, 2)}{day(rng)}{digits(rng, 3)}"
    return first + id_check(first)


def cn_id15(rng: Random) -> str:
    return f"{pick(rng, _PROVINCES)}99{digits(rng, 2)}{day(rng)[2:]}{digits(rng, 3)}"


def mobile(rng: Random) -> str:
    return f"1{pick(rng, '3456789')}{digits(rng, 1)}{pick(rng, ('0000', '0001'))}{digits(rng, 4)}"


def landline(rng: Random) -> str:
    return f"{pick(rng, ('0951', '0371', '010', '021', '0898'))}-{rng.randrange(5, 9)}555{digits(rng, 4)}"


def luhn_check(first: str) -> str:
    total = 0
    for place, digit in enumerate(reversed(first)):
        value = int(digit) * (2 - place % 2)
        total += value - 9 if value > 9 else value
    return str(-total % 10)


def bank_card(rng: Random, length: int = 19, start: str = "629999") -> str:
    first = start + digits(rng, length - 1 - len(start))
    return first + luhn_check(first)


def bank_card_slip(rng: Random, length: int = 19, start: str = "629999") -> str:
    right = bank_card(rng, length, start)
    return right[:-1] + pick(rng, "0123456789".replace(right[-1], ""))


def organisation(rng: Random) -> str:
    first = pick(rng, ("MA", "99")) + digits(rng, 6)
    values = [int(sign, 36) for sign in first]
    total = sum(value * weight for value, weight in zip(values, (3, 7, 9, 10, 5, 8, 4, 2), strict=True))
    return first + "0123456789X0"[11 - total % 11]


def credit_code(rng: Random, start: str = "91") -> str:
    first = f"{start}{pick(rng, _PROVINCES)}99{digits(rng, 2)}{organisation(rng)}"
    total = sum(_CREDIT.index(sign) * 3**place for place, sign in enumerate(first))
    return first + _CREDIT[-total % 31]


def credit_code_slip(rng: Random, start: str = "91") -> str:
    right = credit_code(rng, start)
    return right[:17] + pick(rng, _CREDIT.replace(right[17], ""))


def passport(rng: Random) -> str:
    return pick(rng, "EG") + digits(rng, 8)


def plate(rng: Random) -> str:
    return f"{pick(rng, '京冀豫宁粤沪川')}{pick(rng, 'ABCD')}{pick(rng, _PLATE_LETTERS)}{digits(rng, 4)}"


def plate_green(rng: Random) -> str:
    return f"{pick(rng, '京冀豫宁粤沪川')}{pick(rng, 'ABCD')}{pick(rng, 'DF')}{digits(rng, 5)}"


def name(rng: Random) -> str:
    return pick(rng, SURNAMES) + "".join(rng.sample(GIVEN, rng.choice((1, 2, 2))))


def spaced(text: str, *sizes: int, by: str = " ") -> str:
    """The text in groups of these sizes."""
    parts, at = [], 0
    for size in sizes:
        parts.append(text[at : at + size])
        at += size
    return by.join([*parts, text[at:]] if at < len(text) else parts)


def wide(text: str) -> str:
    """Full-width forms of digits and letters."""
    return "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text)
