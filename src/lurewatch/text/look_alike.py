"""Letters of other scripts that look like Latin ones (after Unicode's confusables, as far as they occur)."""

# Greek small letters other than omicron stay as they are: in our fields they are symbols, not disguise.
_PAIRS = (
    ("авеёкмнорстухѕіјԁһԛԝѡүҽԍӏ", "abeekmhopctyxsijdhqwwyegl"),
    ("АВЕЅІЈКМНОРСТУХԌԚԜҮӀ", "abesijkmhopctyxgqwyl"),
    ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "abezhikmnoptyxo"),
    ("ɑɡıοօսոհցքǀ", "agioouuhgpl"),
    ("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnoprstuvwyz"),
)
# Letters in brackets, circles and squares, each a run from A to Z, that Unicode does not unfold to the letter alone.
_ENCLOSED = (0x249C, 0x1F110, 0x1F150, 0x1F170)

LATIN_OF: dict[str, str] = {
    letter: latin for letters, latins in _PAIRS for letter, latin in zip(letters, latins, strict=True)
} | {chr(first + number): chr(ord("a") + number) for first in _ENCLOSED for number in range(26)}
