"""Values of the model, written and read back."""

from hypothesis import given
from hypothesis import strategies as st

from lurewatch.model.assessment import Assessment
from lurewatch.model.campaign import Campaign
from lurewatch.model.conversation import Conversation
from lurewatch.model.queue import Wanted
from lurewatch.store.codec import read_back, written

VALUES = st.one_of(*(st.from_type(kind) for kind in (Conversation, Assessment, Campaign, Wanted)))


@given(VALUES)
def test_any_value(value: object) -> None:
    """What is read back is what was written, to the letter."""
    read = read_back(type(value), written(value))
    assert read == value or repr(read) == repr(value)  # what is no number equals nothing, itself neither


def test_a_value_of_an_earlier_version() -> None:
    """What a later version added takes its default."""
    assert read_back(Wanted, b'{"topic": "lasers"}') == Wanted(topic="lasers")
