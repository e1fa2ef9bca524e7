"""What is ours and must not leave: our people's names and handles, our houses, protected topics, our people's words."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from lurewatch.model.conversation import Conversation, RegionKind, Side, Turn
from lurewatch.model.handle import Handle, Platform
from lurewatch.sharing.words import words_of
from lurewatch.text.domains import is_free_mail, registrable
from lurewatch.text.handles import NOBODY, handle_of

RUN = 8  # words of our people in a row that must not leave
_SHORTEST = 3  # letters of a name that is looked for by itself
_GREETING = re.compile(
    r"\s*(?:dear|hi|hello|hey|good (?:morning|afternoon|evening|day)|greetings|hallo|liebe[rs]?|sehr geehrte[rs]?|"
    r"guten (?:tag|morgen)|bonjour|cher|chere|hola|estimad[oa]|buenos dias)[ ,]+((?:[^\W\d_][\w'’-]*[ .]*){1,4})",
    re.IGNORECASE,
)
_MAIL = re.compile(r"[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,8}\w{2,24}")
_NUMBER = re.compile(r"\+?\d[\d ()./-]{7,24}\d")
_NOT_OWN = (RegionKind.QUOTED, RegionKind.FORWARDED)


@dataclass(frozen=True, slots=True)
class Ours:
    """What must not leave.

    `whole` are phrases of folded words (full names, handles, organisations, numbers), refused everywhere; `approached`
    single words of the names of whoever was approached, refused everywhere; `staff` those of all our people, refused
    in wording. `topics` are phrases, a star for any ending; `hosts` registered domains; `runs` eight words each.
    """

    whole: frozenset[str] = frozenset()
    approached: frozenset[str] = frozenset()
    staff: frozenset[str] = frozenset()
    topics: tuple[str, ...] = ()
    hosts: frozenset[str] = frozenset()
    runs: frozenset[str] = frozenset()


NOTHING = Ours()


def known(handles: Iterable[str] = (), organisations: Iterable[str] = (), topics: Sequence[str] = ()) -> Ours:
    """What an organisation says is its own: handles and names of its people, its names and domains, its topics."""
    people = [_of_handle(handle_of(_bare(one))) for one in handles]
    found = [Ours(one.whole, staff=one.staff, hosts=one.hosts) for one in people]
    return replace(together([*found, *map(_of_organisation, organisations)]), topics=tuple(topics))


def ours_of(conversations: Iterable[Conversation]) -> Ours:
    """What conversations tell of our side: who was written to, by what names they were greeted, what they answered."""
    found: list[Ours] = []
    for one in conversations:
        theirs = {handle.key for handle in one.contact.handles}
        found += [_of_handle(handle) for handle in _people(one) if handle.key not in theirs and handle != NOBODY]
        found += [_of_organisation(one.organisation)] if one.organisation else []
        found += [_of_turn(turn) for turn in one.turns]
    return together(found)


def runs_of(words: Sequence[str]) -> Iterator[str]:
    """Every eight words in a row."""
    return (" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1))


def together(found: Sequence[Ours]) -> Ours:
    """All of them in one."""
    whole, approached, staff, hosts, runs = (
        frozenset(value for one in found for value in getattr(one, name))
        for name in ("whole", "approached", "staff", "hosts", "runs")
    )
    topics = tuple(dict.fromkeys(topic for one in found for topic in one.topics))
    return Ours(whole, approached, staff, topics, hosts, runs)


def _people(one: Conversation) -> Iterator[Handle]:
    """Our people in it: whom it is with, who wrote for us, everybody else it was sent to, and who reported it."""
    if one.person:
        yield handle_of(_bare(one.person))
    for turn in one.turns:
        yield from turn.message.recipients
        yield from turn.message.reported_by
        if turn.side is Side.PERSON:
            yield turn.message.author


def _bare(person: str) -> str:
    """A handle without the platform that a handle's key begins with."""
    platform, colon, value = person.partition(":")
    return value if colon and platform in set(Platform) else person


def _of_handle(handle: Handle) -> Ours:
    written = {" ".join(words_of(one)) for one in (handle.value, handle.name)}
    host = handle.value.rpartition("@")[2] if handle.platform is Platform.EMAIL else ""
    local = handle.value.removesuffix(f"@{host}") if host else handle.value.rpartition("/")[2]
    words = [_letters(word) for text in (local, handle.name) for word in words_of(text)]
    named = frozenset(word for word in words if len(word) >= _SHORTEST)
    house = _of_organisation(host) if host and not is_free_mail(host) else Ours()
    return together([Ours(frozenset(one for one in written if len(one) > _SHORTEST), named, named), house])


def _letters(word: str) -> str:
    return word.rstrip("0123456789")


def _of_organisation(name: str) -> Ours:
    """An organisation by its name or domain; the registered name counts by itself."""
    is_host = "." in name and " " not in name
    host = registrable(name) if is_host and not is_free_mail(name) else ""
    words = words_of(host.partition(".")[0] if host else name)
    phrases = {" ".join(words), *([" ".join(words_of(host))] if host else [])}
    return Ours(frozenset(one for one in phrases if len(one) >= _SHORTEST), hosts=frozenset([host] if host else []))


def _of_turn(turn: Turn) -> Ours:
    text = turn.message.text
    if turn.side is Side.CONTACT:
        greeted = _GREETING.match(text)
        names = [_letters(word) for word in words_of(greeted[1].partition("\n")[0])[:4]] if greeted else []
        named = frozenset(word for word in names if len(word) >= _SHORTEST and not _is_plain(word, greeted))
        return Ours(approached=named, staff=named)
    own = _own(turn)
    values = [*_MAIL.findall(own), *_NUMBER.findall(own)]
    return Ours(frozenset(" ".join(words_of(one)) for one in values), runs=frozenset(runs_of(words_of(own))))


def _is_plain(word: str, greeted: "re.Match[str] | None") -> bool:
    """Whether a greeting has a word in lower case: "hi there", which is nobody's name."""
    return greeted is not None and word in greeted[1].split()


def _own(turn: Turn) -> str:
    """What somebody wrote themselves, with their signature, and without what they quote."""
    pieces, at = [], 0
    for region in turn.regions:
        if region.kind in _NOT_OWN:
            pieces.append(turn.message.text[at : region.start])
            at = region.end
    return "\n".join([*pieces, turn.message.text[at:]])
