"""Two readings of one correspondence put together: each message once, whoever reported it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from lurewatch.conversations.sameness import Wording
from lurewatch.model.conversation import Conversation, Turn
from lurewatch.model.forward import Forward
from lurewatch.model.gap import Gap

MOST_TURNS = 500  # of a correspondence that is kept; of a longer one the last
_NEAR = timedelta(hours=36)  # a forward shows the hour of whatever zone its writer's program was in
_BEFORE = datetime.min.replace(tzinfo=UTC)


def merged(one: Conversation, other: Conversation) -> Conversation:
    """Everything of both, by time; equal to `one` where the other brings nothing new.

    A message is the same on the same side, with the same words and nearly the same time; of the two the one with
    headers stays. What has no time stays behind what it stood behind.
    """
    turns = list(one.turns)
    wordings = [Wording(turn.message.text) for turn in turns]
    places: dict[int, int] = {}
    for at, turn in enumerate(other.turns):
        words = Wording(turn.message.text)
        like = next((n for n, known in enumerate(turns) if _may_be(known, turn) and wordings[n].is_as(words)), None)
        if like is None:
            places[at] = len(turns)
            turns.append(turn)
            wordings.append(words)
        else:
            places[at] = like
            turns[like] = _of_two(turns[like], turn)
    return _ordered(one, other, turns, places)


def _may_be(one: Turn, other: Turn) -> bool:
    times = one.message.sent_at, other.message.sent_at
    near = times[0] is None or times[1] is None or abs(times[0] - times[1]) <= _NEAR
    return near and one.side is other.side


def _of_two(one: Turn, other: Turn) -> Turn:
    best = other if other.message.headers and not one.message.headers else one
    reports = _reports((*one.message.reports, *other.message.reports))
    if best.message.reports == reports:
        return best
    return best._replace(message=replace(best.message, reports=reports))


def _reports(reports: Iterable[Forward]) -> tuple[Forward, ...]:
    first: dict[str, Forward] = {}
    for one in reports:
        first.setdefault(one.by.key, one)
    return tuple(first.values())


def _ordered(one: Conversation, other: Conversation, turns: list[Turn], places: Mapping[int, int]) -> Conversation:
    time, keyed = _BEFORE, list[tuple[datetime, int]]()
    for at, turn in enumerate(turns):
        time = turn.message.sent_at or time
        keyed.append((time, at))
    order = [at for _, at in sorted(keyed)]
    left_out = order[:-MOST_TURNS]
    moved = {at: place for place, at in enumerate(order[-MOST_TURNS:])}
    contact = one.contact
    joined = {each.handle.key: each._replace(message=_moved(each.message, moved)) for each in contact.joined}
    for each in other.contact.joined:
        place = None if each.message is None else _moved(places.get(each.message), moved)
        joined.setdefault(each.handle.key, each._replace(message=place))
    handles = {handle.key: handle for handle in (*other.contact.handles, *contact.handles)}
    first = [handle for handle in contact.handles if handle.key in handles]
    every = dict.fromkeys((*(handles.pop(handle.key) for handle in first), *handles.values()))
    claims = tuple(dict.fromkeys((*contact.claims, *other.contact.claims)))
    gaps = dict.fromkeys((*one.gaps, *other.gaps, *_cut(len(left_out))))
    return replace(
        one,
        contact=replace(
            contact,
            handles=tuple(every),
            name=contact.name or other.contact.name,
            claims=claims,
            joined=tuple(joined.values()),
        ),
        turns=tuple(turns[at] for at in moved),
        gaps=tuple(gaps),
    )


def _moved(message: int | None, moved: Mapping[int, int]) -> int | None:
    return None if message is None else moved.get(message)


def _cut(number: int) -> tuple[Gap, ...]:
    why = f"more than {MOST_TURNS} messages; the {number} earliest were left out"
    return (Gap("a long correspondence as a whole", "this conversation", why),) if number else ()
