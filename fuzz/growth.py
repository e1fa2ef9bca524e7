"""How a target's time grows with its input: a piece of an input is repeated, a little and ten times as often.

What takes ten times as long is linear; a hundred times is a square, by which a small mail could stop a machine. As a
process: `python -m fuzz.growth TARGET SECONDS FOLDER SEED MOST`, where MOST is the number of inputs, or -1.
"""

import hashlib
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from random import Random

from fuzz.grown import grown
from fuzz.targets import TARGETS, Target
from lurewatch.sources.interface import Limits

FEW, TIMES = 20_000, 10  # bytes of the smaller input, and how much larger the other is
_SUSPECT = 25  # times as long: more is no noise of the machine
_GOES_ON = 2.8  # times as long for twice as many: 2 if it is linear from there on, 4 if it is a square
_ENDLESS = 8.0  # seconds for the larger input: far too long, however it goes on
_SHORTEST = 0.25  # seconds that the larger input must take before anything is said
_LIMITS = Limits()


class Suspect(AssertionError):
    """Time grows out of step with size; says for which input."""


@dataclass(frozen=True, slots=True)
class Growth:
    """Seconds for a smaller and a larger input, their sizes in bytes, and the larger one.

    `beyond`: seconds for inputs twice and four times as large as that, where it was asked: a bound that only the larger
    input meets (a field too long, then read as thousands of rows) looks like a square, and does not go on as one.
    """

    small: float
    large: float
    sizes: tuple[int, int]
    data: bytes
    beyond: tuple[float, float] | None = None

    @property
    def is_suspect(self) -> bool:
        """Whether the time grows out of step with the size."""
        more = self.sizes[1] / max(1, self.sizes[0])
        is_steep = self.large > _SHORTEST and self.large > self.small * max(_SUSPECT, 2.5 * more)
        if self.beyond is None or self.large > _ENDLESS:
            return is_steep
        return is_steep and self.beyond[1] > _GOES_ON * self.beyond[0]

    def line(self) -> str:
        """The growth on one line."""
        beyond = "".join(f", {one:.3f} s" for one in self.beyond or ())
        return f"{self.sizes[0]} bytes {self.small:.3f} s, {self.sizes[1]} bytes {self.large:.3f} s{beyond}"


def growths(target: Target, random: Random) -> Iterator[Growth]:
    """The growth of inputs made from a target's own, without end; those that look suspect are measured again."""
    inputs = (*target.seeds, *target.kept)
    while True:
        data, seed = random.choice(inputs), random.randrange(1 << 32)
        found = _growth(target, data, seed, tries=1)
        if found.is_suspect:
            found = _growth(target, data, seed, tries=3)
        yield _beyond(found, target, data, seed) if found.is_suspect and found.large < _ENDLESS else found


def _growth(target: Target, data: bytes, seed: int, tries: int) -> Growth:
    small, first = _timed(target, data, seed, 1, tries)
    large, second = _timed(target, data, seed, TIMES, tries)
    return Growth(first, second, (len(small), len(large)), large)


def _beyond(found: Growth, target: Target, data: bytes, seed: int) -> Growth:
    twice, fourfold = (_timed(target, data, seed, times * TIMES, 1)[1] for times in (2, 4))
    return replace(found, beyond=(twice, fourfold))


def _timed(target: Target, data: bytes, seed: int, times: int, tries: int) -> tuple[bytes, float]:
    """An input made so many times as long as the smaller one, and the seconds that it takes; the best of `tries`."""
    long = grown(data, FEW * times, Random(seed))  # noqa: S311  # the same piece for each length
    return long, min(_seconds(target.run, long) for _ in range(tries))


def _seconds(run: Callable[[bytes, Limits], None], data: bytes) -> float:
    """Time of the processor, so that what else the machine does hardly counts."""
    begun = time.process_time()
    run(data, _LIMITS)
    return time.process_time() - begun


def main(arguments: list[str]) -> None:
    """Raises Suspect for the first input found, which is then in the folder."""
    name, seconds, folder, seed, most = arguments
    end = time.monotonic() + float(seconds)
    every = growths(TARGETS[name], Random(int(seed) or None))  # noqa: S311  # no secret is made of it
    for growth in islice(every, int(most) if int(most) > 0 else None):
        if growth.is_suspect:
            path = Path(folder) / f"slow-{hashlib.blake2b(growth.data, digest_size=8).hexdigest()}"
            path.write_bytes(growth.data)
            raise Suspect(f"{growth.line()}: {path}")
        if time.monotonic() > end:
            return


if __name__ == "__main__":
    main(sys.argv[1:])
