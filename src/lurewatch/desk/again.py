"""Earlier conversations looked at again, when a trait has been confirmed."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from lurewatch.desk.sketch_key import opened
from lurewatch.errors import UsageError
from lurewatch.flow import Options, scan
from lurewatch.linking.confirmed import begun, values_of, with_traits
from lurewatch.linking.kept.folder import Folder
from lurewatch.linking.looked import looked
from lurewatch.linking.recall import Recaller
from lurewatch.linking.tokens import Token, TokenKind
from lurewatch.model.earlier import Earlier


def again(folder: Path, key_file: Path | None, traits: Sequence[str]) -> list[Earlier]:
    """The earlier conversations that have any of some confirmed traits, those that began first first.

    A trait is a handle, a domain, a link, a telephone number, an account, or a file with a message, whose wording and
    values are looked for as a scan does. UsageError for what is none of these.
    """
    kept = opened(folder, key_file)
    files = [Path(one) for one in traits if Path(one).is_file()]
    values = [value for one in traits if not Path(one).is_file() for value in values_of(one)]
    found: dict[str, Earlier] = {}
    for one in [*with_traits(kept, values), *_like(kept, files)]:
        known = found.get(one.conversation)
        traits_had = dict.fromkeys((*(known.traits if known else ()), *one.traits))
        found[one.conversation] = one._replace(traits=tuple(traits_had))
    return sorted(found.values(), key=begun)


def earlier_with(folder: Path, key_file: Path | None, values: Sequence[tuple[str, str]]) -> list[Earlier]:
    """The earlier conversations that have any of some values, each a kind as linking has it and a normal form."""
    return with_traits(opened(folder, key_file), [Token(TokenKind(kind), value) for kind, value in values])


def _like(folder: Folder, files: Sequence[Path]) -> Iterator[Earlier]:
    recaller = Recaller(folder)
    for file in files:
        read = scan([file], Options())
        conversations = 0
        for one in read.judged:
            conversations += 1
            yield from recaller.recalled(looked(one.conversation, one.assessment)).earlier
        if not conversations:
            raise UsageError(f"{file}: no message can be read there; save the message alone, as a mail or as text")
