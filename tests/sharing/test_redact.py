"""What is ours goes out of a bulletin, whatever form it has there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.model.bulletins import BULLETINS, a_bulletin, template

from lurewatch.model.bulletin import Alleged, Bulletin
from lurewatch.model.handle import Platform
from lurewatch.sharing.ours import NOTHING, Ours, known
from lurewatch.sharing.redact import Redactor, Withheld

OURS = Ours(
    whole=frozenset({"mara quinn", "mara quinn northgate example", "northgate labs"}),
    approached=frozenset({"mara", "quinn"}),
    staff=frozenset({"mara", "quinn", "grace"}),
    topics=("ion trap*",),
    hosts=frozenset({"northgate.example"}),
    runs=frozenset({"we pay for short notes on your field"}),
)
_SOME = st.builds(
    Ours,
    st.frozensets(st.sampled_from(["we pay", "short notes", "larkmere", "tobias weir", "field"])),
    st.frozensets(st.sampled_from(["weir", "client", "pay", "notes"])),
    st.frozensets(st.sampled_from(["your", "short", "on"])),
    st.sampled_from([(), ("short not*",), ("field", "harrow")]),
    st.frozensets(st.sampled_from(["larkmere.example", "harrow-vale.example"])),
    st.frozensets(st.just("we pay for short notes on your field")),
)


@given(BULLETINS, _SOME, _SOME)
def test_twice(one: Bulletin, general: Ours, own: Ours) -> None:
    """Redacting twice changes nothing more."""
    redactor = Redactor(general)
    once, _ = redactor.redacted(one, own)
    again, withheld = redactor.redacted(once, own)
    assert again == once
    assert withheld == Withheld()


@pytest.mark.parametrize(
    "handle",
    [
        Alleged(Platform.NAME, "Mara Quinn"),
        Alleged(Platform.NAME, "QUINN"),
        Alleged(Platform.EMAIL, "bounce+mara.quinn=northgate.example@larkmere.example"),
        Alleged(Platform.EMAIL, "maraquinn77@larkmere.example"),
        Alleged(Platform.EMAIL, "office@mail.northgate.example"),
        Alleged(Platform.PROFILE, "linkedin.example/in/mara-quinn-12"),
        Alleged(Platform.PROFILE, "linkedin.example/in/m%61ra"),
        Alleged(Platform.ACCOUNT, "telegram/mara_quinn"),
        Alleged(Platform.NAME, "Μara"),
    ],
)
def test_a_handle_made_of_ours(handle: Alleged) -> None:
    """A handle that the outside party made of a name of whoever they wrote to does not leave."""
    one, withheld = Redactor(OURS).redacted(a_bulletin(handles=(handle,)))
    assert one.handles == ()
    assert withheld.handles == 1


@pytest.mark.parametrize("domain", ["northgate.example", "mail.northgate.example", "northgate-labs.example",
                                    "ion-trap.example", "xn--mra-3na.quinn.example"])  # fmt: skip
def test_a_domain_that_names_us(domain: str) -> None:
    """A domain of ours, or made of our name or a protected topic, does not leave."""
    one, withheld = Redactor(OURS).redacted(a_bulletin(domains=(domain,), links=(f"https://{domain}/a",)))
    assert (one.domains, one.links) == ((), ())
    assert (withheld.domains, withheld.links) == (1, 1)


def test_a_colleague_of_the_same_given_name() -> None:
    """An alleged name that shares a given name with a colleague who was not approached stays; in wording it goes."""
    handle = Alleged(Platform.NAME, "Grace Holloway")
    worded = template("we would like to hear what grace has to say about this report")
    one, _ = Redactor(OURS).redacted(a_bulletin(handles=(handle,), templates=(worded,)))
    assert one.handles == (handle,)
    assert one.templates == (template("we would like to hear what * has to say about this report"),)


def test_eight_words_of_ours_round_a_slot() -> None:
    """Words of our people that stand round a slot are found, since a reader may read over it."""
    worded = template("and so we pay for short * notes on your field and no more than that")
    one, _ = Redactor(OURS).redacted(a_bulletin(templates=(worded,)))
    assert one.templates == (("and", "no", "more", "than", "that"),)


def test_nothing_of_ours() -> None:
    """A bulletin with nothing of ours in it stays as it is."""
    assert Redactor(NOTHING).redacted(a_bulletin()) == (a_bulletin(), Withheld())


def test_what_an_organisation_names() -> None:
    """Names, handles and domains that an organisation gives are looked for as those of a conversation are."""
    ours = known(["grace.holloway@northgate.example"], ["Northgate Labs"], ["ion trap*"])
    assert "grace holloway northgate example" in ours.whole
    assert {"grace", "holloway"} <= ours.staff
    assert ours.approached == frozenset()
    assert "northgate labs" in ours.whole
    assert ours.hosts == {"northgate.example"}
