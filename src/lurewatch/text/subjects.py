"""What mail programs put before the subject of an answer.

English, German, French, Spanish, Italian, Dutch and Portuguese, as Outlook, Gmail, Apple Mail and Thunderbird write it.
"""

import re

_TAGS = r"\s*(?:\[[^\[\]\n]{1,40}\]\s*)*"  # [EXTERNAL] and its like, which gateways add
_ANSWER = re.compile(rf"{_TAGS}(?:re|aw|antw|ré|rép|r|rif|res)\s?(?:\[\d+\])?\s?:", re.IGNORECASE)


def is_answer(subject: str) -> bool:
    """Whether a subject begins as that of an answer: `Re:`, `AW:`, `[EXTERNAL] RE:`."""
    return _ANSWER.match(subject) is not None
