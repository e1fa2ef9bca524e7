"""Messages that break the connection off: narrowed down, tried again, and passed by at last."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from lurewatch.jobs.mailbox.connection import Folder

ATTEMPTS = 3  # at one message that the server does not give, or breaks off over
_PAGE = 20  # messages that are done, or not, together


class Trouble:
    """Which messages broke the connection, so that one bad message stops no other; lasts over reconnections."""

    def __init__(self) -> None:
        self._careful: dict[tuple[str, int], int] = {}
        self._attempts: Counter[tuple[str, int, int]] = Counter()

    def pages(self, folder: Folder, uids: Iterable[int]) -> Iterator[list[int]]:
        """The uids in pages; one by one up to where reading broke off before."""
        page: list[int] = []
        for uid in uids:
            page.append(uid)
            if len(page) >= _PAGE or uid <= self._careful.get(folder[:2], 0):
                yield page
                page = []
        if page:
            yield page

    def begin(self, folder: Folder, page: Sequence[int]) -> bool:
        """Before a page is read: whether it may be tried (once more), or has been tried in vain often enough."""
        self._careful[folder[:2]] = max(page[-1], self._careful.get(folder[:2], 0))
        if len(page) > 1:
            return True
        self._attempts[*folder[:2], page[0]] += 1
        return self._attempts[*folder[:2], page[0]] <= ATTEMPTS

    def is_near(self, folder: Folder, uid: int) -> bool:
        """Whether reading just this message has broken off before."""
        return self._attempts[*folder[:2], uid] > 1

    def end(self, folder: Folder, page: Sequence[int]) -> None:
        """After a page was read."""
        if len(page) > 1:
            self._careful[folder[:2]] = 0
        self._attempts.pop((*folder[:2], page[0]), None)
