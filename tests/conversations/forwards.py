"""Forwards as the mail programs in use write them, plain and as HTML, in four languages.

All pass on the same mail of Rowan Ashby to Kim Vale, sent on 12 March 2026 at 10:05 Central European Time, and open it
with what Kim says of it. Written down from what the programs send; names, firms and words are invented.
"""

from collections.abc import Iterator
from typing import NamedTuple

OWN = "Is this genuine?"
BODY = "Dear Kim,\n\nOur client pays 900 for a short report on\nwhat is not published yet.\n\nRowan"
ROWAN, KIM = "rowan@northgate.example", "kim@firm.example"
SUBJECT = "A short report"


class Form(NamedTuple):
    """A forward by a program: its text as the sender's program gives it, and whether the program tells the zone."""

    program: str
    language: str
    text: str
    is_html: bool = False
    has_zone: bool = False
    subject: str = f"Fwd: {SUBJECT}"

    def __str__(self) -> str:
        return f"{self.program}, {self.language}{', HTML' if self.is_html else ''}"


class _Words(NamedTuple):
    author: str
    sent: str
    to: str
    subject: str
    date: str
    outlook: str
    mac: str
    gmail: str
    apple: str
    begin: str
    rule: str
    thunderbird: tuple[str, str, str, str]  # subject, date, author, to
    prefix: str


_LANGUAGES = {
    "en": _Words(
        "From:", "Sent:", "To:", "Subject:", "Date:", "Thursday, March 12, 2026 10:05 AM",
        "Thursday, 12 March 2026 at 10:05", "Thu, Mar 12, 2026 at 10:05\u202fAM",
        "March 12, 2026 at 10:05:33\u202fAM GMT+1",
        "Begin forwarded message:", "Forwarded Message", ("Subject:", "Date:", "From:", "To:"), "FW:",
    ),
    "de": _Words(
        "Von:", "Gesendet:", "An:", "Betreff:", "Datum:", "Donnerstag, 12. März 2026 10:05",
        "Donnerstag, 12. März 2026 um 10:05", "Do., 12. März 2026 um 10:05\u202fUhr", "12. März 2026 um 10:05:33 MEZ",
        "Anfang der weitergeleiteten Nachricht:", "Weitergeleitete Nachricht",
        ("Betreff:", "Datum:", "Von:", "An:"), "WG:",
    ),
    "fr": _Words(
        "De\xa0:", "Envoyé\xa0:", "À\xa0:", "Objet\xa0:", "Date\xa0:", "jeudi 12 mars 2026 10:05",
        "jeudi, 12 mars 2026 à 10:05", "jeu. 12 mars 2026 à 10:05", "12 mars 2026 à 10:05:33 UTC+1",
        "Début du message transféré\xa0:", "Message transféré",
        ("Sujet\xa0:", "Date\xa0:", "De\xa0:", "Pour\xa0:"), "TR:",
    ),
    "es": _Words(
        "De:", "Enviado:", "Para:", "Asunto:", "Fecha:", "jueves, 12 de marzo de 2026 10:05",
        "jueves, 12 de marzo de 2026, 10:05", "jue, 12 mar 2026 a las 10:05", "12 de marzo de 2026, 10:05:33 CET",
        "Inicio del mensaje reenviado:", "Mensaje reenviado", ("Asunto:", "Fecha:", "De:", "Para:"), "RV:",
    ),
}  # fmt: skip
_UNDERSCORES = "_" * 32


def forms() -> Iterator[Form]:
    """Every form."""
    for language, words in _LANGUAGES.items():
        for form in (*_outlook(words), *_others(words)):
            yield form._replace(language=language)
        for program, html, has_zone in _pages(words):
            yield Form(program, language, html, is_html=True, has_zone=has_zone)


def _outlook(words: _Words) -> Iterator[Form]:
    subject = f"{words.prefix} {SUBJECT}"
    own, old = f"Rowan Ashby <{ROWAN}>", f"Rowan Ashby [mailto:{ROWAN}]"
    to = f"Kim Vale <{KIM}>"
    for program, author, date, rule in (
        ("Outlook for Windows", own, words.outlook, ""),
        ("Outlook for Windows, before 2016", old, words.outlook, "-----Original Message-----\n"),
        ("Outlook on the web", own, words.outlook, f"{_UNDERSCORES}\n"),
        ("Outlook for a telephone", f"Rowan Ashby <{ROWAN}<mailto:{ROWAN}>>", words.outlook, f"{_UNDERSCORES}\n"),
    ):
        lines = f"{words.author} {author}\n{words.sent} {date}\n{words.to} {to}\n{words.subject} {SUBJECT}"
        yield Form(program, "", f"{OWN}\n\n{rule}{lines}\n\n{BODY}", subject=subject)
    mac = f"{words.author} {own}\n{words.date} {words.mac}\n{words.to} {to}\n{words.subject} {SUBJECT}"
    yield Form("Outlook for Mac", "", f"{OWN}\n\n{mac}\n{BODY}", subject=subject)


def _others(words: _Words) -> Iterator[Form]:
    gmail = f"{words.author} Rowan Ashby <{ROWAN}>\nDate: {words.gmail}\nSubject: {SUBJECT}\nTo: <{KIM}>"
    yield Form("Gmail", "", f"{OWN}\n\n---------- Forwarded message ---------\n{gmail}\n\n\n{BODY}\n")
    apple = (
        f"{words.author} Rowan Ashby <{ROWAN}>\n{words.subject} {SUBJECT}\n{words.date} {words.apple}\n"
        f"{words.to} Kim Vale <{KIM}>\n\n{BODY}"
    )
    marked = "\n".join(f"> {line}" for line in apple.split("\n"))
    yield Form("Apple Mail", "", f"{OWN}\n\n{words.begin}\n\n{marked}\n", has_zone=True)
    subject, date, author, to = words.thunderbird
    head = (
        f"{subject} \t{SUBJECT}\n{date} \tThu, 12 Mar 2026 10:05:33 +0100\n{author} \tRowan Ashby <{ROWAN}>\n"
        f"{to} \t{KIM}"
    )
    yield Form("Thunderbird", "", f"{OWN}\n\n\n-------- {words.rule} --------\n{head}\n\n\n\n{BODY}\n", has_zone=True)


_ROWAN_LINK = f'Rowan Ashby &lt;<a href="mailto:{ROWAN}">{ROWAN}</a>&gt;'
_KIM_LINK = f'Kim Vale &lt;<a href="mailto:{KIM}">{KIM}</a>&gt;'
_DIVS = BODY.replace("\n\n", "</div><div><br></div><div>").replace("\n", " ")


def _pages(words: _Words) -> Iterator[tuple[str, str, bool]]:
    """Program, HTML, and whether it tells the zone."""
    yield "Outlook for Windows", _outlook_page(words), False
    yield "Outlook on the web", _web_page(words), False
    yield "Gmail", _gmail_page(words), False
    yield "Apple Mail", _apple_page(words), True
    yield "Thunderbird", _thunderbird_page(words), True


def _outlook_head(words: _Words) -> str:
    return (
        f"<b>{words.author}</b> {_ROWAN_LINK}<br><b>{words.sent}</b> {words.outlook}<br>"
        f"<b>{words.to}</b> {_KIM_LINK}<br><b>{words.subject}</b> {SUBJECT}"
    )


def _outlook_page(words: _Words) -> str:
    return (
        f'<div class="WordSection1"><p class="MsoNormal">{OWN}<o:p></o:p></p><p class="MsoNormal"><o:p>&nbsp;</o:p></p>'
        f'<div><div style="border:none;border-top:solid #E1E1E1 1.0pt"><p class="MsoNormal">{_outlook_head(words)}'
        f'<o:p></o:p></p></div></div><p class="MsoNormal"><o:p>&nbsp;</o:p></p><div>{_DIVS}</div></div>'
    )


def _web_page(words: _Words) -> str:
    return (
        f'<div dir="ltr">{OWN}</div><hr style="display:inline-block;width:98%" tabindex="-1">'
        f'<div id="divRplyFwdMsg" dir="ltr"><font face="Calibri, sans-serif" color="#000000">{_outlook_head(words)}'
        f"</font><div>&nbsp;</div></div><div>{_DIVS}</div>"
    )


def _gmail_page(words: _Words) -> str:
    return (
        f'<div dir="ltr">{OWN}<br><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">'
        f"---------- Forwarded message ---------<br>{words.author} "
        f'<strong class="gmail_sendername" dir="auto">Rowan Ashby</strong> '
        f'<span dir="auto">&lt;<a href="mailto:{ROWAN}">{ROWAN}</a>&gt;</span><br>Date: {words.gmail}<br>'
        f'Subject: {SUBJECT}<br>To: &lt;<a href="mailto:{KIM}">{KIM}</a>&gt;<br></div><br><br>'
        f"<div>{_DIVS}</div></div></div>"
    )


def _apple_page(words: _Words) -> str:
    lines = (
        (words.author, _ROWAN_LINK),
        (words.subject, f"<b>{SUBJECT}</b>"),
        (words.date, words.apple),
        (words.to, _KIM_LINK),
    )
    head = "".join(f"<div><span><b>{name} </b></span><span>{value}<br></span></div>" for name, value in lines)
    return (
        f'<html><body>{OWN}<br><div><br><blockquote type="cite"><div>{words.begin}</div>'
        f'<br class="Apple-interchange-newline">{head}<br><div>{_DIVS}</div></blockquote></div></body></html>'
    )


def _thunderbird_page(words: _Words) -> str:
    values = (SUBJECT, "Thu, 12 Mar 2026 10:05:33 +0100", _ROWAN_LINK, KIM)
    rows = "".join(
        f'<tr><th valign="BASELINE" nowrap="nowrap" align="RIGHT">{label} </th><td>{value}</td></tr>'
        for label, value in zip(words.thunderbird, values, strict=True)
    )
    return (
        f'<p>{OWN}</p><div class="moz-forward-container"><br><br>-------- {words.rule} --------'
        f'<table class="moz-email-headers-table"><tbody>{rows}</tbody></table><br><br><div>{_DIVS}</div></div>'
    )
