"""Other signs for the same letters: what the eye reads and a filter does not."""

from random import Random

from evaluation.attacks.text import Rewrite, on_letters, on_texts, on_words

_A = "abcdefghijklmnopqrstuvwxyz"
_CYRILLIC = dict(zip("aceopxyijs", "асеорхуіјѕ", strict=True))
_SMALL_CAPITALS = dict(zip("abcdefghijklmnoprstuvwyz", "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", strict=True))
_BOLD = {c: chr(0x1D5EE + n) for n, c in enumerate(_A)}
_FULL_WIDTH = {c: chr(0xFF41 + n) for n, c in enumerate(_A)}
_CIRCLED = {c: chr(0x24D0 + n) for n, c in enumerate(_A)}


def _set(table: dict[str, str]) -> Rewrite:
    return on_words(lambda word, _: "".join(table.get(c, c) for c in word), 0.5)


def _apart(sign: str) -> Rewrite:
    return on_words(lambda word, _: sign.join(word), 0.4)


def _inside(sign: str) -> Rewrite:
    return on_words(lambda word, random: _put(word, sign, random), 0.6)


def _put(word: str, sign: str, random: Random) -> str:
    at = random.randrange(1, len(word))
    return word[:at] + sign + word[at:]


homoglyphs = on_texts(on_letters(_CYRILLIC, 0.3))
small_capitals = on_texts(_set(_SMALL_CAPITALS))
mathematical = on_texts(_set(_BOLD))
full_width = on_texts(_set(_FULL_WIDTH))
circled = on_texts(_set(_CIRCLED))
spaced = on_texts(_apart(" "))
dotted = on_texts(_apart("."))
zero_width = on_texts(_inside("\u200b"))
soft_hyphens = on_texts(_inside("\u00ad"))
accents = on_texts(_inside("\u0301"))
