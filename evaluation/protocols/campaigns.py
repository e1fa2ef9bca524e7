"""What linking finds of planted campaigns, and what it makes of genuine ordinary mail."""

import json
from collections.abc import Iterable

from evaluation.case import Case
from evaluation.metrics.interval import Interval
from evaluation.metrics.proportion import share
from evaluation.planted.material import Amounts
from evaluation.planted.measured import Measured, measured
from evaluation.planted.planted import Level
from evaluation.report import Figure, Section, Table
from evaluation.run import Run
from lurewatch import flow

SEEDS = (31, 32, 33, 34, 35, 36)  # on which nothing was ever chosen
_A_TEMPLATE = 500  # ordinary messages
_WANTED = {Level.SLOTS: 0.98, Level.HALF: 0.9, Level.PARAPHRASE: 0.3}
_SAID = {
    Level.SLOTS: "slots filled in",
    Level.TENTH: "every tenth word exchanged",
    Level.HALF: "half of the sentences",
    Level.MOST: "four sentences in five",
    Level.PARAPHRASE: "paraphrased, another identity, one rare trait",
}
_INTRODUCTION = (
    "Campaigns of 2, 3, 5, 10 and 20 people over ninety days, planted three times at each level into {ordinary:,} "
    "ordinary messages and {templates} recruiters' and salespeople's templates of 60 to 400 copies "
    "(`evaluation/planted`); the seeds {seeds} were never used to choose anything. A pair counts as found where both "
    "stand in one campaign. The bounds take pairs as independent, which pairs of one campaign are not: they are wider "
    "in truth."
)
_GENUINE = (
    "Genuine ordinary mail, each conversation held to have come to another person of one house, so that whatever is "
    "called a campaign here is one too many. Sets of one mailbox or list repeat themselves more than ten inboxes do."
)


def campaigns(run: Run) -> Section | None:
    """Recall by level, false pairs and templates; and campaigns found where there are none."""
    if not run.planted or not run.pairs:
        return None
    amounts = [Amounts(run.planted, 3, max(1, run.planted // _A_TEMPLATE), seed=seed) for seed in SEEDS]
    outcomes = [measured(one) for one in amounts]
    introduction = _INTRODUCTION.format(
        ordinary=run.planted, templates=amounts[0].templates, seeds=" and ".join(map(str, SEEDS))
    )
    headings = ("reworded", *(f"seed {seed}" for seed in SEEDS), "together", "wanted")
    rows = [_row(level, outcomes) for level in Level]
    parts: list[str | Table] = [introduction, Table(headings, [*rows, *_wrong(outcomes)])]
    if genuine := [_of_set(name, run.cases(name)) for name in run.names("ordinary")]:
        parts += [_GENUINE, Table(("set", "conversations", "campaigns", "people in the largest", "set apart"), genuine)]
    return Section("Campaigns", parts, _figures(outcomes))


def _together(level: Level, outcomes: Iterable[Measured]) -> Interval:
    held = list(outcomes)
    return share(sum(one.found[level] for one in held), sum(one.planted[level] for one in held))


def _row(level: Level, outcomes: list[Measured]) -> tuple[str, ...]:
    wanted = f"at least {_WANTED[level]:g}" if level in _WANTED else ""
    return _SAID[level], *(f"{one.share(level):.3f}" for one in outcomes), str(_together(level, outcomes)), wanted


def _wrong(outcomes: list[Measured]) -> list[tuple[str, ...]]:
    false, templates = [one.false for one in outcomes], [one.templates for one in outcomes]
    return [
        ("false pairs", *map(str, false), str(sum(false)), "at most 1 in 100,000 conversations"),
        ("templates called a campaign", *map(str, templates), str(sum(templates)), "none"),
    ]


def _figures(outcomes: list[Measured]) -> list[Figure]:
    found = [
        Figure(f"campaigns, {_SAID[level]}: pairs found", _together(level, outcomes), wanted)
        for level, wanted in _WANTED.items()
    ]
    for name, count, most in (
        ("campaigns: false pairs", sum(one.false for one in outcomes), 1),
        ("campaigns: templates called one", sum(one.templates for one in outcomes), 0),
    ):
        found.append(Figure(name, Interval(count, count, count), most, at_least=False))
    return found


def _of_set(name: str, cases: list[Case]) -> tuple[str, ...]:
    found = flow.link((_to_another(number, case) for number, case in enumerate(cases)), flow.Options())
    called = [one for one in found.campaigns if not one.bulk]
    largest = max((one.people for one in called), default=0)
    return name, f"{found.conversations:,}", str(len(called)), str(largest), str(len(found.campaigns) - len(called))


def _to_another(number: int, case: Case) -> bytes:
    """A case as linking reads it, to a person of ours that no other case is to."""
    person = {"id": f"g{number}", "person": f"person{number}@house.example", "organisation": "house"}
    return json.dumps(json.loads(case.line) | person).encode()
