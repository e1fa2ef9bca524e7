"""What WhatsApp itself writes in place of a text, in English, German, French and Spanish.

The wording is that of exports of Android and iOS, 2016 to 2025. What is not known word for word stays text: the other
side could begin a message with whatever sign, and nothing that they wrote may vanish.
"""

import re
from typing import NamedTuple

_SIGN = "\u200e"  # iOS puts it before its own words, but whoever writes can do so too
_MARK = "[\u200e\u200f]?"
_TAIL = 400  # characters at the end of a text in which such words are looked for
_FILE = r"[^\n<>/\\\x00]{1,180}\.\w{1,10}"
# iOS: `<attached: 00000012-PHOTO-2026-03-02-09-00-00.jpg>`, before it the caption.
_IN_BRACKETS = re.compile(
    rf"[ \n]?{_MARK}<(?:attached|Anhang|pièce jointe|adjunto)[ \u00a0\u202f]?: ({_FILE})>\Z", re.IGNORECASE
)
# Android: `IMG-20260302-WA0001.jpg (file attached)`, after it the caption on a line of its own.
_IN_WORDS = re.compile(
    rf"{_MARK}({_FILE}) \((?:file attached|Datei angehängt|fichier joint|archivo adjunto)\)(?:\n|\Z)"
)
# Left out of the export: Android says so before a caption, iOS after it.
_OMITTED_FIRST = re.compile(
    r"(<(?:Media omitted|Medien ausgeschlossen|Medien weggelassen|Médias omis|Multimedia omitido|Archivo omitido)>)"
    r"(?:\n|\Z)"
)
_OMITTED_LAST = re.compile(
    rf"(?:\A|[ \n]?(?={_SIGN}))((?:{_FILE} (?:• {_SIGN}?\d+ \w+ )?)?{_SIGN}?"
    r"(?:(?:image|video|audio|sticker|GIF|document|contact card) omitted"
    r"|(?:Bild|Video|Audio|Sticker|GIF|Dokument|Kontaktkarte) (?:weggelassen|ausgelassen)"
    r"|(?:image|vidéo|audio|sticker|GIF|document|fiche contact) (?:absente?|omise?)"
    r"|(?:imagen|video|audio|sticker|GIF|documento|tarjeta de contacto) omitid[oa]))\Z",
    re.IGNORECASE,
)
_EDITED = re.compile(
    rf" ?{_MARK}<(?:This message was edited|Diese Nachricht wurde bearbeitet\.?"
    r"|Ce message a été modifié\.?|Se editó este mensaje\.?)>\Z"
)
_DELETED = frozenset(
    (
        "This message was deleted",
        "You deleted this message",
        "Diese Nachricht wurde gelöscht",
        "Du hast diese Nachricht gelöscht",
        "Ce message a été supprimé",
        "Vous avez supprimé ce message",
        "Se eliminó este mensaje",
        "Este mensaje fue eliminado",
        "Eliminaste este mensaje",
    )
)
_CALL = re.compile(
    r"(?:(?:(?:Missed|Silenced) )?(?:group )?(?:voice|video) call|(?:Verpasster )?(?:Sprach|Video)anruf"
    r"|Appel (?:vocal|vidéo)(?: manqué)?|(?:Llamada de voz|Llamada|Videollamada)(?: perdida)?)"
    r"(?:[.,] ?\u200e?(?:\d{1,3} \w{1,8}|Tap to call back|Zum Zurückrufen tippen))?",
    re.IGNORECASE,
)
# Said in the other side's or the group's name on iOS, behind U+200E.
_NOTICE = re.compile(
    r"(?:Messages and calls are end-to-end encrypted"
    r"|Messages (?:to this chat and calls|you send to this (?:chat|group)) are now secured with end-to-end encryption"
    r"|Nachrichten und Anrufe sind Ende-zu-Ende-verschlüsselt"
    r"|Les messages et les appels sont chiffrés de bout en bout"
    r"|Los mensajes y las llamadas están cifrados de extremo a extremo)\.(?: [^\n\d@/:]{1,140})?"
)
# A group's new name may hold a colon, which then looks like the end of an author's name.
_RENAMING = re.compile(
    r".{1,60} (?:changed the (?:subject|group name)|hat den (?:Betreff|Gruppennamen)|a changé le (?:sujet|nom)"
    r'|cambió el (?:asunto|nombre))\b.*["“„«]'
)


class Marked(NamedTuple):
    """A text without WhatsApp's own words, and what these said.

    `is_silent`: it says nothing that anybody wrote: a call, a notice. `omitted` counts what was left out of the export.
    """

    text: str
    attachments: tuple[str, ...] = ()
    omitted: int = 0
    is_edited: bool = False
    is_deleted: bool = False
    is_call: bool = False
    is_silent: bool = False


def may_be_marked(text: str) -> bool:
    """Whether it is worth looking for WhatsApp's own words; quick, for nearly every text has none."""
    return text[-4:] in _ENDINGS or _SIGN in text or ")" in text or ">" in text


def marked(text: str) -> Marked:
    """What WhatsApp itself says in a text, and the rest of it, which is a slice of the text."""
    bare = text.lstrip("\u200e\u200f").rstrip(".")
    if bare in _DELETED:
        return Marked("", is_deleted=True)
    if text.startswith(_SIGN) and _CALL.fullmatch(text, 1):
        return Marked("", is_call=True, is_silent=True)
    if text.startswith(_SIGN) and _NOTICE.fullmatch(text, 1):
        return Marked("", is_silent=True)
    edited = _EDITED.search(text, max(0, len(text) - _TAIL))
    rest = text[: edited.start()] if edited else text
    return _with_files(rest)._replace(is_edited=edited is not None)


def _with_files(text: str) -> Marked:
    """The text without the words that stand for a file that came with it."""
    if found := _OMITTED_FIRST.match(text):
        return Marked(text[found.end() :], (found[1].strip("<>"),), omitted=1)
    tail = max(0, len(text) - _TAIL)
    if found := _OMITTED_LAST.search(text, tail):
        return Marked(text[: found.start()], (found[1].replace(_SIGN, ""),), omitted=1)
    if found := _IN_WORDS.match(text):
        return Marked(text[found.end() :], (found[1],))
    if found := _IN_BRACKETS.search(text, tail):
        return Marked(text[: found.start()], (found[1],))
    return Marked(text)


def is_renaming(name: str) -> bool:
    """Whether what stands before a colon is no name but the beginning of "Kim changed the subject to ..."."""
    return _RENAMING.match(name) is not None


# How the words end that are met without brackets or sign.
_BARE = (
    *_DELETED,
    " omitted",
    "gelassen",
    "absent",
    "absente",
    "omis",
    "omise",
    "omitida",
    "omitido",
)
_ENDINGS = frozenset(ending[-4:] for word in _BARE for ending in (word, f"{word}."))
