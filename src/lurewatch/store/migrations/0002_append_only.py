"""Lets the database refuse to change or delete an entry of the log."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

_VERBS = ("UPDATE", "DELETE")
_SQLITE = (
    "CREATE TRIGGER audit_no_{lower} BEFORE {verb} ON store_auditentry "
    "BEGIN SELECT RAISE(ABORT, 'the log is only ever added to'); END"
)
_POSTGRES = (
    """CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'the log is only ever added to'; END $$""",
    """CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON store_auditentry
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()""",
)


def refuse(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Makes the triggers in the words of the database."""
    if editor.connection.vendor == "sqlite":
        statements = [_SQLITE.format(verb=verb, lower=verb.lower()) for verb in _VERBS]
    else:
        statements = list(_POSTGRES)
    for statement in statements:
        editor.execute(statement)


def allow(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Takes the triggers away again."""
    if editor.connection.vendor == "sqlite":
        statements = [f"DROP TRIGGER audit_no_{verb.lower()}" for verb in _VERBS]
    else:
        statements = ["DROP TRIGGER audit_append_only ON store_auditentry", "DROP FUNCTION audit_refuse()"]
    for statement in statements:
        editor.execute(statement)


class Migration(migrations.Migration):
    """Triggers on the table of the log."""

    dependencies = (("store", "0001_initial"),)
    operations = (migrations.RunPython(refuse, allow),)
