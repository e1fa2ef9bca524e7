"""The conversations that pairs are made of: our twins of both sides, and the examples."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from lurewatch import flow
from lurewatch.model.conversation import Side

HOME = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation to be rewritten: `turns` are side and text; `english` is "native" where it was written so."""

    id: str
    lang: str
    english: str
    channel: str
    turns: tuple[tuple[str, str], ...]
    name: str = ""
    handles: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()

    @property
    def line(self) -> bytes:
        """The conversation as `lurewatch assess` reads it."""
        messages = [{"from": side, "text": text} for side, text in self.turns]
        contact = {"name": self.name, "handles": list(self.handles), "claims": list(self.claims)}
        return json.dumps({"id": "x", "channel": self.channel, "messages": messages, "contact": contact}).encode()

    def rewritten(self, change: Callable[[str], str], *, ours: bool = False) -> "Talk":
        """With another text of each of the contact's messages, and of our person's if `ours`."""
        wanted = {Side.CONTACT, Side.PERSON} if ours else {Side.CONTACT}
        return replace(self, turns=tuple((who, change(text) if who in wanted else text) for who, text in self.turns))

    def with_line(self, text: str) -> "Talk":
        """With one more line at the end of the contact's first message."""
        at = next(number for number, (who, _) in enumerate(self.turns) if who == Side.CONTACT)
        turns = [*self.turns]
        turns[at] = turns[at][0], f"{turns[at][1]}\n\n{text}"
        return replace(self, turns=tuple(turns))


def talks(twins: Path = HOME / "training" / "twins", examples: Path = HOME / "examples") -> list[Talk]:
    """All there are, in a fixed order."""
    return [one for one in (*_twins(twins), *_examples(examples)) if any(who == Side.CONTACT for who, _ in one.turns)]


def _twins(folder: Path) -> Iterator[Talk]:
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            for side in ("approach", "benign"):
                yield _talk(f"{row['pair']}/{side}", str(row["lang"]), str(row["english"]), row[side])


def _talk(name: str, lang: str, english: str, document: dict[str, object]) -> Talk:
    messages = cast("list[dict[str, str]]", document["messages"])
    contact = cast("dict[str, list[str]]", document.get("contact") or {})
    turns = tuple((one["from"], one["text"]) for one in messages)
    handles, claims = (tuple(contact.get(key, ())) for key in ("handles", "claims"))
    return Talk(name, lang, english, str(document["channel"]), turns, str(contact.get("name", "")), handles, claims)


def _examples(folder: Path) -> Iterator[Talk]:
    found: Sequence[Path] = [folder / name for name in ("mailbox.mbox", "linkedin-export.zip", "reported")]
    for number, judged in enumerate(flow.scan([one for one in found if one.exists()], flow.Options()).judged):
        one = judged.conversation
        turns = tuple((turn.side.value, turn.message.text) for turn in one.turns)
        handles = tuple(handle.value for handle in one.contact.handles)
        yield Talk(f"example-{number}", "en", "native", one.channel.value, turns, one.contact.name, handles)
