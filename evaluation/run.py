"""The sets that were found, each judged once."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from evaluation.case import Case, Scored
from evaluation.judge import Judge, MailRead, alone
from evaluation.labelled_file import cases_of
from evaluation.twin import Pair, pairs_of

PRIOR = 0.01  # the default of `assess` and `scan`: every figure holds at it unless it says otherwise
EVEN = 0.5


class TwinScored(NamedTuple):
    """A pair, and what was thought of its two conversations."""

    pair: Pair
    approach: Scored
    benign: Scored


class Run:
    """The labelled sets by name (the file's name to its first dot), judged when first asked for.

    `folder` holds the data of others, `twins` our own pairs; either may be missing, and gives no sets then. `planted`
    is how many ordinary messages campaigns are planted into; with 0 none are.
    """

    def __init__(
        self, folder: Path, twins: Path, judge: Judge, read_mail: Callable[[Path], MailRead], planted: int = 0
    ) -> None:
        self.planted = planted
        self.paths = {path.name.split(".")[0]: path for path in sorted(folder.glob("*")) if _is_labelled(path)}
        self.pairs = [pair for path in sorted(twins.glob("*.jsonl")) for pair in pairs_of(path)]
        self._judge = judge
        self._read_mail = read_mail
        self._cases: dict[str, list[Case]] = {}
        self._scored: dict[tuple[str, float], list[Scored]] = {}
        self._mail: dict[str, MailRead] = {}

    def names(self, kind: str) -> list[str]:
        """The sets of a kind: ordinary, lures, scam or seconvo."""
        return [name for name in self.paths if name.split("-")[0] == kind]

    def is_mail(self, name: str) -> bool:
        """Whether a set is a mailbox."""
        return ".mbox" in self.paths[name].suffixes

    def cases(self, name: str) -> list[Case]:
        """The cases of a set; a mailbox gives each of its messages as a case of its own."""
        if name not in self._cases:
            self._cases[name] = alone(self.mail(name), name) if self.is_mail(name) else cases_of(self.paths[name])
        return self._cases[name]

    def mail(self, name: str) -> MailRead:
        """A mailbox as `scan` judges it."""
        if name not in self._mail:
            self._mail[name] = self._read_mail(self.paths[name])
        return self._mail[name]

    def scored(self, name: str, prior: float = PRIOR) -> list[Scored]:
        """A set's cases with their assessments at a prior."""
        if (name, prior) not in self._scored:
            self._scored[name, prior] = self.judged(self.cases(name), prior)
        return self._scored[name, prior]

    def judged(self, cases: Sequence[Case], prior: float) -> list[Scored]:
        """Any cases with their assessments."""
        return self._judge(cases, prior)

    def twins(self, prior: float = PRIOR) -> list[TwinScored]:
        """All pairs with their assessments at a prior."""
        if ("", prior) not in self._scored:
            self._scored["", prior] = self.judged(
                [case for one in self.pairs for case in (one.approach, one.benign)], prior
            )
        found = self._scored["", prior]
        return [TwinScored(*parts) for parts in zip(self.pairs, found[::2], found[1::2], strict=True)]

    def ordinary(self) -> list[Scored]:
        """All ordinary sets together."""
        return [one for name in self.names("ordinary") for one in self.scored(name)]


def _is_labelled(path: Path) -> bool:
    return path.suffix == ".jsonl" or ".mbox" in path.suffixes
