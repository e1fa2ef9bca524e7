"""The measured taking-in of bulletins."""

from benchmarks.bulletins import rows_of


def test_every_generated_conversation_is_found() -> None:
    """Each has the wording, the house or the link of one bulletin, and all are found."""
    assert [row.reached for row in rows_of(30)] == [None, None, True]
