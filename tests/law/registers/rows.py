"""Rows of registers as sources deliver them: cells by field, right unless a test changes them."""

from collections.abc import Iterator

from gongkai.law.registers import Definition, Field, Kind

CREDIT_CODE = "91350100M000100Y43"
RESIDENT = "11010519491231002X"

_RIGHT = {
    Kind.TEXT: "文字",
    Kind.LONG: "一段文字",
    Kind.CODE: "A-001",
    Kind.DATE: "2021-03-01",
    Kind.YEAR: "2021",
    Kind.MONEY: "500.00",
    Kind.NUMBER: "12.5",
    Kind.WHOLE: "12",
    Kind.USCC: CREDIT_CODE,
    Kind.ID_NUMBER: RESIDENT,
    Kind.PERSON: "张三",
    Kind.PARTY: "云岭商贸有限公司",
    Kind.PHONE: "0970-1234567",
    Kind.ADDRESS: "云岭县南门路1号",
    Kind.URL: "https://example.org/a",
}


def right(field: Field) -> str:
    """A cell that a field can hold."""
    return field.choices[0] if field.kind is Kind.CHOICE else _RIGHT[field.kind]


def full(register: Definition) -> dict[str, str]:
    """A row in which every field is filled."""
    return {field.key: right(field) for field in register.fields}


def penalty(number: int = 1) -> dict[str, str]:
    """A penalty on a company, with what it needs and no more."""
    return {
        "document_no": f"云监罚决〔2021〕{number}号",
        "party_name": "云岭商贸有限公司",
        "party_kind": "法人及非法人组织",
        "party_uscc": CREDIT_CODE,
        "violation": "未明码标价",
        "legal_basis": "价格法第四十二条",
        "category": "罚款",
        "content": "罚款五百元",
        "decided_on": "2021-03-01",
        "decided_by": "云岭县市场监督管理局",
    }


def penalties(count: int) -> Iterator[dict[str, str]]:
    """So many of them, each with a number of its own."""
    return (penalty(number) for number in range(1, count + 1))
