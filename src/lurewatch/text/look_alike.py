"""Letters of other scripts that look like Latin ones (after Unicode's confusables, as far as they occur)."""

# Greek small letters other than omicron stay as they are: in our fields they are symbols, not disguise.
_PAIRS = (
    ("авеёкмнорстухѕіјԁһԛԝѡүҽԍӏ", "abeekmhopctyxsijdhqwwyegl"),
    ("АВЕЅІЈКМНОРСТУХԌԚԜҮӀ", "abesijkmhopctyxgqwyl"),
    ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "abezhikmnoptyxo"),
    ("ɑɡıοօսոհցքǀ", "agioouuhgpl"),
)

LATIN_OF: dict[str, str] = {
    letter: latin for letters, latins in _PAIRS for letter, latin in zip(letters, latins, strict=True)
}
