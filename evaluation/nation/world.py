"""The truth of a nation as columns of numbers: organisations, personas, approaches, and who saw what."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evaluation.nation.plan import DAYS, FIELDS, SOUGHT, Plan, Seeing

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
_A_PERSONA = 4.0  # approaches of a persona, on average
_MOST = 40
_SMALLEST, _LARGEST = 5, 5_000  # people of an organisation
_TAIL = 0.9  # of their sizes: many small, few large


@dataclass(frozen=True, slots=True)
class World:
    """By organisation `people` and `fields`; by approach the rest, which persona wrote to whom on which day."""

    people: Ints
    fields: Ints
    organisation: Ints
    person: Ints
    persona: Ints
    day: Ints

    @property
    def approaches(self) -> int:
        """How many there are."""
        return len(self.persona)


def world(plan: Plan) -> World:
    """The nation of a plan."""
    rng = np.random.default_rng([plan.seed, 0])
    people = _sizes(plan.organisations, rng)
    fields = rng.choice(len(FIELDS), plan.organisations, p=[0.04, 0.1, 0.06, 0.1, 0.1, 0.6])
    persona = _personas(max(1, round(plan.messages / plan.rarity)), rng)
    organisation = _sought(persona, people * np.array(SOUGHT)[fields], fields, rng)
    person = (rng.random(len(persona)) * people[organisation]).astype(np.int64)
    started = rng.integers(0, DAYS - 14, persona.max() + 1)
    day = np.minimum(started[persona] + rng.integers(0, 14, len(persona)), DAYS - 1)
    return _once_each(World(people, fields, organisation, person, persona, day))


def _sizes(organisations: int, rng: np.random.Generator) -> Ints:
    drawn = _SMALLEST * (1 - rng.random(organisations)) ** (-1 / _TAIL)
    return np.minimum(drawn, _LARGEST).astype(np.int64)


def _personas(approaches: int, rng: np.random.Generator) -> Ints:
    """The persona of each approach; most write to few, some to many."""
    counts = np.minimum(rng.geometric(1 / _A_PERSONA, approaches), _MOST)
    return np.repeat(np.arange(approaches), counts)[:approaches]


def _sought(persona: Ints, weights: NDArray[np.float64], fields: Ints, rng: np.random.Generator) -> Ints:
    """The organisation of each approach: a persona stays in one field, and seeks large and interesting ones more."""
    first = rng.choice(len(weights), persona.max() + 1, p=weights / weights.sum())
    found = np.zeros(len(persona), np.int64)
    for field in range(len(FIELDS)):
        of_field, wanted = np.flatnonzero(fields == field), np.flatnonzero(fields[first[persona]] == field)
        if len(wanted):
            shares = weights[of_field] / weights[of_field].sum()
            found[wanted] = rng.choice(of_field, len(wanted), p=shares)
    return found


def _once_each(given: World) -> World:
    """A persona writes to each person once: that is one conversation."""
    keys = np.stack((given.persona, given.organisation, given.person))
    _, first = np.unique(keys, axis=1, return_index=True)
    first = np.sort(first)
    columns = (one[first] for one in (given.organisation, given.person, given.persona, given.day))
    return World(given.people, given.fields, *columns)


def seen(given: World, seeing: Seeing, rng: np.random.Generator) -> Bools:
    """Which approaches (rows) were seen by which way (columns: WAYS)."""
    organisations, approaches = len(given.people), given.approaches
    means = np.array((seeing.reported, seeing.read, seeing.partners))
    offsets = rng.normal(0, seeing.spread, (organisations, 1 if seeing.together else len(means)))
    odds = np.log(means / (1 - means)) + offsets
    chance = (1 / (1 + np.exp(-odds)))[given.organisation]
    if seeing.easy != 1:
        chance = _unevenly(chance, seeing.easy, rng)
    found = rng.random((approaches, len(means))) < chance
    if seeing.again is not None:
        found[:, 1] = np.where(found[:, 0], rng.random(approaches) < seeing.again, found[:, 1])
    return np.asarray(found)


def _unevenly(chance: NDArray[np.float64], easy: float, rng: np.random.Generator) -> NDArray[np.float64]:
    """Half of the people as many times as easily seen as the other half, with the same mean."""
    is_easy = rng.random(len(chance))[:, None] < 0.5
    low = 2 * chance / (1 + easy)
    return np.minimum(np.where(is_easy, low * easy, low), 0.95)
