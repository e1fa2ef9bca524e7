"""The log."""

import pytest
from tests.desk.approaches import ADMINISTRATOR, AUDITOR, LUNCH, OFFICER, mail, reported

from lurewatch.desk.approach import approach
from lurewatch.desk.auditing import entries, verify

pytestmark = pytest.mark.usefixtures("store")
_TRIGGERS = {
    "sqlite": (("DROP TRIGGER audit_no_update", "DROP TRIGGER audit_no_delete")),
    "postgresql": ("DROP TRIGGER audit_append_only ON store_auditentry",),
}


@pytest.fixture
def three(store: object) -> None:
    """A log of three entries."""
    name = reported(mail(), mail(LUNCH, sender="ida@canteen.example"))[0]
    approach(OFFICER, name)


@pytest.mark.usefixtures("three")
def test_a_whole_log() -> None:
    """A log that nobody touched is whole, and its last mark is told."""
    found = verify(ADMINISTRATOR)
    assert (found.entries, found.fault) == (3, "")
    assert found.mark == entries(AUDITOR)[0].mark
    assert [one.number for one in entries(AUDITOR, before=3)] == [2, 1]


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize("order", ["UPDATE store_auditentry SET subject = 'x'", "DELETE FROM store_auditentry"])
def test_the_database_refuses(order: str) -> None:
    """Nobody changes or deletes an entry, not even by hand in the database."""
    from django.db import DatabaseError, connection, transaction  # noqa: PLC0415  once a store is open

    with pytest.raises(DatabaseError, match="only ever added to"), transaction.atomic():
        connection.cursor().execute(order)
    assert not verify(AUDITOR).fault


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(
    ("order", "fault"),
    [
        ("UPDATE store_auditentry SET subject = 'x' WHERE number = 2", "entry 2 is not what was written"),
        ("UPDATE store_auditentry SET at = '2026-01-01 00:00:00+00' WHERE number = 1", "entry 1 is not"),
        ("DELETE FROM store_auditentry WHERE number = 2", "entry 2 is missing"),
        ("DELETE FROM store_auditentry WHERE number = 3", "ends with entry 2, though 3 were written"),
    ],
)
def test_tampered_with(order: str, fault: str) -> None:
    """Whoever takes the triggers away and changes the log is found out, with the place."""
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        for trigger in _TRIGGERS[connection.vendor]:
            cursor.execute(trigger)
        cursor.execute(order)
    assert fault in verify(AUDITOR).fault
