"""Whether words say that an address is the writer's own; `|` marks where the address stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sources.made import UNHURRIED

from lurewatch.conversations.own_words import is_own

OWN = (
    "You can reach me on Signal |+44 7700 900123.",
    "my personal address is |x@y.example",
    "Write to me at |x@y.example please",
    "Please use my private email: |x@y.example",
    "My WhatsApp: |+44",
    "here is my LinkedIn profile: |linkedin.com/in/x",
    "text me on |+44",
    "Sie erreichen mich unter |+49 151",
    "Meine private Adresse lautet |x@y.example",
    "Sie können mich unter |x@y.example| erreichen.",
    "Schreiben Sie mir bitte an |x@y.example",
    "Ich bin unter |+49| erreichbar",
    "Rufen Sie mich an: |+49",
    "Écrivez-moi à |x@y",
    "Vous pouvez me joindre au |+33",
    "mon adresse personnelle est |x@y",
    "mon numéro WhatsApp : |+33",
    "Mi correo personal es |x@y",
    "Escríbame a |x@y",
    "me puede contactar en |x@y",
    "|x@y.example| is my personal address.",
    "|x@y.example| ist meine private Adresse",
    "I am also on Signal: |+44",
    "I can be reached at |x@y",
    "reach me at o@k.example or on Signal |+44",
    "contactez-moi sur mon portable |+33",
    "melden Sie sich gern bei mir unter |x@y",
    "Feel free to email me directly at |x@y",
    "llámeme al |+34",
    "add me on Telegram: |@x",
    "Find me on |linkedin.com/in/x",
    "Send it to my private mail |x@y",
    "you can get hold of me on |+44",
    "mein Telegram ist |@x",
)
OTHERS = (
    "my colleague's address is |x@y",
    "Please write to our HR at |jobs@y",
    "reach me or Bo at |bo@x",
    "CC: |bo@x",
    'Bo said: "reach me at |bo@x',
    "I sent my mail to |bo@x",
    "my boss is |bo@x",
    "contact |bo@x",
    "do not write to me at |x@y",
    "He asked me to contact |bo@x",
    "my colleague Bo: |bo@x",
    "meine Kollegin ist |x@y",
    "Schreiben Sie meiner Kollegin an |bo@x",
    "mon collègue : |x@y",
    "mi jefe es |x@y",
    "you can reach my colleague at |x",
    "The office is at |x@y",
    "Bo can help me. Write to |bo@x",
    "Ich habe meine Mail an |bo@x| geschickt",
    "call Bo and me on |+44",
    "please send my CV to |hr@x",
    "Contact me through my assistant, |bo@x",
    "reach me via Bo Lind, |bo@x",
    "|bo@x| is my colleague",
    "|bo@x| is my best friend",
    "|bo@x| is my colleague's address",
    "this is not my address: |x@y",
    "Bo gave me |bo@x",
    "tell me if |bo@x| works",
    "ask me about |bo@x",
    "Find me a reply from |x@y",
    "Give me the address |x@y",
    "send me |x@y",
    "Call me when you have mailed |bo@x",
    "answer me at once: is |bo@x",
    "my old mate |x@y",
    "Can you send me your number? |x@y",
)


def asked(written: str) -> bool:
    """Whether the address is called the writer's own."""
    before, _, *after = written.split("|")
    return is_own(before, " ".join(after))


@pytest.mark.parametrize("written", OWN)
def test_words_of_an_owner(written: str) -> None:
    """In each language there are ways to call an address one's own."""
    assert asked(written)


@pytest.mark.parametrize("written", OTHERS)
def test_words_of_another(written: str) -> None:
    """Colleagues, offices, other people's words, denials and questions call nothing the writer's own."""
    assert not asked(written)


THIRD_PARTIES = ("Bo", "colleague", "Kollegin", "collègue", "jefe", "HR", "agency")


@UNHURRIED
@given(st.sampled_from([one for one in OWN if not one.startswith("|")]), st.sampled_from(THIRD_PARTIES))
def test_a_third_party_in_between(written: str, who: str) -> None:
    """A word for anybody else directly before the address undoes every mark before it."""
    assert not is_own(f"{written.partition('|')[0]} {who} ", "")


@UNHURRIED
@given(st.text(max_size=300), st.text(max_size=100))
def test_any_words(before: str, after: str) -> None:
    """Whatever is written, there is an answer."""
    assert is_own(before, after) in {True, False}
