"""Invented texts to be withheld: names, numbers, places, each once in all files."""

import random
from collections.abc import Iterator

SURNAMES = "赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕张"
GIVEN = "珺喆堃玥祎珂晟昱澜煜霖璟钰瑾瑜皓轩梓涵沐宸语汐若曦亦凡景行思齐"
ROADS = "云岭青石白鹭红枫翠屏金沙玉泉松溪竹海梅坞"
SYLLABLES = ("ffi", "fi", "AV", "To", "Wa", "qu", "Zh", "ffl", "Te", "LT", "yo", "vex", "Kj")


def secrets(seed: int, count: int, *, latin: bool = False) -> list[str]:
    """So many texts, no two alike."""
    made = random.Random(seed)
    found: dict[str, None] = {}
    while len(found) < count:
        found[_latin(made) if latin else _chinese(made)] = None
    return list(found)


def _chinese(made: random.Random) -> str:
    match made.randrange(4):
        case 0:
            return made.choice(SURNAMES) + "".join(made.sample(GIVEN, 3)) + made.choice(SURNAMES)
        case 1:
            return f"1{made.randrange(30, 99)}{made.randrange(10**7, 10**8)}"
        case 2:
            return f"{made.choice(ROADS)}{made.choice(ROADS)}路{made.randrange(100, 999)}号{made.randrange(10, 99)}室"
        case _:
            return f"{made.randrange(10**17, 10**18)}"


def _latin(made: random.Random) -> str:
    first, second = ("".join(made.sample(SYLLABLES, 4)) for _ in range(2))
    return f"{first} {second} {made.randrange(1000, 9999)}"


def fragments(text: str, size: int = 10) -> Iterator[str]:
    """Every piece of a text that would tell something of it."""
    for at in range(max(1, len(text) - size + 1)):
        yield text[at : at + size]
