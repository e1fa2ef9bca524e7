"""The last look: whatever was planted does not pass, however it is dressed."""

import base64
import html
from urllib.parse import quote

import pytest
from tests.model.bulletins import a_bulletin
from tests.sharing.test_redact import OURS

from lurewatch.errors import LeakStopped
from lurewatch.model.bulletin import Alleged
from lurewatch.model.handle import Platform
from lurewatch.sharing.door import Door
from lurewatch.sharing.encoders import Form, encoder
from lurewatch.sharing.ours import Ours

_WRITTEN = b'{"value":"%s"}'
_DRESSED = {
    "as it is": "Mara Quinn",
    "in capitals": "MARA QUINN",
    "in look-alikes": "Mаrа Quіnn",
    "in full width": "Ｍａｒａ　Ｑｕｉｎｎ",
    "with zero-width signs": "Ma\u200bra Qu\u200binn",
    "set apart": "m.a.r.a.q.u.i.n.n",
    "joined": "maraquinn",
    "with accents": "Márà Quínn",
    "escaped": "\\u004dara Quinn",
    "in HTML": html.escape("Mara Quinn").replace("a", "&#97;"),
    "in percent": quote("Mara Quinn").replace("a", "%61"),
    "in base64": base64.b64encode(b"write to Mara Quinn today").decode(),
    "in base64 for links": base64.urlsafe_b64encode("¿¿ Mara Quinn".encode()).decode(),
    "in hexadecimal": b"for Mara Quinn".hex(),
    "in punycode": "xn--mra-quinn-53a.example",
    "as an address": "mara.quinn@northgate.example",
    "as an organisation": "Northgate  Labs",
    "as a domain": "jobs.northgate.example",
    "as a topic": "of ion-trapping",
    "as our words": "We pay, for short notes: on your field!",
}


@pytest.mark.parametrize("dressed", _DRESSED.values(), ids=_DRESSED.keys())
def test_planted_in_the_bytes(dressed: str) -> None:
    """What is ours is stopped in bytes, in whatever writing, and is not quoted."""
    with pytest.raises(LeakStopped, match="stopped at the door") as caught:
        Door(OURS).check(a_bulletin(), _WRITTEN % dressed.encode())
    assert "uinn" not in str(caught.value)
    with pytest.raises(LeakStopped):
        Door(Ours()).check(a_bulletin(), _WRITTEN % dressed.encode(), OURS)


@pytest.mark.parametrize("form", [Form.JSON, Form.STIX])
@pytest.mark.parametrize(
    "changes",
    [
        {"handles": (Alleged(Platform.NAME, "Mara Quinn"),)},
        {"handles": (Alleged(Platform.EMAIL, "bounce+mara=x@larkmere.example"),)},
        {"domains": ("northgate-labs.example",)},
        {"links": ("https://larkmere.example/for/quinn",)},
        {"templates": (("we", "pay", "grace", "for", "her", "report"),)},
        {"templates": (("we", "pay", "zorblax", "for", "a", "report"),)},
        {"templates": (("we", "pay", "for", "short", "*", "notes", "on", "your", "field"),)},
    ],
)
def test_planted_in_a_bulletin(changes: dict[str, object], form: Form) -> None:
    """A bulletin that was not redacted does not pass, in any form."""
    one, how = a_bulletin(**changes), encoder(form)
    with pytest.raises(LeakStopped):
        Door(OURS, how.of_nothing()).check(one, b"\n".join(how.pieces(one)))


@pytest.mark.parametrize("form", [Form.JSON, Form.STIX])
def test_a_name_that_is_a_word_of_the_form(form: Form) -> None:
    """Somebody called Mark Campaign is no reason to stop what marks a campaign; in a value the name is stopped."""
    ours, how = Ours(approached=frozenset({"mark", "campaign", "marking", "email", "likely"})), encoder(form)
    one = a_bulletin()
    Door(ours, how.of_nothing()).check(one, b"\n".join(how.pieces(one)))
    named = a_bulletin(domains=("campaign.example",))
    with pytest.raises(LeakStopped):
        Door(ours, how.of_nothing()).check(named, b"\n".join(how.pieces(named)))


def test_nothing_of_ours_passes() -> None:
    """Bytes without anything of ours pass."""
    how = encoder(Form.STIX)
    Door(OURS, how.of_nothing()).check(a_bulletin(templates=()), b"\n".join(how.pieces(a_bulletin(templates=()))))
