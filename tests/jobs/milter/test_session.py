"""One connection: what is agreed on, what is gathered of a mail, what is answered, without any input or output."""

import struct
from collections.abc import Sequence
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.jobs.milter.peer import ALL_ACTIONS, ALL_STEPS

from lurewatch.errors import ProtocolFault
from lurewatch.jobs.milter.mail import Gathering, Mail, Room, Unjudged
from lurewatch.jobs.milter.packets import Packet, Packets
from lurewatch.jobs.milter.replies import CONTINUE, SKIP, answers
from lurewatch.jobs.milter.session import Session

HEADER = (b"From", b"Rowan <rowan@northgate.example>")


def never(header: bytes, sender: str, recipients: Sequence[str]) -> Unjudged | None:
    """Refuses nothing."""
    return None


def offer(version: int = 6, actions: int = ALL_ACTIONS, steps: int = ALL_STEPS) -> Packet:
    """What a mail server offers."""
    return Packet(b"O", struct.pack(">III", version, actions, steps))


def header(name: bytes, value: bytes) -> Packet:
    """A header as it is handed over."""
    return Packet(b"L", name + b"\0" + value + b"\0")


def begun(most: int = 1000, room: Room | None = None, steps: int = ALL_STEPS) -> Session:
    """A session that has agreed on the steps."""
    session = Session(Gathering(most, room or Room(10_000), never))
    session.take(offer(steps=steps))
    return session


def ended(session: Session, *packets: Packet) -> Mail:
    """The mail that these packets and its end make."""
    for packet in packets:
        assert session.take(packet) in (b"", CONTINUE, SKIP)
    mail = session.take(Packet(b"E", b""))
    assert isinstance(mail, Mail)
    return mail


def test_agreement() -> None:
    """Only what is needed is asked for: to add and change headers, no steps before MAIL, no answers before the body."""
    answer = Session(Gathering(1, Room(1), never)).take(offer())
    assert isinstance(answer, bytes)
    version, actions, steps = struct.unpack(">III", answer[5:])
    assert (version, actions, steps) == (6, 0x11, 0x01 | 0x02 | 0x40 | 0x80 | 0x100 | 0x200 | 0x400 | 0x4000 | 0x8000)


@given(st.integers(0, 0xFFFFFFFF), st.integers(2, 0xFFFFFFFF))
def test_agreement_with_anybody(steps: int, version: int) -> None:
    """Nothing is asked for that was not offered, nor a version that is not spoken."""
    answer = Session(Gathering(1, Room(1), never)).take(offer(version, 0xFFFFFFFF, steps))
    assert isinstance(answer, bytes)
    agreed, actions, found = struct.unpack(">III", answer[5:])
    assert agreed == min(version, 6)
    assert actions == 0x11
    assert found & ~steps == 0


@pytest.mark.parametrize(
    ("packet", "why"),
    [
        (offer(version=1), "version 1"),
        (offer(actions=0x01), "no header be added and removed"),
        (Packet(b"O", b"\0" * 11), "cut short"),
        (Packet(b"M", b"<a@b.example>\0"), "before the negotiation"),
        (Packet(b"E", b""), "before the negotiation"),
    ],
)
def test_agreement_that_fails(packet: Packet, why: str) -> None:
    """Who offers too little, or does not begin with an offer, is told off."""
    with pytest.raises(ProtocolFault, match=why):
        Session(Gathering(1, Room(1), never)).take(packet)


@pytest.mark.parametrize("packet", [offer(), Packet(b"?", b""), Packet(b"\xff", b"x")])
def test_packet_without_a_place(packet: Packet) -> None:
    """A second offer and an unknown command end the session."""
    with pytest.raises(ProtocolFault):
        begun().take(packet)


def test_whole_mail() -> None:
    """It is what a mailbox would hold, with the envelope's sender; the envelope's recipients are beside it."""
    mail = ended(
        begun(),
        Packet(b"D", b"Mi\0QUEUE1\0"),
        Packet(b"M", b"<rowan@northgate.example>\0SIZE=100\0"),
        Packet(b"R", b"<noor@quietlab.example>\0"),
        Packet(b"R", b"<kim@quietlab.example>\0NOTIFY=NEVER\0"),
        header(*HEADER),
        header(b"Subject", b"one\n two\r\n three"),
        Packet(b"B", b"Hello\r\n"),
        Packet(b"B", b"Noor\r\n"),
    )
    assert bytes(mail.raw) == (
        b"Return-Path: <rowan@northgate.example>\r\nFrom: Rowan <rowan@northgate.example>\r\n"
        b"Subject: one\r\n two\r\n three\r\n\r\nHello\r\nNoor\r\n"
    )
    assert mail.delivered_to == ("noor@quietlab.example", "kim@quietlab.example")
    assert (mail.queue_id, mail.unjudged, mail.forged, mail.dropped) == ("QUEUE1", None, {}, 0)


def test_body_in_the_last_packet() -> None:
    """What comes with the end belongs to the body."""
    session = begun()
    session.take(header(*HEADER))
    mail = session.take(Packet(b"E", b"Hello\r\n"))
    assert isinstance(mail, Mail)
    assert mail.raw.endswith(b"\r\n\r\nHello\r\n")


def test_server_that_waits_for_each_answer() -> None:
    """To one that offers no step to leave out, every step is answered."""
    session = begun(steps=0)
    for packet in (Packet(b"C", b"h\0U"), Packet(b"H", b"h\0"), Packet(b"M", b"<>\0"), Packet(b"R", b"<>\0")):
        assert session.take(packet) == CONTINUE
    for packet in (Packet(b"T", b""), header(*HEADER), Packet(b"N", b""), Packet(b"B", b"x"), Packet(b"U", b"x\0")):
        assert session.take(packet) == CONTINUE
    assert session.take(Packet(b"A", b"")) == b""


@pytest.mark.parametrize("name", [b"X-Lurewatch-Verdict", b"x-LUREWATCH-verdict", b"X-Lurewatch-Verdict \t"])
def test_header_by_our_name(name: bytes) -> None:
    """In any case it is counted, each time it comes, and is no part of what is judged."""
    forged = header(name, b"remote chance\n still")
    mail = ended(begun(), forged, header(*HEADER), header(b"X-Lurewatch-Id", b"7"), forged)
    assert mail.forged == {"X-Lurewatch-Verdict": 2, "X-Lurewatch-Id": 1}
    assert b"urewatch" not in mail.raw


def test_forged_header_that_is_too_long() -> None:
    """It is counted by its name, and the mail is judged all the same."""
    mail = ended(begun(), Packet(b"L", b"X-Lurewatch-Verdict\0" + b"x" * 100, 999_999), header(*HEADER))
    assert mail.forged == {"X-Lurewatch-Verdict": 1}
    assert mail.unjudged is None


@pytest.mark.parametrize(
    ("others", "forged", "is_too_much"),
    [(0, 3_000, False), (0, 3_200, True), (100_000, 40, False), (100_000, 60, True)],
)
def test_flood_of_forged_headers(others: int, forged: int, is_too_much: bool) -> None:
    """As many are removed as the mail server can find in some seconds; of a flood none is, and it is told."""
    session = begun(most=1 << 20)
    for _ in range(others // 100):
        session.take(header(b"X-A", b"\n" * 99))
    for _ in range(forged):
        session.take(header(b"X-Lurewatch-Verdict", b"remote chance"))
    mail = ended(session)
    assert mail.too_forged == is_too_much
    assert mail.forged == ({} if is_too_much else {"X-Lurewatch-Verdict": forged})
    session.done()
    assert not ended(session, header(b"X-Lurewatch-Verdict", b"x")).too_forged


def test_long_mail() -> None:
    """Its beginning is kept, the rest is counted."""
    mail = ended(begun(most=100), header(*HEADER), Packet(b"B", b"x" * 90), Packet(b"B", b"y" * 60))
    assert len(mail.raw) == 100
    assert mail.dropped == 90 + 60 + len(b"From: Rowan <rowan@northgate.example>\r\n\r\n") - 100
    assert mail.unjudged is None


@pytest.mark.parametrize(
    "packets",
    [
        [header(b"Subject", b"x" * 100_000) for _ in range(3)],
        [Packet(b"L", b"Subject\0x", 5)],
        [Packet(b"R", b"<noor@quietlab.example>\0") for _ in range(1_001)],
        [Packet(b"R", b"<" + b"x" * 2_000)],
        [Packet(b"M", b"<" + b"x" * 2_000)],
    ],
)
def test_header_or_envelope_that_is_too_long(packets: list[Packet]) -> None:
    """The mail is not judged, nothing of it is held, and its body is declined."""
    room = Room(1 << 20)
    session = begun(most=1 << 20, room=room)
    for packet in packets:
        session.take(packet)
    assert session.take(Packet(b"B", b"x")) == SKIP
    mail = ended(session)
    assert mail.unjudged is Unjudged.HEADER
    assert not mail.raw
    assert room.free == 1 << 20


def test_more_mail_than_there_is_room_for() -> None:
    """A mail that finds no room is not judged, and gives back what it had; the others go on."""
    room = Room(150)
    first, second = begun(room=room), begun(room=room)
    first.take(Packet(b"B", b"x" * 90))
    assert ended(second, Packet(b"B", b"y" * 90)).unjudged is Unjudged.CROWDED
    mail = ended(first)
    assert mail.unjudged is None
    assert len(mail.raw) == 92
    first.done()
    second.done()
    assert room.free == 150


def test_sender_who_had_signed_in() -> None:
    """Our own people's mail is not judged; the next mail on the connection is judged anew."""
    session = begun()
    mail = ended(session, Packet(b"D", b"M{auth_type}\0PLAIN\0i\0Q1\0"), Packet(b"M", b"<kim@quietlab.example>\0"))
    assert mail.unjudged is Unjudged.OUTSIDE
    session.done()
    assert ended(session, Packet(b"D", b"M{auth_type}\0\0"), header(*HEADER)).unjudged is None


def test_refused_mail() -> None:
    """It is asked once, with header and envelope, before the first of the body; then nothing is held."""
    asked = []

    def refuses(head: bytes, sender: str, recipients: Sequence[str]) -> Unjudged | None:
        asked.append((head, sender, tuple(recipients)))
        return Unjudged.SKIPPED

    session = Session(Gathering(1000, Room(1000), refuses))
    session.take(offer())
    session.take(Packet(b"M", b"<rep@union.example>\0"))
    session.take(Packet(b"R", b"<noor@quietlab.example>\0"))
    assert session.take(Packet(b"B", b"Between us")) == SKIP
    mail = ended(session)
    assert mail.unjudged is Unjudged.SKIPPED
    assert not mail.raw
    assert asked == [(b"Return-Path: <rep@union.example>\r\n", "rep@union.example", ("noor@quietlab.example",))]


@pytest.mark.parametrize("command", [b"A", b"K"])
def test_mail_that_is_broken_off(command: bytes) -> None:
    """Nothing of it reaches the next one."""
    room = Room(1000)
    session = begun(room=room)
    session.take(Packet(b"M", b"<rowan@northgate.example>\0"))
    session.take(header(b"X-Lurewatch-Id", b"7"))
    session.take(Packet(b"B", b"first"))
    states = [session.is_idle]
    assert session.take(Packet(command, b"")) == b""
    assert [*states, session.is_idle] == [False, True]
    assert room.free == 1000
    mail = ended(session, Packet(b"B", b"second"))
    assert (bytes(mail.raw), mail.forged, mail.delivered_to) == (b"\r\nsecond", {}, ())


@pytest.mark.parametrize("name", [b"i\0\x1b[31m\0", b"i\0A B\0", b"i\0" + b"Q" * 33 + b"\0", b"i", b"", b"i\0"])
def test_queue_id_that_is_none(name: bytes) -> None:
    """What could steer a terminal or forge a line of the log is not taken."""
    assert ended(begun(), Packet(b"D", b"E" + name)).queue_id == ""


@given(st.lists(st.tuples(st.sampled_from(b"ABCDEHKLMNORTU"), st.binary(max_size=200), st.integers(0, 1))))
def test_any_packets(sent: list[tuple[int, bytes, int]]) -> None:
    """No order and no content of packets does anything but be answered or end the session; no room is lost."""
    room = Room(500)
    session = begun(most=300, room=room)
    for command, data, dropped in sent:
        try:
            answer = session.take(Packet(bytes([command]), data, dropped))
        except ProtocolFault:
            break
        if isinstance(answer, Mail):
            assert len(answer.raw) <= 300
            session.done()
        assert 0 <= room.free <= 500
    session.done()
    assert room.free == 500


@given(st.binary(max_size=400))
def test_any_bytes(sent: bytes) -> None:
    """Whatever comes over the wire is packets, or a fault of the protocol."""
    session, packets = begun(), Packets(100)
    with suppress(ProtocolFault):
        for packet in packets.feed(sent):
            if isinstance(session.take(packet), Mail):
                session.done()


def test_answers() -> None:
    """The last forged header goes first, then ours come, and the mail is always let through."""
    told = list(answers({"X-Lurewatch-Verdict": 2, "X-Lurewatch-Id": 1}, "likely", "0a1b"))
    assert told == [
        b"\0\0\0\x1am\0\0\0\2X-Lurewatch-Verdict\0\0",
        b"\0\0\0\x1am\0\0\0\1X-Lurewatch-Verdict\0\0",
        b"\0\0\0\x15m\0\0\0\1X-Lurewatch-Id\0\0",
        b"\0\0\0\x1chX-Lurewatch-Verdict\0likely\0",
        b"\0\0\0\x15hX-Lurewatch-Id\x000a1b\0",
        CONTINUE,
    ]
    assert list(answers({}, "", "")) == [CONTINUE]
