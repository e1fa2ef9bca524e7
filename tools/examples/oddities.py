"""Files in the reported folder that no reader can make sense of, so that gaps show."""

import io
import zipfile

from tools.examples.cast import digest

ENCRYPTED = 0x1  # general purpose flag bit 0, APPNOTE.TXT 4.4.4


def oddities() -> dict[str, bytes]:
    """A zip behind a password, and a picture's bytes under the name of a letter; by file name."""
    return {"24-contract-protected.zip": _locked_zip(), "25-photo-of-the-letter.eml": _picture()}


def _noise(word: str, blocks: int) -> bytes:
    return b"".join(bytes.fromhex(digest(word, str(number))) for number in range(blocks))


def _locked_zip() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as file:
        file.writestr(zipfile.ZipInfo("consulting contract (signed).pdf", (2026, 7, 29, 10, 14, 0)), _noise("zip", 40))
    whole = bytearray(buffer.getvalue())
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        whole[whole.index(signature) + place] |= ENCRYPTED
    return bytes(whole)


def _picture() -> bytes:
    return b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x02\x00\x00\x64\x00\x64\x00\x00" + _noise("picture", 90) + b"\xff\xd9"
