"""A text of any size of which a part is held at a time."""

import codecs
import re
from typing import BinaryIO

_BLOCK = 1 << 20  # bytes read at once
_BEHIND = 1 << 16


class Window:
    """The part of a text that is held: `text` from `at` on, more of it as it is asked for."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")("surrogateescape")
        self._let_go = 0
        self._is_all = False
        self.text = ""
        self.at = 0

    @property
    def position(self) -> int:
        """How many characters lie behind."""
        return self._let_go + self.at

    def more(self) -> bool:
        """Reads on, letting go what lies behind; at the end False. What is held at least doubles: time stays linear."""
        if self._is_all:
            return False
        data = self._stream.read(max(_BLOCK, len(self.text) - self.at))
        self._is_all = not data
        self._let_go += self.at
        self.text = self.text[self.at :] + self._decoder.decode(data, final=self._is_all)
        self.at = 0
        return True

    def let_go(self) -> None:
        """Lets go what lies far behind: an error costs a look at all of it."""
        if self.at > _BEHIND:
            self._let_go += self.at
            self.text, self.at = self.text[self.at :], 0

    def skip(self, pattern: re.Pattern[str]) -> str:
        """Goes past what matches; the sign after it, or nothing at the end."""
        while True:
            found = pattern.match(self.text, self.at)
            self.at = found.end() if found else self.at
            if self.at < len(self.text) or not self.more():
                return self.text[self.at : self.at + 1]

    def seek(self, pattern: re.Pattern[str]) -> str:
        """Goes to where a pattern is found that matches one sign; that sign, or nothing at the end."""
        while True:
            found = pattern.search(self.text, self.at)
            self.at = found.start() if found else len(self.text)
            if found or not self.more():
                return self.text[self.at : self.at + 1]

    def seek_text(self, wanted: str) -> bool:
        """Goes to where a text is found; whether it was."""
        while (found := self.text.find(wanted, self.at)) < 0:
            self.at = max(self.at, len(self.text) - len(wanted))
            if not self.more():
                return False
        self.at = found
        return True
