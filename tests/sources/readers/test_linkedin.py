"""LinkedIn's tables of every era."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sources.made import LETTERS, UNHURRIED, items, only, whys
from tests.timed import BOUND, times_as_long

from lurewatch.model.acquaintance import Acquaintance
from lurewatch.model.gap import Gap
from lurewatch.model.handle import Handle, Platform
from lurewatch.model.message import Channel, Message
from lurewatch.sources.readers.linkedin_connections import LinkedInConnections
from lurewatch.sources.readers.linkedin_invitations import LinkedInInvitations
from lurewatch.sources.readers.linkedin_messages import LinkedInMessages
from lurewatch.sources.sniff import Head

OLD = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,DATE,SUBJECT,CONTENT,FOLDER\n"
NEW = OLD.replace("TO,", "TO,RECIPIENT PROFILE URLS,").replace("\n", ",ATTACHMENTS,IS MESSAGE DRAFT\n")
NEWEST = ",".join(f'"{name}"' for name in NEW.strip().split(",")[:-1]) + "\n"
ROWAN = "https://www.linkedin.com/in/rowan-ashby"
KIM = "https://www.linkedin.com/in/kim-holt"
TIME = "2026-03-02 09:00:00 UTC"


def messages(table: str) -> list[Message]:
    """The messages of a table."""
    return only(Message, items(LinkedInMessages(), table.encode()))


def new(content: str, *, to: str = "Kim Holt", urls: str = KIM, sender: str = ROWAN, draft: str = "No") -> str:
    """A row of the years 2024 and 2025."""
    return f'c1,,Rowan Ashby,{sender},"{to}","{urls}",{TIME},Paid work,"{content}",INBOX,,{draft}\n'


def test_a_message_of_today() -> None:
    """Who wrote what to whom, when and in which conversation."""
    (message,) = messages(
        NEWEST + f'"c1","","Rowan","{ROWAN}","Kim","{KIM}","{TIME}","S","One\n\ntwo","INBOX","a.pdf"\n'
    )
    assert message.author == Handle(Platform.PROFILE, "linkedin.com/in/rowan-ashby", "Rowan")
    assert message.recipients == (Handle(Platform.PROFILE, "linkedin.com/in/kim-holt", "Kim"),)
    assert message.sent_at == datetime(2026, 3, 2, 9, tzinfo=UTC)
    assert (message.text, message.subject, message.thread) == ("One\n\ntwo", "S", "c1")
    assert (message.channel, message.attachments, message.local_time) == (Channel.LINKEDIN, ("a.pdf",), TIME)
    assert message.place == ("some.file", 0, None)


def test_a_message_of_before_2023() -> None:
    """Its recipients have names only; those who wrote in the same file are known by their profiles all the same."""
    hello = f'c1,,Rowan Ashby,{ROWAN},"Kim Holt, PhD",{TIME},,Hello,INBOX\n'
    reply = f'c1,,"Kim Holt, PhD",{KIM},"Rowan Ashby, Sam Reed",{TIME},,Hello to both,INBOX\n'
    first, second = messages(OLD + hello + reply)
    assert [handle.key for handle in first.recipients] == ["profile:linkedin.com/in/kim-holt"]
    assert [handle.key for handle in second.recipients] == ["profile:linkedin.com/in/rowan-ashby", "name:sam reed"]


def test_a_name_of_two_people() -> None:
    """It is left a name, since it may mean either."""
    one = f"c1,,Sam Reed,{ROWAN},Kim Holt,{TIME},,Hello,INBOX\n"
    other = f"c2,,Sam Reed,{KIM},Kim Holt,{TIME},,Hello,INBOX\n"
    answer = f"c2,,Kim Holt,https://linkedin.com/in/k,Sam Reed,{TIME},,Yes,INBOX\n"
    assert messages(OLD + one + other + answer)[2].recipients[0].platform is Platform.NAME


@pytest.mark.parametrize("draft", ["Yes", "true", "TRUE"])
def test_drafts(draft: str) -> None:
    """They were never sent and are passed over."""
    assert [message.text for message in messages(NEW + new("kept") + new("draft", draft=draft))] == ["kept"]


def test_sponsored_mail() -> None:
    """Its HTML is read as a person would see it; its sender has a name and no profile."""
    html = "<p class='spinmail-quill-editor__spin-break'>Dear %FIRSTNAME%</p><p>Join &amp; earn</p>"
    (message,) = messages(NEW + new(html, sender=""))
    assert message.text.split() == ["Dear", "%FIRSTNAME%", "Join", "&", "earn"]
    assert message.author == Handle(Platform.NAME, "rowan ashby", "Rowan Ashby")


def test_text_with_angle_brackets() -> None:
    """It is not taken for HTML."""
    assert messages(NEW + new("x < y and a<b, mail <kim@firm.example>"))[0].text.startswith("x < y and a<b, mail <kim")


def test_members_who_left() -> None:
    """Two of them in two conversations are two people."""
    rows = [f"{thread},,LinkedIn Member,,Kim,{TIME},,Hello,INBOX\n" for thread in ("c1", "c2")]
    first, second = messages(OLD + "".join(rows))
    assert first.author.key != second.author.key
    assert first.author.name == second.author.name == "LinkedIn Member"


@pytest.mark.parametrize("between", [",", "; ", ";"])
def test_several_recipients(between: str) -> None:
    """Profiles are told apart by comma or semicolon; names that do not pair up with them are left out."""
    (message,) = messages(NEW + new("Hi", to="Kim Holt, PhD, Sam", urls=f"{KIM}{between}{ROWAN}"))
    assert [handle.value for handle in message.recipients] == [
        "linkedin.com/in/kim-holt",
        "linkedin.com/in/rowan-ashby",
    ]
    assert {handle.name for handle in message.recipients} == {""}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("cafÃ© is openâ€™s", "café is open’s"),
        ("ðŸ˜€ ok", "😀 ok"),
        ("ÐŸÑ€Ð¸Ð²ÐµÑ‚", "Привет"),
        ("Spaß“ und »Spaß«", "Spaß“ und »Spaß«"),
        ("Ä“ É»", "Ä“ É»"),
        ("Grüße, Ã, â", "Grüße, Ã, â"),
    ],
)
def test_letters_in_a_wrong_charset(written: str, meant: str) -> None:
    """They are mended; right ones are left alone."""
    assert messages(NEW + new(written))[0].text == meant


def test_bytes_that_are_not_utf_8() -> None:
    """They are read as Windows-1252."""
    (message,) = only(Message, items(LinkedInMessages(), (NEW + new("Gr\xfc\xdfe")).encode("latin-1")))
    assert message.text == "Grüße"


def test_a_time_that_is_none() -> None:
    """The message is kept without a time."""
    found = items(LinkedInMessages(), (NEW + new("x")).replace(TIME, "soon").encode())
    assert only(Message, found)[0].sent_at is None
    assert "a DATE that is no date" in whys(only(Gap, found))


def test_a_table_cut_off_in_a_field() -> None:
    """What there is of the last row is read."""
    found = items(LinkedInMessages(), (NEW + new("one") + new("two and more"))[:-30].encode())
    assert [message.text for message in only(Message, found)] == ["one", "two and"] or only(Gap, found)


def test_a_missing_quotation_mark() -> None:
    """It is a gap, and what can be read after it is read."""
    broken = f'c1,,R,{ROWAN},K,{KIM},{TIME},,"' + "x" * 200_000 + "\n"
    found = items(LinkedInMessages(), (NEW + new("one") + broken + new("two")).encode())
    assert "one" in {message.text for message in only(Message, found)}
    assert "quotation mark" in whys(only(Gap, found))


def test_rows_of_a_wrong_size() -> None:
    """Too many fields are a gap; too few are read with a gap."""
    found = items(LinkedInMessages(), (NEW + "a,b\n" + "x," * 20 + "\n" + new("one")).encode())
    assert len(only(Gap, found)) == 3
    assert only(Message, found)[-1].text == "one"


def test_only_a_header() -> None:
    """The guide and coach files are often so: nothing, and no gap."""
    assert items(LinkedInMessages(), NEW.encode()) == []


@pytest.mark.parametrize(
    ("clock", "time"),
    [
        ("1/29/26, 2:37 PM", datetime(2026, 1, 29, 14, 37, tzinfo=UTC)),
        ("1/29/26, 12:07\u202fAM", datetime(2026, 1, 29, 0, 7, tzinfo=UTC)),
        ("29.01.26, 14:37", datetime(2026, 1, 29, 14, 37, tzinfo=UTC)),
        ("13/29/26, 2:37 PM", None),
    ],
)
def test_an_invitation_with_a_note(clock: str, time: datetime | None) -> None:
    """The note is a message from who invited to who was invited."""
    header = "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n"
    row = f'Rowan Ashby,Kim Holt,"{clock}","Hello, Kim",INCOMING,{ROWAN},{KIM}\n'
    found = items(LinkedInInvitations(), (header + row).encode())
    (message,) = only(Message, found)
    assert (message.text, message.sent_at) == ("Hello, Kim", time)
    assert message.author.value == "linkedin.com/in/rowan-ashby"
    assert [handle.value for handle in message.recipients] == ["linkedin.com/in/kim-holt"]
    assert bool(only(Gap, found)) is (time is None)


def test_an_invitation_of_before_2023() -> None:
    """It has names only; one without a note is no message."""
    table = 'From,To,Sent At,Message,Direction\nA,B,"1/29/22, 2:37 PM",,INCOMING\nA,B,"1/29/22, 2:37 PM",Hi,INCOMING\n'
    (message,) = only(Message, items(LinkedInInvitations(), table.encode()))
    assert (message.author.key, message.place.item) == ("name:a", 1)


PREAMBLE = 'Notes:\n"When exporting your connection data, you may notice that, ..."\n\n'
ENGLISH = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"


def test_connections_with_a_preamble() -> None:
    """It is passed over, whatever its length; hidden members are empty and passed over too."""
    table = (
        PREAMBLE
        + ENGLISH
        + f'Rowan,Ashby,{ROWAN},,"North, Gate",Analyst,08 Feb 2026\n,,,,,,08 Feb 2026\nSam,Reed,,,,,soon'
    )
    found = items(LinkedInConnections(), table.encode())
    rowan, sam = only(Acquaintance, found)
    assert rowan.handle == Handle(Platform.PROFILE, "linkedin.com/in/rowan-ashby", "Rowan Ashby")
    assert (rowan.employer, rowan.position, rowan.since) == ("North, Gate", "Analyst", date(2026, 2, 8))
    assert (sam.handle.key, sam.since) == ("name:sam reed", None)
    assert len(only(Gap, found)) == 1


def test_a_connection_with_an_address() -> None:
    """The address in a connection's row is told as one more handle of theirs."""
    (found,) = only(Acquaintance, items(LinkedInConnections(), f"{ENGLISH}Rowan,Ashby,{ROWAN},R@n.example,,,".encode()))
    assert [handle.key for handle in (found.handle, *found.also)] == [
        "profile:linkedin.com/in/rowan-ashby",
        "email:r@n.example",
    ]


def test_german_connections() -> None:
    """Their columns and months are known; without a URL the address is the handle."""
    columns = "Vorname,Nachname,URL,E-Mail-Adresse,Unternehmen,Position,Verbunden am\n"
    table = columns + "Rowan,Ashby,,R@n.example,N,P,8. Mai 2025\n"
    (found,) = only(Acquaintance, items(LinkedInConnections(), table.encode()))
    assert (found.handle.key, found.employer, found.since) == ("email:r@n.example", "N", date(2025, 5, 8))


@pytest.mark.parametrize(
    ("table", "reader"),
    [
        (OLD, LinkedInMessages),
        (NEWEST.lower(), LinkedInMessages),
        ("\ufeff" + NEW, LinkedInMessages),
        ("From,To,Sent At,Message,Direction\n", LinkedInInvitations),
        (PREAMBLE + ENGLISH, LinkedInConnections),
        (ENGLISH.replace("URL,", ""), LinkedInConnections),
    ],
)
def test_recognising(
    table: str, reader: type[LinkedInMessages] | type[LinkedInInvitations] | type[LinkedInConnections]
) -> None:
    """Each table is known by its columns, in any case and with a byte order mark, and by one reader alone."""
    head = Head(table.encode())
    known = [kind for kind in (LinkedInMessages, LinkedInInvitations, LinkedInConnections) if kind().recognises(head)]
    assert known == [reader]


_CELLS = st.one_of(
    st.sampled_from(["a", "", "LinkedIn Member", TIME, ROWAN, '"', "\n", "Ã©", "<p>x", "\x00"]),
    st.text(LETTERS, max_size=5),
)


@given(st.lists(_CELLS, max_size=40).map(",".join))
@UNHURRIED
def test_any_text_below_the_columns(text: str) -> None:
    """Reading ends without an error, and all of it can be written as UTF-8."""
    for message in only(Message, items(LinkedInMessages(), (NEW + text).encode("utf-8", "replace"))):
        f"{message}".encode()
    items(LinkedInInvitations(), ("From,To,Sent At,Message,Direction\n" + text).encode("utf-8", "replace"))
    items(LinkedInConnections(), (ENGLISH + text).encode("utf-8", "replace"))


@given(st.binary(max_size=200))
@UNHURRIED
def test_any_bytes_below_the_columns(data: bytes) -> None:
    """Reading ends without an error, and all text can be written as UTF-8."""
    for message in only(Message, items(LinkedInMessages(), NEW.encode() + data)):
        (message.text + message.author.name + message.thread + message.local_time).encode("utf-8")


def test_a_quotation_that_goes_on_and_on() -> None:
    """A row of countless fields, each with a line's end in it, is cut off with a gap, and what follows is read."""
    endless = "".join(f'{number}","' + "\n" for number in range(200_000))
    found = items(LinkedInMessages(), (NEW + new("one") + '"' + endless + '"\n' + new("two")).encode())
    assert [message.text for message in only(Message, found)][:1] == ["one"]
    assert "more than 1048576 characters in a row" in whys(only(Gap, found))


def test_a_message_to_names_without_number() -> None:
    """Eight times as many take about eight times as long, not sixty-four."""

    def read_names(count: int) -> None:
        messages(OLD + f'c1,,Rowan Ashby,{ROWAN},"{"Kim, " * count}Kim",{TIME},,Hello,INBOX\n' * 2)

    assert times_as_long(read_names, 3_000) < BOUND
