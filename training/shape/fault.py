"""What is wrong with the twins, told as an error is told."""

from typing import NamedTuple


class Fault(NamedTuple):
    """Where, what is wrong, the value found, and what to do; `str` is the line that is printed."""

    place: str
    what: str
    value: str
    next_step: str

    def __str__(self) -> str:
        return f"{self.place}: {self.what}: {self.value}; {self.next_step}"
