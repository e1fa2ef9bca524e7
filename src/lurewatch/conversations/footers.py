"""Where a mail carries notices that no person wrote for it: confidentiality clauses and how to unsubscribe.

A request to keep something confidential is no notice: only the set phrases of such clauses count, never the word alone.
"""

from lurewatch.model.conversation import Region, RegionKind

# A stem, and the words of which one must stand in the same paragraph (none: the stem is enough).
_NOTICES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("intended", ("recipient", "addressee", "solely for the use", "only for the use")),
    (" in error", ("received",)),
    ("unsubscribe", ()),
    ("receiving this", ("because", "subscri")),
    ("received this", ("because", "subscri")),
    ("preferences", ("email", "e-mail", "subscri")),
    ("this email in", ("browser",)),
    ("virus", ("virus-free", "scanned", "checked")),
    ("empfänger", ("vorgesehen", "irrtümlich", "nicht der")),
    ("adressat", ("irrtümlich", "nicht der")),
    ("abmelden", ("newsletter", "e-mail")),
    ("par erreur", ("reçu",)),
    ("désabonner", ()),
    ("désinscrire", ()),
    ("por error", ("recibido",)),
    ("darse de baja", ()),
    ("per errore", ("ricevuto",)),
)
SHORTEST_WITH_NOTICE = 300  # characters; a text below this has no notice worth cutting
_LONGEST = 2_500  # a paragraph above this is no notice
_UNFOLDED = 100  # a line above this is a paragraph by itself
_MOST = 20  # places of one stem that are looked at


def footers(text: str, start: int, end: int) -> list[Region]:
    """Notices within a span of a text, in order; the text's first words are never one."""
    lower = text[start:end].lower()
    if len(lower) != end - start:
        return []
    spans: set[tuple[int, int]] = set()
    for stem, companions in _NOTICES:
        at = lower.find(stem)
        for _ in range(_MOST):
            if at < 0:
                break
            span = _paragraph(lower, at)
            notice = lower[span[0] : span[1]].rstrip()
            if span[0] > 0 and (not companions or any(word in notice for word in companions)):
                spans.add((span[0], span[0] + len(notice)))
            at = lower.find(stem, max(span[1], at + 1))
    return _joined(text, start, spans)


def _paragraph(text: str, at: int) -> tuple[int, int]:
    """The paragraph about an offset, or its line alone where lines are not folded or the paragraph is too much."""
    line = text.rfind("\n", 0, at) + 1, _or_end(text, text.find("\n", at))
    if line[1] - line[0] > _UNFOLDED:
        return line
    start = text.rfind("\n\n", max(0, at - _LONGEST), at)
    end = _or_end(text, text.find("\n\n", at, at + _LONGEST))
    return line if start < 0 or end - start > _LONGEST else (start + 2, end)


def _or_end(text: str, found: int) -> int:
    return len(text) if found < 0 else found


def _joined(text: str, offset: int, spans: set[tuple[int, int]]) -> list[Region]:
    """Regions of the spans, those that overlap or have only white space between them as one."""
    joined: list[Region] = []
    for start, end in sorted((offset + start, offset + end) for start, end in spans):
        if joined and (start <= joined[-1].end or not text[joined[-1].end : start].strip()):
            last = joined.pop()
            joined.append(Region(RegionKind.FOOTER, last.start, max(last.end, end)))
        else:
            joined.append(Region(RegionKind.FOOTER, start, end))
    return joined
