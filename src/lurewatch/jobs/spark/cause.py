"""Why Spark gave up, without a word of what it worked on: its own name for the fault, and where in our code it was."""

import re

_NAMED = re.compile(r"^(?:Caused by|py4j[\w.]*)?:? ?[\w.$]+(?:Exception|Error): \[([A-Z][A-Z_.]+)\]", re.MULTILINE)
_PLACE = re.compile(r'File "[^"\n]*?(lurewatch/[\w/]+\.py)", line (\d+)')


def cause(error: Exception) -> str:
    """A few words that say what failed; an error's own text is not told, since it may quote a message."""
    text = str(error)
    named = _NAMED.search(text)
    places = _PLACE.findall(text)
    at = f" at {places[-1][0]}, line {places[-1][1]}" if places else ""
    return (named[1] if named else type(error).__name__) + at
