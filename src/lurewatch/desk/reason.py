"""A reason as somebody must give it."""

from lurewatch.errors import UsageError

_LONGEST = 2_000


def stated(reason: str) -> str:
    """The reason without spaces round it; UsageError where it says nothing, or more than can be kept."""
    text = reason.strip()
    if not any(sign.isalpha() for sign in text):
        raise UsageError("no reason; say why in words, for whoever asks later")
    if len(text) > _LONGEST:
        raise UsageError(f"the reason has {len(text):,} signs; say it in {_LONGEST:,}")
    return text
