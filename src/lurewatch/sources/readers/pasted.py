"""Text that somebody copied out of a window: a mail, a chat, a message on a network, or mere words.

It is read only where it is named itself or piped in. In a folder it would be anybody's notes, and no message.
"""

from collections.abc import Iterator

from lurewatch.model.gap import Gap
from lurewatch.sources.interface import Item, Limits
from lurewatch.sources.opened import Opened
from lurewatch.sources.plain_text import is_plain_text, text_of
from lurewatch.sources.sniff import Head


class Pasted:
    """Reads plain text that is named itself."""

    kind = "pasted text"

    def recognises(self, head: Head) -> bool:
        """Whether it is text for people to read; everything else was asked before."""
        return is_plain_text(head)

    def read(self, opened: Opened, limits: Limits) -> Iterator[Item]:
        """The messages that can be told apart in it, the oldest first; else all of it as one."""
        most = limits.text_characters
        data = opened.stream.read(most + 1)
        text, fault = text_of(data[:most])
        if len(data) > most:
            why = f"longer than {most} bytes; the rest was not read; split it"
            yield Gap("part of a text", opened.source, why)
        if fault:
            yield Gap("part of a text", opened.source, fault)
        if not text.strip():
            yield Gap("a text", opened.source, "nothing in it but white space")
            return
        from lurewatch.sources.pasted_messages import pasted_items  # noqa: PLC0415  its patterns are many

        yield from pasted_items(opened.source, text)


class PastedMail(Pasted):
    """Reads a mail's text with the lines that Outlook shows above it; asked before what reads mails themselves."""

    def recognises(self, head: Head) -> bool:
        """Whether it begins with `From:` and `Sent:`, in any of the languages, and no line of a mail's true header."""
        if not is_plain_text(head):
            return False
        from lurewatch.sources.pasted_mail import begins_with_copied_head  # noqa: PLC0415  as below

        return begins_with_copied_head(text_of(head.data)[0])
