"""Letters that look like those of the Latin alphabet, or are such letters in another dress."""

from string import ascii_lowercase, ascii_uppercase

from evaluation.attacks.rewriting import Attack, on_words

_HOMOGLYPHS = str.maketrans("aceopxyiABCEHKMOPTX", "асеорхуіАВСЕНКМОРТХ")
_SMALL_CAPITALS = "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘǫʀꜱᴛᴜᴠᴡxʏᴢ"
_LONG = 5  # letters of a word that is worth hiding


def _alphabet(small: int, capital: int) -> Attack:
    """Every letter as the sign so far on in an alphabet of signs."""
    dressed = {ord(letter): small + number for number, letter in enumerate(ascii_lowercase)}
    dressed |= {ord(letter): capital + number for number, letter in enumerate(ascii_uppercase)}
    return on_words(lambda word: word.translate(dressed))


_AS_CAPITALS = str.maketrans(ascii_lowercase + ascii_uppercase, _SMALL_CAPITALS * 2)

homoglyphs = on_words(lambda word: word.translate(_HOMOGLYPHS), _LONG)
one_homoglyph = on_words(lambda word: word[:1] + word[1:].translate(_HOMOGLYPHS).replace("о", "o"), _LONG)
small_capitals = on_words(lambda word: word.translate(_AS_CAPITALS))
circled = _alphabet(0x24D0, 0x24B6)
boxed = _alphabet(0x1F170, 0x1F170)
in_brackets = _alphabet(0x249C, 0x1F110)
full_width = _alphabet(0xFF41, 0xFF21)
mathematical = _alphabet(0x1D5EE, 0x1D5D4)
underlined = on_words(lambda word: "".join(f"{letter}\u0332" for letter in word))
