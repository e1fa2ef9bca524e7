"""Which parts of a text are not its author's own words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.timed import BOUND, times_as_long

from lurewatch.conversations.regions import regions
from lurewatch.model.conversation import RegionKind

QUOTED, SIGNATURE = RegionKind.QUOTED, RegionKind.SIGNATURE
FORWARDED, FOOTER = RegionKind.FORWARDED, RegionKind.FOOTER


def marked(text: str) -> list[tuple[RegionKind, str]]:
    """The regions with the text that they cover."""
    return [(region.kind, text[region.start : region.end]) for region in regions(text)]


@pytest.mark.parametrize(
    "opening",
    [
        "On Thu, Mar 12, 2026 at 10:00 AM Ada Vale <ada@lab.example> wrote:",
        "On Thu, Mar 12, 2026 at 10:00 AM Ada Vale <\nada@lab.example> wrote:",
        "On 12 Mar 2026, at 10:00, Ada Vale <ada@lab.example> wrote:",
        "On Thursday, March 12, 2026, 10:00:00 AM GMT, Ada Vale <ada@lab.example> wrote:",
        "On 12/03/2026 10:00, Ada Vale wrote:",
        "Ada Vale <ada@lab.example> wrote:",
        "Am 12.03.2026 um 10:00 schrieb Ada Vale:",
        "Am Do., 12. März 2026 um 10:00 Uhr schrieb Ada Vale <ada@lab.example>:",
        "Le 12/03/2026 à 10:00, Ada Vale a écrit :",
        "Le jeu. 12 mars 2026 à 10:00, Ada Vale <ada@lab.example> a écrit :",
        "El jue, 12 mar 2026 a las 10:00, Ada Vale (<ada@lab.example>) escribió:",
        "Il giorno gio 12 mar 2026 alle ore 10:00 Ada Vale <ada@lab.example> ha scritto:",
        "Op do 12 mrt 2026 om 10:00 schreef Ada Vale <ada@lab.example>:",
        "Em qui., 12 de mar. de 2026 às 10:00, Ada Vale <ada@lab.example> escreveu:",
        "-----Original Message-----",
        "-----Ursprüngliche Nachricht-----",
        "-----Message d'origine-----",
        "-----Mensaje original-----",
        "From: Ada Vale\nSent: Thursday, 12 March 2026 10:00\nTo: Bo Rey\nSubject: Talk",
        "*From:* Ada Vale\n*Sent:* Thursday, 12 March 2026 10:00\n*To:* Bo Rey\n*Subject:* Talk",
        "Von: Ada Vale\nGesendet: Donnerstag, 12. März 2026 10:00\nAn: Bo Rey\nBetreff: Vortrag",
        "De : Ada Vale\nEnvoyé : jeudi 12 mars 2026 10:00\nÀ : Bo Rey\nObjet : Exposé",
        "De: Ada Vale\nEnviado: jueves, 12 de marzo de 2026 10:00\nPara: Bo Rey\nAsunto: Charla",
        "________________________________\nFrom: Ada Vale\nSent: Thursday\nTo: Bo Rey\nSubject: Talk",
    ],
)
def test_reply_above_what_it_answers(opening: str) -> None:
    """All from a mail program's own opening to the end is quoted, in the forms and languages of the programs in use."""
    text = f"Tuesday would suit me.\n\n{opening}\n\nWould Tuesday suit you?\nOr Friday?"
    assert marked(text) == [(QUOTED, f"{opening}\n\nWould Tuesday suit you?\nOr Friday?")]


@pytest.mark.parametrize(
    "opening",
    [
        "---------- Forwarded message ---------",
        "-------- Forwarded Message --------",
        "Begin forwarded message:",
        "-------- Weitergeleitete Nachricht --------",
        "Anfang der weitergeleiteten Nachricht:",
        "-------- Message transféré --------",
        "Début du message réexpédié :",
        "---------- Mensaje reenviado ---------",
        "Inicio del mensaje reenviado:",
    ],
)
def test_forward_inside_the_text(opening: str) -> None:
    """A forwarded message runs from the program's opening to the end."""
    tail = f"{opening}\nFrom: Ada Vale <ada@lab.example>\nDate: 12 March\nSubject: Talk\n\nWould Tuesday suit you?"
    assert marked(f"Is this genuine?\n\n{tail}") == [(FORWARDED, tail)]


def test_block_of_headers_without_words_before_it() -> None:
    """A mail that is nothing but another one, headers and all, is a forward and no reply."""
    text = "From: Ada Vale\nSent: Thursday\nTo: Bo Rey\nSubject: Talk\n\nWould Tuesday suit you?"
    assert marked(text) == [(FORWARDED, text)]


def test_answers_between_quoted_lines() -> None:
    """Marked lines are quoted with the line that announces them, and the answers between and after them are not."""
    text = "On 12 March 2026 at 10:00 Ada wrote:\n> Tuesday?\n>\n> Ada\n\nYes.\n\n> Friday?\n\nNo, I am away."
    assert marked(text) == [
        (QUOTED, "On 12 March 2026 at 10:00 Ada wrote:\n> Tuesday?\n>\n> Ada"),
        (QUOTED, "> Friday?"),
    ]


@pytest.mark.parametrize("opening", ["On Mon, 5 Aug 2002, Ada Vale wrote:", "5. elokuuta 2002 Ada Vale kirjoitti:"])
def test_announcement_before_marked_lines(opening: str) -> None:
    """Before marked lines a dated line that ends in a colon announces them, whatever its language."""
    assert marked(f"Hello.\n\n{opening}\n\n> Tuesday?\n\nYes.") == [(QUOTED, f"{opening}\n\n> Tuesday?")]


@pytest.mark.parametrize(
    "text",
    [
        "The yield was\n>90 % in every run, which is more than we hoped.",
        "We need three things:\nthe plan, the list of names and the date.",
        "In his paper of 1950, Turing wrote:\nwe can only see a short distance ahead.",
        "From: the north gate\nwe walked to the lab and then went home again.",
        "Thanks, that helps a lot.\nCould you send me the plan of the lab by tonight?",
        "Best regards,\nAda Vale\nNorthgate Insight",
        "Dear Dr Vale, all on one line. Best regards, Ada. Unsubscribe here.",
        "Please keep this confidential and tell\nnobody at your firm, our client wishes to stay unnamed for now. " * 4,
    ],
)
def test_own_words_that_look_otherwise(text: str) -> None:
    """Lists, measures, citations, thanks and requests for secrecy remain the author's own words."""
    assert marked(text) == []


@pytest.mark.parametrize(
    "tail",
    [
        "Best regards,\nAda Vale\nPartner, Northgate Insight\n+44 20 7946 0000",
        "Kind regards\n\nAda",
        "Mit freundlichen Grüßen\nAda Vale",
        "Cordialement,\nAda Vale",
        "Saludos,\nAda Vale",
        "Best, Ada",
        "-- \nAda Vale\nNorthgate Insight",
        "Sent from my iPhone",
    ],
)
def test_signature(tail: str) -> None:
    """A closing formula with a name, a delimiter or a device's own line begins the signature."""
    assert marked(f"Could we speak on Tuesday?\n\n{tail}\n") == [(SIGNATURE, tail)]


def test_signature_above_a_quotation() -> None:
    """A reply's own signature is told from the quotation under it."""
    assert [kind for kind, _ in marked("Yes.\n\nBest,\nAda\n\n-----Original Message-----\nTuesday?\n\nBest,\nBo")] == [
        SIGNATURE,
        QUOTED,
    ]


@pytest.mark.parametrize(
    "hidden",
    [
        "Send me the list of your colleagues, would you?",
        "I would be glad of the test plan by Friday.",
        "P.S. bring the samples",
        "and please do not forget to bring along the samples we spoke of last week",
    ],
)
def test_request_under_a_closing_formula(hidden: str) -> None:
    """A request cannot hide in what looks like a signature."""
    text = f"It was good to meet.\n\nBest regards,\nAda Vale\n{hidden}"
    assert all(hidden not in covered for _, covered in marked(text))


@pytest.mark.parametrize(
    "notice",
    [
        "This e-mail is meant for the intended recipient only and may be privileged.\nDelete it if that is not you.",
        "If you have received this message in error, please tell us and delete it.",
        "You are receiving this because you subscribed.\nUnsubscribe or change your address.",
        "Diese E-Mail ist vertraulich. Wenn Sie nicht der richtige Adressat sind, löschen Sie sie.",
        "Si vous avez reçu ce message par erreur, merci de le détruire.",
        "Si ha recibido este mensaje por error, bórrelo.",
    ],
)
def test_notice_that_nobody_wrote_for_this_mail(notice: str) -> None:
    """Confidentiality clauses and how to unsubscribe are footers, below the signature too."""
    text = f"{'Could we speak on Tuesday about the talk? ' * 8}\n\nBest,\nAda\n\n{notice}\n"
    assert marked(text) == [(SIGNATURE, "Best,\nAda"), (FOOTER, notice)]


def test_long_line_as_footer() -> None:
    """Where lines are not folded, as in HTML mail, the notice is its line, and the words above it stay."""
    notice = "This message and any files with it are confidential and intended only for the use of the addressee. " * 2
    text = f"{'Could we speak on Tuesday about the talk?' * 8}\n{notice}\nAda"
    assert marked(text) == [(FOOTER, notice.strip())]


PIECES = [
    "> ", ">", "\n", "\n\n", "On 1.2.2026 10:00 Ada wrote:\n", "-----Original Message-----\n",
    "From: a\nSent: b\nTo: c\n",
    "Best regards,\n", "Ada\n", "-- \n", "unsubscribe\n", "received this in error\n", "Begin forwarded message:\n",
    "Words of my own.\n", "P.S. more\n", ":\n", " ", "é", "İ", "\r\n", "x" * 120, "________\n", "word " * 70,
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_any_mixture(text: str) -> None:
    """Regions lie within the text, in order, none is empty and none overlaps another."""
    at = 0
    for region in regions(text):
        assert at <= region.start < region.end <= len(text)
        at = region.end


@pytest.mark.parametrize(
    "piece",
    [
        "\n>",
        ">\n\n",
        "\n>5",
        ":\n",
        "On 1.1.2020 wrote:\n",
        "\nFrom:",
        "\n--",
        "unsubscribe\n\n",
        "\n",
        "Best\n",
        "> x\nOn 1:1:",
    ],
)
def test_hostile_repetition(piece: str) -> None:
    """One sign repeated is marked in time that grows with the text, not with its square."""
    assert times_as_long(lambda size: regions(piece * (size // len(piece))), 100_000) < BOUND


def test_quotations_without_number() -> None:
    """Five thousand are told apart; what is marked after them is read as its author's own words, never the reverse."""
    found = regions("> a\nb\n" * 6_000)
    assert len(found) == 5_000
    assert found[-1].end == 6 * 5_000 - 3
