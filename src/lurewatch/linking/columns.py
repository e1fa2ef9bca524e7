"""What is kept of each conversation while all of them are read: numbers alone."""

import hashlib
from array import array
from collections.abc import Iterator
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from lurewatch.linking.candidates import Numbers
from lurewatch.linking.hint import Hint
from lurewatch.linking.outline import Outline
from lurewatch.linking.part import Part
from lurewatch.linking.rarity import Rarity
from lurewatch.linking.tokens import Token, TokenKind, tokens
from lurewatch.text.shingles import Hashes, Shingles, distinct, shingles, words

KINDS = tuple(TokenKind)
_NUMBER = {kind: number for number, kind in enumerate(KINDS)}
_NONE = (np.zeros(0, np.uint32), np.zeros(0, np.int64))
_BATCH = 500  # conversations whose words are looked at together: more of them fall out of the processor's cache


def numbered(text: str) -> int:
    """A text as a number of 63 bits, the same in every run."""
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") >> 1


class Columns:
    """Takes outlines in any order, and gives columns by number of conversation."""

    def __init__(self, rarity: Rarity, hint: Hint) -> None:
        self.rarity = rarity
        self._hint = hint
        self._forget()

    def _forget(self) -> None:
        self.people = array("q")
        self.parties = array("q")
        self.marks = array("q")  # of ids: an order that does not depend on the order of reading
        self._token_values, self._token_kinds = array("q"), array("b")
        self._token_ends = array("q", [0])
        self._texts: list[str] = []
        self._hashes: list[Hashes] = []
        self._hints: list[NDArray[np.float32]] = []
        self._sizes: list[Numbers] = []
        self._once: list[tuple[Hashes, Numbers]] = []  # each pair once a conversation, and how many of them it has

    def __len__(self) -> int:
        return len(self.marks)

    def add(self, one: Outline) -> None:
        """Takes the next conversation."""
        self.people.append(_person(f"{one.organisation}\0{one.person}"))
        self.parties.append(numbered(one.party or one.id))
        self.marks.append(numbered(one.id))
        for token in tokens(one):
            self._token_values.append(value_of(token))
            self._token_kinds.append(_NUMBER[token.kind])
        self._token_ends.append(len(self._token_values))
        self._texts.append(one.text)
        if len(self._texts) >= _BATCH:
            self._flush()

    def part(self, ids: list[str]) -> Part:
        """What has been added, which is forgotten here; `ids` are those of its conversations."""
        self._flush()
        ends = np.frombuffer(self._token_ends, np.int64)
        people, parties, marks = (np.array(one, np.int64) for one in (self.people, self.parties, self.marks))
        values, kinds = np.array(self._token_values, np.int64), np.array(self._token_kinds, np.int8)
        sizes, hashes = self._counted()
        once, different = (np.concatenate(one) for one in zip(*self._once, strict=True)) if self._once else _NONE
        part = Part(
            ids, people, parties, marks, self.hints(), values, kinds, np.diff(ends), hashes, sizes, once, different
        )
        self._forget()
        return part

    def take(self, part: Part) -> None:
        """Takes conversations that were looked at elsewhere; what was counted there, `Rarity.take` takes."""
        self._flush()
        for column, found in (
            (self.people, part.people),
            (self.parties, part.parties),
            (self.marks, part.marks),
            (self._token_values, part.values),
            (self._token_kinds, part.kinds),
            (self._token_ends, self._token_ends[-1] + np.cumsum(part.held)),
        ):
            column.frombytes(found.tobytes())
        self._hashes.append(part.hashes)
        self._hints.append(part.hints)
        self._sizes.append(part.sizes)
        self._once.append((part.once, part.different))

    def person(self, documents: Numbers) -> NDArray[np.int64]:
        """The person of each, as a number."""
        return np.frombuffer(self.people, np.int64)[documents] if self.people else documents

    def party(self, documents: Numbers) -> NDArray[np.int64]:
        """The house or address of each one's contact, as a number."""
        return np.frombuffer(self.parties, np.int64)[documents] if self.parties else documents

    def order(self) -> tuple[Numbers, NDArray[np.uint32]]:
        """The conversations in the order of their marks, and the place of each in it."""
        order = np.argsort(np.array(self.marks, np.int64), kind="stable")
        ranks = np.empty(len(order), np.uint32)
        ranks[order] = np.arange(len(order), dtype=np.uint32)
        return order, ranks

    def hints(self) -> NDArray[np.float32]:
        """What the everyday words of each hint at, in decibans, once all have been added."""
        self._flush()
        return np.concatenate(self._hints) if self._hints else np.zeros(0, np.float32)

    def wordings(self) -> Shingles:
        """The word pairs of every conversation in order, once all have been added."""
        sizes, hashes = self._counted()
        return Shingles(hashes, np.concatenate(([0], np.cumsum(sizes))))

    def _counted(self) -> tuple[Numbers, Hashes]:
        self._flush()
        sizes = np.concatenate(self._sizes) if self._sizes else np.zeros(0, np.int64)
        return sizes, np.concatenate(self._hashes) if self._hashes else np.zeros(0, np.uint32)

    def distinct(self) -> Iterator[tuple[Hashes, Numbers, int]]:
        """Batch by batch the word pairs of each conversation, each once; its number in the batch; the batch's first."""
        self._flush()
        before = 0
        for once, sizes in self._once:
            yield once, np.repeat(np.arange(len(sizes)), sizes), before
            before += len(sizes)

    def values(self) -> tuple[NDArray[np.uint64], Numbers, Numbers]:
        """Each identifying value, which conversation has it, and its kind by number."""
        ends = np.frombuffer(self._token_ends, np.int64)
        documents = np.repeat(np.arange(len(ends) - 1), np.diff(ends))
        values = np.frombuffer(self._token_values, np.int64) if self._token_values else np.zeros(0, np.int64)
        kinds = np.frombuffer(self._token_kinds, np.int8) if self._token_kinds else np.zeros(0, np.int8)
        return values.astype(np.uint64), documents, kinds.astype(np.int64)

    def _flush(self) -> None:
        if not self._texts:
            return
        said = words(self._texts)
        found = shingles(said)
        self._hints.append(self._hint.of(said))
        once, documents = distinct(found)
        self.rarity.count(once, len(self._texts))
        self._once.append((once, np.bincount(documents, minlength=len(self._texts))))
        self._hashes.append(found.hashes)
        self._sizes.append(np.diff(found.ends))
        self._texts.clear()


@lru_cache(maxsize=1 << 16)
def value_of(token: Token) -> int:
    """A token's value as a number."""
    return numbered(f"{token.kind.value}:{token.value}")


_person = lru_cache(maxsize=1 << 15)(numbered)  # one of ours has many conversations
