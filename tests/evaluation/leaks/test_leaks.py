"""Nothing of our side leaves; and the check that says so finds what is planted."""

import json
from urllib.parse import quote

import pytest
from evaluation.leaks.found import leaks
from evaluation.leaks.generated import Secrets, made
from evaluation.leaks.measured import measured, redacted

from lurewatch.sharing.encoders import Form, encoder

_SECRETS = Secrets(
    ("Mara Quinn",), ("mara.quinn@northgate.example", "7123456"), ("Northgate Labs",), ("ion lattice",),
    ("the coating fails above four kelvin and we think it is strain",),
)  # fmt: skip


def test_generated_campaigns() -> None:
    """Of generated campaigns that are full of our side nothing leaves, and the door has nothing to stop."""
    outcome = measured(150, seed=7)
    assert outcome.leaked == {}
    assert outcome.stopped == {}
    assert outcome.left == 300
    assert outcome.handles > 150
    assert outcome.templates > 75


@pytest.mark.parametrize(
    ("planted", "kind"),
    [
        ("Mara Quinn", "name"),
        ("maraquinn", "name"),
        ("quinn", "given or family name"),
        ("mara.quinn@northgate.example", "handle"),
        (quote("mara.quinn@northgate.example", safe=""), "handle"),
        ("+44 20 7123456", "handle"),
        ("northgate-labs.example", "organisation"),
        ("Ion Lattice", "topic"),
        ("…fails above four kelvin, and we think it…", "eight words"),
        ("Ｍara Ｑuinn", "name"),
    ],
)
@pytest.mark.parametrize("form", [Form.JSON, Form.STIX])
def test_a_planted_leak(planted: str, kind: str, form: Form) -> None:
    """The check finds what is planted in a bulletin's bytes, and nothing before it is planted."""
    one = redacted(next(iter(made(1, 3))))
    written = b"\n".join(encoder(form).pieces(one))
    assert leaks(written, _SECRETS) == []
    assert kind in leaks(written.replace(b'"amber"', json.dumps(planted).encode()), _SECRETS)


def test_the_campaigns_are_full_of_it() -> None:
    """Before redaction every kind of secret stands in what the conversations hold."""
    one = next(iter(made(1, 3)))
    texts = "\n".join(turn.message.text for each in one.conversations for turn in each.turns).encode()
    assert {"name", "organisation", "topic", "eight words", "handle"} <= set(leaks(texts, one.secrets))
