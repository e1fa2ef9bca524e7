"""Makes the weights of linking: `python -m training.make_link_weights [--out FILE]`; repeatable.

Expectation-maximisation under the Fellegi-Sunter model, from pairs that nobody labelled: generated campaigns, bulk and
ordinary messages (evaluation.planted), and the genuine sets that may be learned from (data_card.md). What it cannot
tell keeps the expert value of linking/expert.toml, and docs/decisions/0009-linking.md says which and why.
"""

import argparse
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from math import log10
from pathlib import Path

import numpy as np
from evaluation.labelled_file import cases_of
from evaluation.planted.material import Amounts, campaign_of, records

from lurewatch import flow
from lurewatch.detection.assessor import Assessor
from lurewatch.linking.compare import IMPLIED
from lurewatch.linking.weights import SHIPPED
from lurewatch.model.conversation import Conversation
from lurewatch.sources.readers.jsonl import conversation_of_line
from training.linking.estimate import Model, Pseudo, estimated, responsibility
from training.linking.pairs import VALUES, Compared, compared
from training.make_weights import DATA

EXPERT = Path(__file__).parent / "linking" / "expert.toml"
_GENERATED = Amounts(10_000, campaigns=3, templates=20, copies=(60, 200), seed=101)
_HOUSES = 97  # organisations that the genuine conversations are held to come from
_PAIRS = 10.0  # pairs that a belief counts
# What is believed before: wording (none, six levels, copy), value (none, pairs.VALUES), approach (by pairs.APPROACH).
_M = ([0.3, 0.05, 0.05, 0.05, 0.1, 0.1, 0.15, 0.2], [0.2, 0.02, 0.04, 0.02, 0.42, 0.1, 0.1, 0.1],
      [0.02, 0.05, 0.1, 0.2, 0.25, 0.38])  # fmt: skip
_U = ([0.8, 0.03, 0.03, 0.03, 0.03, 0.03, 0.03, 0.02], [0.1, 0.05, 0.25, 0.1, 0.3, 0.1, 0.09, 0.01],
      [0.2, 0.3, 0.3, 0.15, 0.04, 0.01])  # fmt: skip
_SHARE = 0.2
# A value counts in a link only where none is shared that implies it.
_IMPLYING = {implied: frozenset(kind for kind, all_ in IMPLIED.items() if implied in all_) for implied in VALUES}
_RARE = 30  # pairs that share a kind of value, below which its share keeps the expert's


def main() -> None:
    """Gathers, estimates, writes, and says how well what was found agrees with what was planted."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=SHIPPED)
    out = parser.parse_args().out
    pairs = compared(list(material()), Assessor())
    model = fitted(pairs)
    values = told(pairs, model)
    out.write_text(written(EXPERT.read_text("utf-8"), values), encoding="utf-8")
    sys.stdout.write(f"{agreement(pairs, model)}\n")


def material() -> Iterator[Conversation]:
    """The conversations: generated, then genuine ones, each held to have come to another person."""
    for record in records(_GENERATED):
        yield conversation_of_line(record.line, 1)
    for number, one in enumerate(_genuine()):
        house = f"house{number % _HOUSES}.example"
        yield replace(one, id=f"g{number}", person=f"person{number}@{house}", organisation=house)


def _genuine() -> Iterator[Conversation]:
    mailbox, persuasion = DATA / "ordinary-tech-dev.mbox.gz", DATA / "ordinary-persuasion-dev.jsonl"
    if mailbox.exists():
        yield from (one.conversation for one in flow.scan([mailbox], flow.Options()).judged)
    if persuasion.exists():
        yield from (conversation_of_line(case.line, 1) for case in cases_of(persuasion))


def fitted(pairs: Compared) -> Model:
    """The model of these pairs."""
    m, u = (tuple(np.array(one) for one in shares) for shares in (_M, _U))
    return estimated(pairs.levels, Model(_SHARE, m, u), Pseudo(m, u, _PAIRS))


def told(pairs: Compared, model: Model) -> Mapping[tuple[str, str], float]:
    """What the model says, by section and key: how many campaign pairs share each kind of value, or no rare wording."""
    matched = responsibility(pairs.levels, model)
    found = {("wording", "none"): round(10 * log10(model.m[0][0]), 1)}
    for kind in VALUES:
        own = (kind in kinds and not kinds & _IMPLYING.get(kind, frozenset()) for kinds in pairs.kinds)
        with_it = sum(weight for weight, has in zip(matched.tolist(), own, strict=True) if has)
        if with_it >= _RARE:
            found["m", kind.value] = round(with_it / float(matched.sum()), 2)
    return found


def written(expert: str, values: Mapping[tuple[str, str], float]) -> str:
    """The expert file with these values in the place of its own."""
    section, lines = "", []
    for line in expert.splitlines():
        if heading := re.match(r"\[(\w+)\]", line):
            section = heading[1]
        entry = re.match(r'("?)([\w -]+?)\1 = [^#]*?(  #.*)?$', line)
        known = entry and values.get((section, entry[2]))
        lines.append(
            f"{entry[1]}{entry[2]}{entry[1]} = {known}{entry[3] or ''}" if entry and known is not None else line
        )
    return "\n".join(lines) + "\n"


def agreement(pairs: Compared, model: Model) -> str:
    """How well the unlabelled estimate agrees with what was planted."""
    matched = responsibility(pairs.levels, model)
    planted = np.array([bool(campaign_of(a)) and campaign_of(a) == campaign_of(b) for a, b in pairs.ids])
    both = float(matched[planted].sum())
    of_found, of_planted = both / float(matched.sum()), both / float(planted.sum())
    return f"{len(pairs.ids)} pairs; of what is held for campaigns {of_found:.3f} is, of what is {of_planted:.3f} found"


if __name__ == "__main__":
    main()
