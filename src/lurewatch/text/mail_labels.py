"""What mail programs call the lines above a mail that they show, quote or pass on: the one table of those words.

Outlook (desktop, web, mobile, Mac), Gmail, Apple Mail, Thunderbird, Yahoo, Proton and Samsung, in English, German,
French, Spanish, Italian, Dutch and Portuguese.
"""

import re
from enum import Enum, auto


class Label(Enum):
    """What a line of a mail's header tells, as a program shows it above a text."""

    FROM = auto()
    SENT = auto()
    TO = auto()
    CC = auto()
    SUBJECT = auto()
    OTHER = auto()


_WORDS = {
    Label.FROM: "from; von; de; da; van; expéditeur; remitente; absender",
    Label.SENT: "sent; date; gesendet; gesendet am; datum; envoyé; envoyé le; enviado; enviado el; enviada; fecha;"
    " inviato; data; verzonden",
    Label.TO: "to; an; à; a; pour; para; aan; empfänger; destinataire; destinatario",
    Label.CC: "cc; bcc; cci; cco; bc; kopie; kopie (cc); copie; copie à; copia; con copia; kopia",
    Label.SUBJECT: "subject; betreff; objet; sujet; asunto; assunto; oggetto; onderwerp",
    Label.OTHER: "reply-to; antwort an; antworten an; répondre à; responder a; organisation; importance; priority;"
    " wichtigkeit; priorität; importancia; sensitivity; attachments; anlagen; pièces jointes; datos adjuntos",
}
LABEL_OF = {word.strip(): label for label, words in _WORDS.items() for word in words.split(";")}


def one_of(*labels: Label) -> str:
    """The words of labels (of all, where none is given) as a regular expression that takes the longest."""
    words = (word for word, label in LABEL_OF.items() if not labels or label in labels)
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
