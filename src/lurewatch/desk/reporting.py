"""Reports taken in: what somebody hands in becomes approaches in the store, once, however often it is handed in."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from lurewatch import __version__, flow
from lurewatch.config.settings import Settings
from lurewatch.conversations.identity import Owners, parse_owner
from lurewatch.conversations.merging import merged
from lurewatch.desk.correspondents import correspondents_of
from lurewatch.desk.opening import settings_of
from lurewatch.desk.permission import Request, allow
from lurewatch.flow import Judged, Mail, MailJudge
from lurewatch.model.audit import Act
from lurewatch.model.conversation import Conversation, Side
from lurewatch.model.forward import Forward
from lurewatch.model.handle import Handle, Platform
from lurewatch.model.member import Member
from lurewatch.model.message import Message
from lurewatch.model.report import Receipt
from lurewatch.sources.correspondents import correspondents
from lurewatch.text import handles
from lurewatch.text.addresses import normal_address


class Reporting:
    """Takes reports in; rules and weights are loaded once (some tenths of a second). For one thread at a time."""

    def __init__(self, settings: Settings | Path | None = None) -> None:
        self._settings = settings if isinstance(settings, Settings) else settings_of(settings)
        self._judge = MailJudge(self._settings.judging)
        owners = [parse_owner(one) for one in self._settings.judging.owners]
        domains = frozenset(one[1:] for one in owners if one.startswith("@"))
        self._ours = Owners(frozenset(one for one in owners if not one.startswith("@")), domains)
        self._made_by = f"lurewatch {__version__} {flow.plan(self._settings.judging).decode('ascii')}"

    def mail(self, by: Member, data: bytes) -> Receipt:
        """A mail that was handed in: the approach itself, or one passed on as attachment or in the text.

        The skip-lists see the header before anything else is read. All of it is kept in one transaction, or nothing.
        """
        allow(by, Request.REPORT)
        if reason := self._settings.skip.reason(correspondents(data)):
            return Receipt(skipped={reason: 1})
        skipped: Counter[str] = Counter()
        mail = Mail("report", data, self._delivered_to(by, data))
        found = self._judge.mail(mail, is_wanted=lambda message: self._is_wanted(message, skipped))
        carried = [one.conversation for one in found.judged if not _is_only(found.id, one)]
        judged = [_reported(by, one) for one in carried or (one.conversation for one in found.judged)]
        receipt = self._kept(by, data, judged)
        return replace(receipt, skipped=dict(skipped), gaps=tuple(found.gaps))

    def conversation(self, by: Member, one: Conversation) -> Receipt:
        """A conversation as somebody saw and sent it."""
        from lurewatch.store.codec import written  # noqa: PLC0415  only where a store is used

        allow(by, Request.REPORT)
        skipped: Counter[str] = Counter()
        if not all(self._is_wanted(turn.message, skipped) for turn in one.turns):
            return Receipt(skipped=dict(skipped))
        person = one.person or by.address
        owned = replace(one, person=_plain(person).key) if person else one
        return self._kept(by, written(owned), [_reported(by, owned)])

    def _delivered_to(self, by: Member, data: bytes) -> tuple[str, ...]:
        """Whoever hands in a mail that names none of ours is taken for the one who got it."""
        named = any(self._ours.is_ours(f"{Platform.EMAIL}:{one}") for one in correspondents(data))
        return () if named or not by.address else (by.address,)

    def _is_wanted(self, message: Message, skipped: Counter[str]) -> bool:
        reason = self._settings.skip.reason(map(normal_address, correspondents_of(message)))
        if reason:
            skipped[reason] += 1
        return reason is None

    def _kept(self, by: Member, data: bytes, conversations: Iterable[Conversation]) -> Receipt:
        from lurewatch.store import audit, reports  # noqa: PLC0415
        from lurewatch.store.writing import together  # noqa: PLC0415

        mark = reports.mark_of(by.account.encode() + b"\0" + data)
        with together():
            known = reports.known(mark)
            if known is not None:
                return Receipt(known, again=True)
            names = tuple(dict.fromkeys(self._take_in(one) for one in conversations if not one.internal))
            reports.keep(mark, by.account, names)
            audit.note(by, Act.REPORTED, mark[:16], str(len(names)))
        return Receipt(names)

    def _take_in(self, one: Conversation) -> str:
        from lurewatch.store import approaches, people  # noqa: PLC0415

        token = people.token_of(_person(one))
        for handle in one.reported_by:
            people.token_of((handle,))
        name = approaches.name_of(token, one.contact_key)
        held = approaches.held(name)
        whole = merged(held.conversation, one) if held else one
        if held is None or whole != held.conversation:
            sightings = held.sightings if held else ()
            approaches.keep(name, token, whole, self._judge.again(whole, sightings), self._made_by)
        return name


def _reported(by: Member, one: Conversation) -> Conversation:
    """A conversation that names who reported it: those who passed it on, or else whoever handed it in."""
    if not by.address or one.reported_by:
        return one
    report = (Forward(handles.email(by.address)),)
    turns = (
        turn._replace(message=replace(turn.message, reports=report)) if turn.side is Side.CONTACT else turn
        for turn in one.turns
    )
    return replace(one, turns=tuple(turns))


def _person(one: Conversation) -> tuple[Handle, ...]:
    """The handle of the one of ours whom a conversation is with, with their name where a message shows it."""
    if not one.person:
        return ()
    shown = (handle for turn in one.turns for handle in _ours(turn.side, turn.message) if handle.key == one.person)
    return (next((handle for handle in shown if handle.name), _plain(one.person)),)


def _plain(person: str) -> Handle:
    """The handle that a key or a word stands for."""
    platform, _, value = person.partition(":")
    return Handle(Platform(platform), value) if value and platform in set(Platform) else handles.handle_of(person)


def _ours(side: Side, message: Message) -> tuple[Handle, ...]:
    return (message.author,) if side is Side.PERSON else (*message.recipients, *message.reported_by)


def _is_only(id_: str, judged: Judged) -> bool:
    """Whether a conversation is nothing but the mail that was handed in, and none of what that carries."""
    return all(turn.message.id == id_ for turn in judged.conversation.turns)
