"""What `make test-postgres` leaves out has run under `make test`, and asks no database that is chosen."""

import re

from tests.conftest import ROOT

ASKS = re.compile(r"django_db|transactional_db|GONGKAI_DATABASE")


def left_out() -> list[str]:
    """Folders and files below tests/, as the Makefile names them."""
    makefile = (ROOT / "Makefile").read_text()
    line = re.search(r"^test-postgres: .*addprefix --ignore=tests/,(.+)\)$", makefile, re.MULTILINE)
    assert line is not None
    files = re.findall(r"--ignore=tests/(\w+)/test_,\$\(addsuffix \.py,\$\((\w+)\)\)", makefile)
    assert len(files) == 2
    return [
        *line[1].split(),
        *(f"{folder}/test_{word}.py" for folder, name in files for word in words(makefile, name)),
    ]


def words(makefile: str, name: str) -> list[str]:
    """What a variable of the Makefile holds."""
    found = re.search(rf"^{name} := (.+)$", makefile, re.MULTILINE)
    assert found is not None
    return found[1].split()


def test_what_postgresql_leaves_out_asks_no_database() -> None:
    files = [
        path
        for name in left_out()
        for path in [ROOT / "tests" / name, *(ROOT / "tests" / name).rglob("*.py")]
        if path.is_file()
    ]
    assert all((ROOT / "tests" / name).exists() for name in left_out())
    assert len(files) > len(left_out())
    own = {
        "test_once.py",
        "test_with_postgres.py",
    }  # this file; the one that tries the throw-away server itself
    asking = [
        path.name for path in files if path.name not in own and ASKS.search(path.read_text(encoding="utf-8"))
    ]
    assert asking == []
