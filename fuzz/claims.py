"""What must hold of everything that comes out, whatever went in."""

import json
import re
from collections.abc import Iterable
from datetime import UTC, timedelta
from io import StringIO

from fuzz.canary import CANARY
from lurewatch.cli.encoded import Encoded, write_json
from lurewatch.cli.report import write_report
from lurewatch.cli.table import console_for, print_table
from lurewatch.conversations.regions import regions
from lurewatch.conversations.spool import decode, encode
from lurewatch.flow import Scan
from lurewatch.model.acquaintance import Acquaintance
from lurewatch.model.assessment import Assessment
from lurewatch.model.conversation import Conversation
from lurewatch.model.encode import judged_as_json
from lurewatch.model.export import Export
from lurewatch.model.gap import Gap
from lurewatch.model.handle import Handle
from lurewatch.model.message import Message
from lurewatch.model.source_read import SourceRead
from lurewatch.sources.interface import Limits, Read
from lurewatch.telling.findings import Findings
from lurewatch.telling.harmless import for_page, one_line
from lurewatch.telling.json_line import line

_SHOWN = 200  # characters of what is shown on a terminal, as its table does
_WHERE = 4_000  # characters; a file's name may be long, a sentence about it is not
_WHY = 600


class Broken(AssertionError):
    """A claim that does not hold; says which."""


def claim(holds: bool, what: str) -> None:
    """Raises Broken where a claim does not hold."""
    if not holds:
        raise Broken(what)


def of_items(found: Iterable[Read], source: str, limits: Limits) -> None:
    """Everything that a reader gave of `source`."""
    for item in found:
        if isinstance(item, Message):
            of_message(item, limits)
        elif isinstance(item, Conversation):
            of_conversation(item)
        elif isinstance(item, Acquaintance):
            of_words(item.handle.value, item.handle.name, item.employer, item.position)
        elif isinstance(item, Gap):
            of_gap(item, source)
        elif isinstance(item, Export):
            of_words(item.source, *(owner.value for owner in item.owners))
        else:
            of_source_read(item)


_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
_STEERS_PAGES = re.compile("<script|\u202e|[\x00-\x08\x0b-\x1f\x7f]", re.IGNORECASE)
_PLAIN = re.compile("[\n\t -~]*")


def of_words(*texts: str) -> None:
    """They can be written as UTF-8 and as JSON, and shown on a terminal and a page."""
    text = "\n".join(texts)
    if _PLAIN.fullmatch(text):
        return
    claim(json.loads(line({"text": text})) == {"text": text}, "a text comes back from JSON as it went in")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise Broken("a text can be written as UTF-8") from None
    claim(not _CONTROL.search(one_line(text[:_SHOWN])), "a terminal is not steered")
    for_page(text)


def of_message(message: Message, limits: Limits) -> None:
    """A message can be shown, kept, and quoted."""
    people = (message.author, *message.recipients)
    of_words(
        *(message.id, message.text, message.subject, message.local_time, message.thread, message.place.source),
        *(*message.hidden, *message.deceiving_links, *message.attachments, *message.headers),
        *(*message.headers.values(), *(part for one in people for part in _parts(one))),
    )
    claim(bool(message.id), "a message has an id")
    claim(len(message.text) <= limits.text_characters, "a text is no longer than its bound")
    sent = message.sent_at
    claim(sent is None or (sent.tzinfo is UTC and sent.utcoffset() == timedelta(0)), "a time is aware, in UTC")
    claim(decode(encode(message)) == message, "a message comes back from the spool as it went in")
    of_regions(message.text)


def _parts(handle: Handle) -> tuple[str, str]:
    return handle.value, handle.name


def of_regions(text: str) -> None:
    """Regions lie inside the text, in order, none overlapping another and none empty."""
    at = 0
    for region in regions(text):
        claim(at <= region.start < region.end <= len(text), "regions are in order, inside the text")
        at = region.end


def of_conversation(conversation: Conversation) -> None:
    """A conversation has turns, and each text of it can be shown."""
    claim(bool(conversation.turns), "a conversation has a message")
    of_words(conversation.id, conversation.person, conversation.organisation, conversation.contact.name)
    of_words(*conversation.contact.claims, *(part for one in conversation.contact.handles for part in _parts(one)))
    for turn in conversation.turns:
        of_words(turn.message.id, turn.message.text, turn.message.subject, *turn.message.headers.values())
        of_regions(turn.message.text)
    for gap in conversation.gaps:
        of_gap(gap)


def of_gap(gap: Gap, source: str = "") -> None:
    """A gap says what, where and why in words that can be printed, none of them a message's."""
    claim(bool(gap.what.strip() and gap.where.strip() and gap.why.strip()), "a gap says what, where and why")
    claim(gap.what.isprintable() and gap.why.isprintable(), "a gap can be printed")
    of_words(gap.where)
    claim(len(gap.why) <= _WHY and len(gap.where) <= _WHERE, "a gap is short")
    place = gap.where.removeprefix(source)
    named = "" if place.startswith("/") else place  # a member of an archive is called what the archive calls it
    claim(CANARY not in f"{gap.what} {named} {gap.why}", "a gap never quotes a message")


def of_number_of_gaps(found: Iterable[Read], limits: Limits) -> None:
    """Gaps are told one by one up to their bound in each file, and a few for each file and archive beside."""
    items = list(found)
    gaps = sum(isinstance(item, Gap) for item in items)
    reads = [item for item in items if isinstance(item, SourceRead)]
    most = sum(min(read.gaps, limits.gaps) + 1 for read in reads) + 3 * (limits.members + 2)
    claim(gaps <= most, "gaps are bounded in number")


def of_error(said: str) -> None:
    """What is said of a line that was refused can be printed and quotes no message."""
    claim(bool(said.strip()) and said.isprintable() and len(said) <= _WHY, "an error is short and can be printed")
    claim(CANARY not in said, "an error never quotes a message")


def of_source_read(read: SourceRead) -> None:
    """What was read of a file is counted."""
    of_words(read.source, read.kind)
    claim(read.messages >= 0 and read.gaps >= 0, "messages and gaps are counted")


def of_outputs(findings: Findings, encoded: Encoded, scan: Scan) -> None:
    """A scan's outcome in every form: no order of a stranger's gets through, and JSON is JSON."""
    table, page, whole = StringIO(), StringIO(), StringIO()
    print_table(findings, console_for(table))
    claim(not _CONTROL.search(table.getvalue().replace("\n", "")), "a terminal is not steered by the table")
    write_report(findings, page)
    claim(not _STEERS_PAGES.search(page.getvalue()), "the page holds no script, and no sign that steers it")
    page.getvalue().encode("utf-8")
    write_json(encoded, scan, whole)
    claim(
        len(json.loads(whole.getvalue())["conversations"]) == findings.conversations,
        "every conversation is in the JSON",
    )


def of_assessment(conversation: Conversation, found: Assessment) -> None:
    """Evidence quotes the text at its span; what is encoded comes back; probabilities are ones."""
    texts = [turn.message.text for turn in conversation.turns]
    for one in found.evidence:
        claim(0 <= one.start <= one.end <= len(texts[one.message]), "evidence lies inside its text")
        claim(one.quote == texts[one.message][one.start : one.end], "evidence quotes its text")
    spans = [(one.message, one.start, one.end) for one in found.asks]
    spans += [(one.message, one.start, one.end) for one in found.disclosures]
    for message, start, end in spans:
        claim(0 <= start <= end <= len(texts[message]), "an ask lies inside its text")
    claim(abs(sum(found.kinds.values()) - 1) < 1e-6, "the kinds sum to one")
    claim(all(0 <= value <= 1 for value in found.kinds.values()), "probabilities lie between 0 and 1")
    for gap in found.gaps:
        claim(gap.what != "detector failed", f"no detector fails ({gap.where}: {gap.why})")
        of_gap(gap)
    as_json = judged_as_json(conversation, found)
    claim(line(json.loads(line(as_json))) == line(as_json), "an assessment comes back from JSON as it went in")
