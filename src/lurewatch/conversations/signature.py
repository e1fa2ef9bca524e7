"""Where a writer's signature stands.

Conservative on purpose: what is taken for a signature is no longer read as the writer's words, so a request must not be
able to hide there. Anything that reads like a sentence ends the search.
"""

from lurewatch.model.conversation import Region, RegionKind

_CLOSINGS = frozenset(
    line.strip()
    for line in """
    best; best regards; kind regards; kindest regards; warm regards; warmest regards; with warm regards; regards
    with regards; many thanks; thanks; thank you; thanks again; with thanks; thanks and regards; cheers; sincerely
    yours sincerely; sincerely yours; yours faithfully; yours truly; yours; all the best; best wishes; all best
    with best wishes; with kind regards; with best regards; respectfully; cordially; rgds; br; kr; take care; warmly
    mit freundlichen grüßen; mit freundlichen grüssen; mit freundlichen gruessen; mit freundlichem gruß; viele grüße
    beste grüße; liebe grüße; herzliche grüße; freundliche grüße; schöne grüße; mit besten grüßen; mfg; lg; vg
    cordialement; bien cordialement; bien à vous; sincèrement; salutations; meilleures salutations; amicalement; cdlt
    saludos; un saludo; saludos cordiales; un cordial saludo; atentamente; cordialmente; gracias; muchas gracias; atte
    cordiali saluti; distinti saluti; saluti; grazie; met vriendelijke groet; met vriendelijke groeten; groeten; mvg
    atenciosamente; cumprimentos; abraços; obrigado; obrigada
    """.replace("\n", ";").split(";")
    if line.strip()
)
_DEVICES = (
    "sent from my ", "sent from outlook", "sent from yahoo", "sent from mail for", "get outlook for ", "sent via ",
    "von meinem ", "gesendet von ", "envoyé de mon ", "envoyé depuis ", "enviado desde ", "inviato da ",
    "verzonden vanaf ", "enviado do meu ",
)  # fmt: skip
_POSTSCRIPTS = ("PS:", "PS ", "PS.", "P.S", "P. S", "NB:")
_LINES = 14  # lines from the end that are looked at
_WIDTH = 90
_MOST = 700  # characters


_SPAN = 2 * _MOST


def signature_of(text: str, start: int, end: int, name: str) -> int:
    """Where the signature of somebody of this name begins at the end of a span; its end where there is none.

    It begins with a line that is the name, and the delimiter before it; nothing in it reads like a sentence.
    """
    wanted = name.casefold().split()
    lines = _last_lines(text, max(start, end - _SPAN), end)
    for index, (at, line) in enumerate(lines):
        is_short = end - at <= _MOST and not any(is_sentence(one) for _, one in lines[index:] if one)
        if wanted and is_short and line.casefold().split() == wanted and at > start:
            first = at if index == 0 or lines[index - 1][1] != "--" else lines[index - 1][0]
            return start + len(text[start:first].rstrip())
    return end


def signature(text: str, start: int, end: int) -> Region | None:
    """The signature at the end of a span of a text: from `-- `, a closing formula or a device's own line to its end.

    None where no words would be left before it. A postscript after it is the writer's words again.
    """
    lines = _last_lines(text, max(start, end - _SPAN), end)
    opening = _opening([line for _, line in lines])
    if opening is None:
        return None
    first, last = lines[opening][0], next((at, line) for at, line in reversed(lines) if line)
    region = Region(RegionKind.SIGNATURE, first, last[0] + len(last[1]))
    return region if region.end - first <= _MOST and text[start:first].strip() else None


def _last_lines(text: str, start: int, end: int) -> list[tuple[int, str]]:
    """Offset and text, trimmed at its end, of the last lines before a postscript."""
    lines: list[tuple[int, str]] = []
    pieces = text[start:end].rsplit("\n", _LINES)
    at = start
    for line in pieces:
        if line[:1] in {"P", "N", "p"} and line[:4].upper().startswith(_POSTSCRIPTS):
            break
        lines.append((at, line.rstrip()))
        at += len(line) + 1
    return lines[1:] if len(pieces) > _LINES else lines


def _opening(lines: list[str]) -> int | None:
    """Which line begins the signature, looking from the end up to the first that reads like a sentence."""
    found: int | None = None
    follows = False  # whether any line stands after the one looked at
    for index in range(len(lines) - 1, -1, -1):
        line = lines[index].strip()
        if not line:
            continue
        if (line == "--" and follows) or _closes(line, follows):
            return index
        if line.lower().startswith(_DEVICES) and len(line) < 60:
            found = index
        elif is_sentence(line):
            break
        follows = True
    return found


def _closes(line: str, follows: bool) -> bool:
    """Whether a line is a closing formula with a name after it, on the next line or its own (`Best, Ada`)."""
    if len(line) > 60:
        return False
    formula, _, name = line.lower().rstrip(" ,.!").partition(",")
    return formula.rstrip(" ,.!") in _CLOSINGS and (bool(name) or follows) and name.count(" ") <= 3


def is_sentence(line: str) -> bool:
    """Whether a line asks or says something, which a signature's names, posts and addresses do not."""
    words = line.count(" ") + 1
    return len(line) > _WIDTH or line.endswith("?") or words > 10 or (words > 4 and line[-1] in ".!;:…")
