"""A conversation as the desk may show it: our people masked sign for sign, so that every span quotes what is shown."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain

from lurewatch.model.assessment import Assessment, Disclosure
from lurewatch.model.conversation import Contact, Conversation, Side, Turn
from lurewatch.model.forward import Forward
from lurewatch.model.handle import Handle, Platform
from lurewatch.model.message import NO_HEADERS, Message
from lurewatch.model.place import Place
from lurewatch.text.ours import names_of, pattern_of

SIGN = "█"
_GREETED = re.compile(
    r"^[ \t>]*(?:hi|hello|hey|dear|good (?:morning|day|afternoon|evening)|hallo|guten tag|guten morgen|liebe[r]?"
    r"|sehr geehrte[r]?|bonjour|ch[eè]re?|salut|hola|buenos d[ií]as|estimad[oa]|querid[oa])(?: there)?,?"
    r"[ \t]+([^,;:!?.\n]{1,40}(?:\.[ \t][^,;:!?.\n]{1,40})?)",
    re.IGNORECASE | re.MULTILINE,
)
_PLACE = Place("report")


def masked(
    conversation: Conversation, assessment: Assessment, tokens: Mapping[str, str], *, disclosed: bool = False
) -> tuple[Conversation, Assessment]:
    """Both without our people's names, addresses and handles, and without what was disclosed unless that is asked for.

    `tokens` are those of our people by the key of a handle. A name is masked wherever it stands as a word, in
    quotations too, which may hide a word too much.
    """
    masking = _Masking(conversation, tokens)
    hidden = () if disclosed else assessment.disclosures
    shown = masking.conversation(conversation, hidden)
    seen = replace(
        assessment,
        disclosures=assessment.disclosures if disclosed else (),
        claims=tuple(one._replace(claim=masking.text(one.claim)) for one in assessment.claims),
        evidence=tuple(
            replace(
                one, quote=shown.turns[one.message].message.text[one.start : one.end], reason=masking.text(one.reason)
            )
            for one in assessment.evidence
        ),
    )
    return shown, seen


class _Masking:
    """What is masked in one conversation."""

    def __init__(self, conversation: Conversation, tokens: Mapping[str, str]) -> None:
        self._tokens = tokens
        self._theirs = {handle.key for handle in conversation.contact.handles}
        greeted = (found for turn in conversation.turns for found in _greeted(turn))
        contact = {part.casefold() for part in (conversation.contact.name, *conversation.contact.name.split())}
        names = (name for name in chain(names_of(conversation), greeted) if name.casefold() not in contact)
        self._names = pattern_of(names)

    def text(self, text: str) -> str:
        """A text of the same length with every name masked."""
        return self._names.sub(_signs, text) if self._names else text

    def conversation(self, one: Conversation, hidden: Iterable[Disclosure]) -> Conversation:
        """A conversation in which tokens stand for our people."""
        spans: dict[int, list[Disclosure]] = {}
        for each in hidden:
            spans.setdefault(each.message, []).append(each)
        turns = (self._turn(turn, spans.get(at, ())) for at, turn in enumerate(one.turns))
        person = self._tokens.get(one.person, "")
        return replace(one, person=person, contact=self._contact(one.contact), turns=tuple(turns))

    def _turn(self, turn: Turn, hidden: Iterable[Disclosure]) -> Turn:
        text = turn.message.text
        for start, end in ((one.start, one.end) for one in hidden):
            text = f"{text[:start]}{SIGN * (end - start)}{text[end:]}"
        return turn._replace(message=self._message(turn.message, self.text(text), is_ours=turn.side is Side.PERSON))

    def _message(self, message: Message, text: str, *, is_ours: bool) -> Message:
        return replace(
            message,
            author=self._handle(message.author) if is_ours else message.author,
            recipients=tuple(self._handle(one) for one in message.recipients),
            text=text,
            place=_PLACE,
            subject=self.text(message.subject),
            hidden=tuple(map(self.text, message.hidden)),
            deceiving_links=tuple(map(self.text, message.deceiving_links)),
            attachments=tuple(map(self.text, message.attachments)),
            headers=NO_HEADERS,
            forwards=(),
            reports=tuple(Forward(self._handle(one.by), one.at) for one in message.reports),
        )

    def _contact(self, contact: Contact) -> Contact:
        return replace(contact, claims=tuple(map(self.text, contact.claims)))

    def _handle(self, handle: Handle) -> Handle:
        if handle.key in self._theirs:
            return handle
        return Handle(Platform.NAME, self._tokens.get(handle.key, "one of ours"))


def _greeted(turn: Turn) -> Iterator[str]:
    """Whom the contact greets by name."""
    if turn.side is Side.CONTACT:
        for found in _GREETED.finditer(turn.message.text):
            yield from (found[1].strip(), *found[1].split())


def _signs(found: re.Match[str]) -> str:
    return SIGN * len(found[0])
