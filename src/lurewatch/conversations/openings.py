"""How mail programs open what they quote or pass on, beside the labels of `text.mail_labels`.

Outlook (desktop, web, mobile, Mac), Gmail, Apple Mail, Thunderbird, Yahoo, Proton and Samsung, in English, German,
French, Spanish, Italian, Dutch and Portuguese.
"""

import re

from lurewatch.text.mail_labels import LABEL_OF, Label, one_of

LABELLED = re.compile(rf"[ \t]{{0,8}}\*?({one_of()})\*?[ \t\xa0]?:\*?[ \t\xa0]*(.*)", re.IGNORECASE)

# What a block of such lines holds, whatever the program; a text with none of them opens nothing.
FROM_SIGNS = ("From:", "From*", "Von:", "Von*", "De:", "De*", "De :", "De\xa0:", "Da:", "Van:")
FROM_LINE = re.compile(r"^\*?(?:From|Von|De|Da|Van)\*?\s?:", re.MULTILINE)

RULE = re.compile(
    r"[-_ \t*]{2,60}(?:"
    r"(?P<forwarded>forwarded (?:message|mail|email)|weitergeleitete (?:nachricht|mail|e-mail)"
    r"|(?:message|mail|e-mail|courriel) (?:transféré|transmis|réexpédié)e?"
    r"|mensaje reenviado|correo reenviado|messaggio inoltrato|doorgestuurd bericht|mensagem encaminhada)"
    r"|original message|original-nachricht|ursprüngliche nachricht|message d['’]origine|message original"
    r"|mensaje original|messaggio originale|oorspronkelijk bericht|mensagem original)[-_ \t*:]{0,60}",
    re.IGNORECASE,
)
BEGIN_FORWARDED = re.compile(
    r"(?:begin forwarded message|(?:an)?fang der weitergeleiteten (?:nachricht|e-mail)"
    r"|début du (?:message|courriel|mail) (?:réexpédié|transféré)|inicio del (?:mensaje|correo) reenviado"
    r"|inizio messaggio inoltrato|begin doorgestuurd bericht)\s?:",
    re.IGNORECASE,
)
WROTE = re.compile(
    r"(?:\bwrote|\bschrieb\b[^\n]{0,200}|\ba écrit|\bescribió|\bha scritto|\bschreef\b[^\n]{0,200}|\bescreveu)\s?:$",
    re.IGNORECASE,
)
DATED = re.compile(r"\d{1,2}[:.h]\d{2}|\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|[\w.+-]{1,64}@[\w-]")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
ANNOUNCES = re.compile(r"\s{0,3}(?:On|Am|Le|El|Il|Op|Em|Den|Da|At|\w{2,3},)\s", re.IGNORECASE)


def labelled(line: str) -> tuple[Label, str] | None:
    """What a line such as `Gesendet: Montag` tells, and its value; None where it begins with no known word."""
    found = LABELLED.match(line)
    return (LABEL_OF[found[1].lower()], found[2].strip()) if found else None


def has_sign(text: str) -> bool:
    """Whether a text may open another mail at all; a quick look that spares most texts the rest."""
    return text.count(":") >= 3 and any(map(text.__contains__, FROM_SIGNS))
