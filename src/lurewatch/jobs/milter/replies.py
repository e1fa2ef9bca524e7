"""What the mail server is told at the end of a mail: which headers go, which come, and always to continue."""

from collections.abc import Iterator, Mapping

from lurewatch.jobs.milter.mail import IDENTITY, VERDICT
from lurewatch.jobs.milter.packets import packed
from lurewatch.jobs.milter.protocol import Answer

CONTINUE = packed(Answer.CONTINUE)
SKIP = packed(Answer.SKIP)


def answers(forged: Mapping[str, int], verdict: str, identity: str) -> Iterator[bytes]:
    """The packets that answer a mail; an empty verdict or identity adds no header.

    The last of several headers goes first: servers differ in whether removing one counts the others anew.
    """
    for name, number in forged.items():
        for index in range(number, 0, -1):
            yield packed(Answer.CHANGE_HEADER, index.to_bytes(4, "big") + _words(name, ""))
    if verdict:
        yield packed(Answer.ADD_HEADER, _words(VERDICT, verdict))
    if identity:
        yield packed(Answer.ADD_HEADER, _words(IDENTITY, identity))
    yield CONTINUE


def _words(*texts: str) -> bytes:
    return b"".join(text.encode("ascii") + b"\0" for text in texts)
