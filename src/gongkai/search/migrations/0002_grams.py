"""By what entries are found: a table of its own kind on each database, which Django does not know."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

# Every sign beyond ASCII belongs to a token as it is, and here every visible ASCII sign does too.
SIGNS = "".join(chr(code) for code in range(0x21, 0x7F) if not chr(code).isalnum())
QUOTED = SIGNS.replace("'", "''").replace('"', '""')
SQLITE = (
    f"CREATE VIRTUAL TABLE search_grams USING fts5(grams, detail=none, columnsize=0, tokenize=\"ascii tokenchars '{QUOTED}'\")",
)
# An array, since a tsvector ends at one megabyte. No key to the entries: Django, which does not know this table, could not
# empty theirs. To read the arrays of all rows takes seconds, which the planner does not know, because they lie outside the
# table; the function, which does nothing, tells it by its cost.
POSTGRESQL = (
    "CREATE TABLE search_grams (entry_id bigint PRIMARY KEY, grams text[] NOT NULL)",
    (
        "CREATE FUNCTION search_tokens(text[]) RETURNS text[] LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 1000"
        " AS 'BEGIN RETURN $1; END'"
    ),
    "CREATE INDEX search_grams_tokens ON search_grams USING gin (search_tokens(grams))",
    "ALTER TABLE search_grams ALTER COLUMN grams SET STATISTICS 0",
    "ALTER INDEX search_grams_tokens ALTER COLUMN 1 SET STATISTICS 0",
)


def make(_: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[editor.connection.vendor]:
        editor.execute(statement, None)


def drop(_: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    editor.execute("DROP TABLE search_grams", None)
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP FUNCTION search_tokens", None)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [migrations.RunPython(make, drop)]
