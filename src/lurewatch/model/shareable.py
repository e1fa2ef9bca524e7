"""What a value in a bulletin may look like: grammars without room for a sentence."""

import re
import unicodedata

from lurewatch.model.handle import Platform

SLOT = "*"  # stands in a template for whatever was there
_LONGEST_DOMAIN, _LONGEST_VALUE, _LONGEST_NAME, _NAME_WORDS = 253, 320, 80, 6
_LABEL = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
_HOST = rf"{_LABEL}(?:\.{_LABEL})+"
_DOMAIN = re.compile(_HOST)
_SEGMENT = r"(?:/[A-Za-z0-9._~!$&'()*+,;=:@%-]{1,100})"
_LINK = re.compile(rf"https?://({_HOST})(?::[0-9]{{1,5}})?{_SEGMENT}{{0,6}}/?")
_WORD = re.compile(r"[a-z](?:[a-z']{0,22}[a-z])?")
_OF = {
    Platform.EMAIL: re.compile(rf"[a-z0-9.!#$&'*/=?^_`{{|}}~+-]{{1,64}}@{_HOST}"),
    Platform.PROFILE: re.compile(rf"{_HOST}(?:/[\w.%~+@-]{{1,100}}){{1,4}}"),
    Platform.PHONE: re.compile(r"\+?[0-9]{5,20}"),
    Platform.ACCOUNT: re.compile(r"[a-z0-9_-]{1,30}/[\w.+@-]{1,100}"),
}
_BETWEEN = frozenset(" -'’.")


def is_domain(written: str) -> bool:
    """Whether it is a domain as the DNS has it, in lower case, of two labels or more."""
    return len(written) <= _LONGEST_DOMAIN and bool(_DOMAIN.fullmatch(written))


def is_link(written: str) -> bool:
    """Whether it is a web address without user, query or fragment, in which most are told apart who are sent it."""
    found = _LINK.fullmatch(written) if len(written) <= _LONGEST_VALUE else None
    return found is not None and is_domain(found[1])


def is_handle(platform: Platform, written: str) -> bool:
    """Whether it can be an address on a platform; of a name, whether it is some words of letters alone."""
    if platform is Platform.NAME:
        return _is_name(written)
    return len(written) <= _LONGEST_VALUE and bool(_OF[platform].fullmatch(written))


def is_word(written: str) -> bool:
    """Whether it is one folded word of a template, or a slot."""
    return written == SLOT or bool(_WORD.fullmatch(written))


def _is_name(written: str) -> bool:
    if not written or len(written) > _LONGEST_NAME or len(written.split(" ")) > _NAME_WORDS:
        return False
    letters = [one for one in written if one not in _BETWEEN]
    return written == " ".join(written.split()) and bool(letters) and all(map(_is_letter, letters))


def _is_letter(one: str) -> bool:
    return unicodedata.category(one)[0] in "LM"
