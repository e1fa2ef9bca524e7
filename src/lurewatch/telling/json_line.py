"""One value as one line of JSON that nothing hostile can break."""

import json

# ASCII alone: no hostile character reaches a terminal, and broken text (lone surrogates) still makes valid JSON.
_encode = json.JSONEncoder(ensure_ascii=True, separators=(", ", ": "), check_circular=False).encode


def line(value: dict[str, object]) -> str:
    """One value as one line of JSON in ASCII, without its line end."""
    return _encode(value)
