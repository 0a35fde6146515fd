"""The seal: triggers that make the journal append-only on SQLite and on PostgreSQL.

One ordinary `AlterField` drops SQLite's triggers without a word. So sealing is idempotent, runs after every migration,
and the program refuses to start on an unsealed database.
"""

from django.db import connection

GENESIS = "0" * 64

_SQLITE = {
    "seal_journal_insert": f"""
        BEFORE INSERT ON record_journal
        WHEN NEW.seq IS NOT (SELECT COALESCE(MAX(seq), 0) + 1 FROM record_journal)
          OR NEW.prev IS NOT COALESCE((SELECT digest FROM record_journal ORDER BY seq DESC LIMIT 1), '{GENESIS}')
        BEGIN SELECT RAISE(ABORT, 'the journal takes only its next line'); END""",
    "seal_journal_update": """
        BEFORE UPDATE ON record_journal BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END""",
    "seal_journal_delete": """
        BEFORE DELETE ON record_journal BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END""",
    "seal_row_insert": """
        BEFORE INSERT ON record_journal_row
        WHEN NEW.seq IS NOT (SELECT MAX(seq) FROM record_journal)
          OR EXISTS (SELECT 1 FROM record_journal_row WHERE id = NEW.id)
        BEGIN SELECT RAISE(ABORT, 'rows are named with their line'); END""",
    "seal_row_update": """
        BEFORE UPDATE ON record_journal_row BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END""",
    "seal_row_delete": """
        BEFORE DELETE ON record_journal_row BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END""",
    "seal_content_insert": """
        BEFORE INSERT ON record_act_content
        WHEN EXISTS (SELECT 1 FROM record_act_content WHERE seq = NEW.seq)
        BEGIN SELECT RAISE(ABORT, 'the content of an act is written once'); END""",
    "seal_content_update": """
        BEFORE UPDATE ON record_act_content
        WHEN NEW.seq IS NOT OLD.seq OR NEW.content IS NOT NULL OR NEW.salt IS NOT NULL
        BEGIN SELECT RAISE(ABORT, 'the content of an act can only be erased'); END""",
    "seal_content_delete": """
        BEFORE DELETE ON record_act_content
        BEGIN SELECT RAISE(ABORT, 'the content of an act can only be erased'); END""",
}

_POSTGRES_FUNCTIONS = f"""
CREATE OR REPLACE FUNCTION seal_next_line() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.seq IS DISTINCT FROM (SELECT COALESCE(MAX(seq), 0) + 1 FROM record_journal)
     OR NEW.prev IS DISTINCT FROM
        COALESCE((SELECT digest FROM record_journal ORDER BY seq DESC LIMIT 1), '{GENESIS}') THEN
    RAISE EXCEPTION 'the journal takes only its next line';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE FUNCTION seal_with_line() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.seq IS DISTINCT FROM (SELECT MAX(seq) FROM record_journal) THEN
    RAISE EXCEPTION 'rows are named with their line';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE FUNCTION seal_erasure_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.seq IS DISTINCT FROM OLD.seq OR NEW.content IS NOT NULL OR NEW.salt IS NOT NULL THEN
    RAISE EXCEPTION 'the content of an act can only be erased';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE FUNCTION seal_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'the journal is append-only'; END $$;
"""

_POSTGRES = {
    "seal_journal_insert": "BEFORE INSERT ON record_journal FOR EACH ROW EXECUTE FUNCTION seal_next_line()",
    "seal_journal_update": "BEFORE UPDATE OR DELETE ON record_journal FOR EACH ROW EXECUTE FUNCTION seal_refuse()",
    "seal_journal_truncate": "BEFORE TRUNCATE ON record_journal FOR EACH STATEMENT EXECUTE FUNCTION seal_refuse()",
    "seal_row_insert": "BEFORE INSERT ON record_journal_row FOR EACH ROW EXECUTE FUNCTION seal_with_line()",
    "seal_row_update": "BEFORE UPDATE OR DELETE ON record_journal_row FOR EACH ROW EXECUTE FUNCTION seal_refuse()",
    "seal_row_truncate": "BEFORE TRUNCATE ON record_journal_row FOR EACH STATEMENT EXECUTE FUNCTION seal_refuse()",
    "seal_content_update": "BEFORE UPDATE ON record_act_content FOR EACH ROW EXECUTE FUNCTION seal_erasure_only()",
    "seal_content_delete": "BEFORE DELETE ON record_act_content FOR EACH ROW EXECUTE FUNCTION seal_refuse()",
    "seal_content_truncate": "BEFORE TRUNCATE ON record_act_content FOR EACH STATEMENT EXECUTE FUNCTION seal_refuse()",
}


class Unsealed(RuntimeError):
    """The database lacks triggers of the seal; the program refuses to start on it."""


def _wanted() -> dict[str, str]:
    return _SQLITE if connection.vendor == "sqlite" else _POSTGRES


def missing() -> list[str]:
    """Return the names of triggers that the database lacks."""
    query = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        present = {name for (name,) in cursor.fetchall()}
    return sorted(set(_wanted()) - present)


def seal(**_: object) -> None:
    """Create the triggers that are missing, if the journal's tables exist."""
    tables = {"record_journal", "record_journal_row", "record_act_content"}
    if not tables <= set(connection.introspection.table_names()):
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRES_FUNCTIONS)
        for name in missing():
            cursor.execute(f"CREATE TRIGGER {name} {_wanted()[name]}")


def retire() -> None:
    """Let the journal take no further line, in this transaction: the record goes on in another database."""
    refusal = (
        "BEGIN SELECT RAISE(ABORT, 'the record has moved to another database'); END"
        if connection.vendor == "sqlite"
        else "FOR EACH ROW EXECUTE FUNCTION seal_refuse()"
    )
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TRIGGER seal_retired BEFORE INSERT ON record_journal {refusal}")


def unseal() -> None:
    """Drop the triggers. Only the test base calls this, around emptying the tables."""
    with connection.cursor() as cursor:
        for name, text in _wanted().items():
            table = text.split(" ON ")[1].split()[0]
            on_table = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on_table}")


def require_sealed() -> None:
    """Raise Unsealed, naming the missing triggers, unless the whole seal is there."""
    lacking = missing()
    if lacking:
        raise Unsealed(f"the journal is not sealed: found no trigger {', '.join(lacking)}; run `nghitrinh init`")
