"""A run by files: both learn what both have; and what a hostile partner sends ends in one sentence."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.sharing.matching.matched import DAY, SECRET, book, kept

from lurewatch.errors import BudgetSpent, ProtocolFault
from lurewatch.sharing.matching import frame, rounds
from lurewatch.sharing.matching.frame import Head, Round
from lurewatch.sharing.matching.group import POINT
from lurewatch.sharing.matching.partner import Book, Budget
from lurewatch.sharing.matching.side import Answered, Shown, Side

_SECRET = bytes.fromhex(SECRET)


@pytest.fixture
def ours(tmp_path: Path) -> Book:
    """Our book on the partner."""
    return book(tmp_path / "ours", "a")


@pytest.fixture
def theirs(tmp_path: Path) -> Book:
    """The partner's on us."""
    return book(tmp_path / "theirs", "b")


def _open(of: Book, data: bytes, day: date = DAY) -> rounds.Opened:
    found = rounds.opened(of, data, day, "file")
    rounds.ended(of, data, day, "file")
    return found


def test_a_run_of_three_files_tells_both_sides_what_both_have(ours: Book, theirs: Book) -> None:
    """Each side gets its own items that the other has too, with its own conversations."""
    offer = rounds.offer(ours, kept("a", "b", "c"), DAY)
    answer = rounds.answer(theirs, offer, kept("b", "c", "d"), DAY, "offer")
    first = _open(ours, answer)
    assert first.reply is not None
    second = _open(theirs, first.reply)

    assert first.both == second.both == kept("b", "c")
    assert second.reply is None


def test_files_have_one_length_a_size_class_and_no_value_in_them(ours: Book, theirs: Book, tmp_path: Path) -> None:
    """Whatever goes in, a file of a size class is as long as any, and no item can be found in it."""
    other = book(tmp_path / "other", "a")
    many = kept(*(f"persona{at}@northgate.example" for at in range(200)))

    short, long = rounds.offer(ours, [], DAY), rounds.offer(other, many, DAY)

    assert len(short) == len(long)
    assert b"northgate" not in long
    assert b"persona" not in rounds.answer(theirs, long, many, DAY, "offer")


def test_nothing_of_a_run_stays_when_both_have_opened_it(ours: Book, theirs: Book) -> None:
    """What each side keeps afterwards is what the other asked, and no item."""
    answer = rounds.answer(theirs, rounds.offer(ours, kept("b"), DAY), kept("b"), DAY, "offer")
    reply = _open(ours, answer).reply
    assert reply is not None
    _open(theirs, reply)

    assert [ours.partner(DAY).runs, theirs.partner(DAY).runs] == [(), ()]
    assert [one.items for one in theirs.partner(DAY).asked] == [256]


def test_a_run_that_nobody_opened_goes_when_its_time_is_over(ours: Book) -> None:
    """The items of a run whose answer never came are gone after its last day."""
    rounds.offer(ours, kept("b"), DAY)

    assert ours.partner(DAY + timedelta(rounds.DAYS)).runs
    assert not ours.partner(DAY + timedelta(rounds.DAYS + 1)).runs


def test_an_offer_that_comes_again_is_refused(ours: Book, theirs: Book) -> None:
    """A replayed offer would be answered from other items; it is refused, under way and afterwards."""
    offer = rounds.offer(ours, kept("b"), DAY)
    answer = rounds.answer(theirs, offer, kept("b"), DAY, "offer")

    with pytest.raises(ProtocolFault, match="answered already"):
        rounds.answer(theirs, offer, kept("c"), DAY, "offer")
    reply = _open(ours, answer).reply
    assert reply is not None
    _open(theirs, reply)
    with pytest.raises(ProtocolFault, match="answered already"):
        rounds.answer(theirs, offer, kept("c"), DAY, "offer")


def test_an_answer_that_was_opened_is_refused_afterwards(ours: Book, theirs: Book) -> None:
    """An answer is opened once."""
    answer = rounds.answer(theirs, rounds.offer(ours, kept("b"), DAY), kept("b"), DAY, "offer")
    _open(ours, answer)

    with pytest.raises(ProtocolFault, match="no run of this number is under way"):
        _open(ours, answer)


def test_an_answer_to_another_run_is_refused(ours: Book, theirs: Book) -> None:
    """A file whose run's number was swapped for that of another run under way does not follow what was sent."""
    first, second = rounds.offer(ours, kept("b"), DAY), rounds.offer(ours, kept("c"), DAY)
    answer = rounds.answer(theirs, first, kept("b"), DAY, "offer")
    number = frame.read(second, _SECRET, "a", "second").head.run
    file = frame.read(answer, _SECRET, "b", "answer")
    swapped = frame.written(file.head._replace(run=number), _SECRET, file.answered, file.shown)

    with pytest.raises(ProtocolFault, match="does not follow what was sent in this run"):
        rounds.opened(ours, swapped, DAY, "answer")


@pytest.mark.parametrize(
    ("day", "fault"),
    [(DAY + timedelta(rounds.DAYS + 1), "its run ended on 2026-03-16"), (DAY - timedelta(90), "60 days is the most")],
)
def test_an_offer_out_of_its_time_is_refused(ours: Book, theirs: Book, day: date, fault: str) -> None:
    """An offer whose last day is over, or lies further ahead than a run may last, is not answered."""
    offer = rounds.offer(ours, kept("b"), DAY)

    with pytest.raises(ProtocolFault, match=fault):
        rounds.answer(theirs, offer, kept("b"), day, "offer")


def test_whoever_has_asked_enough_is_told_the_day_on_which_it_opens(tmp_path: Path, ours: Book) -> None:
    """The budget holds over runs and openings of the book, and opens when the days are over."""
    theirs = book(tmp_path / "few", "b", Budget(600, 30))
    for day in (DAY, DAY + timedelta(3)):
        rounds.answer(theirs, rounds.offer(ours, [], day), [], day, "offer")
    later = DAY + timedelta(5)

    with pytest.raises(BudgetSpent, match=r"256 items asked, 88 left of 600 in 30 days; it opens on 2026-04-01"):
        rounds.answer(Book(theirs.path), rounds.offer(ours, [], later), [], later, "offer")
    opens = date(2026, 4, 1)
    assert rounds.answer(theirs, rounds.offer(ours, [], opens), [], opens, "offer")


def test_a_partner_whose_answer_asks_too_much_gets_no_reply(tmp_path: Path, theirs: Book) -> None:
    """Whoever answers asks as well: their items count, and beyond the budget neither side learns anything."""
    ours = book(tmp_path / "few", "a", Budget(300, 30))
    many = kept(*map(str, range(300)))
    answer = rounds.answer(theirs, rounds.offer(ours, kept("1"), DAY), many, DAY, "offer")

    with pytest.raises(BudgetSpent, match=r"512 items asked, 300 left of 300 in 30 days, which is never enough"):
        rounds.opened(ours, answer, DAY, "answer")


def test_what_a_partner_asked_counts_even_if_answering_failed(ours: Book, theirs: Book) -> None:
    """The items are counted before anything is computed, so that a failed try is no free one."""
    offer = rounds.offer(ours, kept("b"), DAY)
    file = frame.read(offer, _SECRET, "a", "offer")
    assert file.shown is not None
    bad = frame.written(file.head, _SECRET, shown=file.shown._replace(points=[b"\xff" * POINT] * 256))

    with pytest.raises(ProtocolFault, match="offer: an item comes twice"):
        rounds.answer(theirs, bad, kept("b"), DAY, "offer")
    assert [one.items for one in theirs.partner(DAY).asked] == [256]


def test_a_point_that_is_none_is_named_by_file_and_number(ours: Book, theirs: Book) -> None:
    """A malformed point is refused with its place, whoever holds the pair's secret."""
    file = frame.read(rounds.offer(ours, kept("b"), DAY), _SECRET, "a", "offer")
    assert file.shown is not None
    points = [*file.shown.points[:6], b"\xff" * POINT, *file.shown.points[7:]]
    bad = frame.written(file.head, _SECRET, shown=file.shown._replace(points=points))

    with pytest.raises(ProtocolFault, match="offer: item 7: bytes that are no point"):
        rounds.answer(theirs, bad, kept("b"), DAY, "offer")


def test_a_reply_by_another_key_than_the_offer_named_is_refused(ours: Book, theirs: Book) -> None:
    """Tags were handed out under one key; an answer by another, with a sound proof, tells the partner nothing."""
    answer = rounds.answer(theirs, rounds.offer(ours, kept("b"), DAY), kept("b"), DAY, "offer")
    reply = _open(ours, answer).reply
    shown = frame.read(answer, _SECRET, "b", "answer").shown
    assert reply is not None
    assert shown is not None
    liar = Side(bytes(32), [])
    head = frame.read(reply, _SECRET, "a", "reply").head._replace(key=liar.key.public.hex())

    with pytest.raises(ProtocolFault, match="by another key than the offer named"):
        rounds.opened(theirs, frame.written(head, _SECRET, liar.answered(shown.points)), DAY, "reply")


def test_a_proof_that_does_not_hold_leaves_the_run_under_way(ours: Book, theirs: Book) -> None:
    """Answers that are not all by the named key are believed in nothing, and the run waits for the true file."""
    answer = rounds.answer(theirs, rounds.offer(ours, kept("b"), DAY), kept("b"), DAY, "offer")
    file = frame.read(answer, _SECRET, "b", "answer")
    assert file.answered is not None
    bad = frame.written(file.head, _SECRET, Answered(file.answered.points, bytes(64)), file.shown)

    with pytest.raises(ProtocolFault, match="answer: the answers are not all by the key"):
        rounds.opened(ours, bad, DAY, "answer")
    assert _open(ours, answer).both == kept("b")


def _flipped(data: bytes) -> bytes:
    at = len(data) // 2
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (_flipped, "changed on its way"),
        (lambda data: data[:-1], "changed on its way"),
        (lambda data: data + b"x", "changed on its way"),
        (lambda data: data[:100], "does not begin as a file of a run"),
        (lambda data: b"", "does not begin as a file of a run"),
        (lambda data: b"[" * 5_000, "does not begin as a file of a run"),
        (lambda data: b"[" * 1_000 + b"\n" + data, "its first line is not that of a run's file"),
        (lambda data: data.replace(b'"size": 256', b'"size": 257'), "its first line is not"),
        (lambda data: data.replace(b'"size": 256', b'"size": 512'), "changed on its way"),
        (lambda data: data.replace(b'"asked": 0', b'"asked": []'), "its first line is not"),
        (lambda data: data.replace(b'"lurewatch-match": 1', b'"lurewatch-match": 2'), "its first line is not"),
        (lambda data: data.replace(b'"pair": "', b'"pair": "0'), "its first line is not"),
    ],
)
def test_a_file_that_is_not_exactly_what_was_sent_is_refused(
    ours: Book, theirs: Book, change: Callable[[bytes], bytes], fault: str
) -> None:
    """One changed, lost or added byte, a deep or long first line, another size: a sentence with the file's name."""
    offer = rounds.offer(ours, kept("b"), DAY)

    with pytest.raises(ProtocolFault, match=f"^offer: {fault}"):
        rounds.answer(theirs, change(offer), kept("b"), DAY, "offer")


def test_a_body_of_another_size_class_is_refused_even_from_the_partner(theirs: Book) -> None:
    """A true code over a head that promises 32,768 items and a body of 256 does not help."""
    side = Side(bytes(32), [])
    head = Head(Round.OFFER, "0" * 32, frame.pair_of(_SECRET), "a", 32_768, 0, DAY, side.key.public.hex())

    with pytest.raises(ProtocolFault, match=r"offer: 12,288 bytes of body, which offer has 1,572,864 of"):
        rounds.answer(theirs, frame.written(head, _SECRET, shown=side.shown()), [], DAY, "offer")


def test_our_own_file_sent_back_to_us_is_refused(ours: Book) -> None:
    """A mirror answers nothing: each side's files have a key of their own."""
    offer = rounds.offer(ours, kept("b"), DAY)

    with pytest.raises(ProtocolFault, match="this is a file of your own"):
        rounds.answer(ours, offer, kept("b"), DAY, "offer")
    with pytest.raises(ProtocolFault, match="changed on its way"):
        rounds.answer(ours, offer.replace(b'"side": "a"', b'"side": "b"'), kept("b"), DAY, "offer")


def test_a_file_for_another_pair_is_refused_before_anything_else(ours: Book, theirs: Book) -> None:
    """Without the pair's secret nothing is answered; that another partner is meant is told."""
    theirs.keep(replace(theirs.partner(DAY), secret="cd" * 32))

    with pytest.raises(ProtocolFault, match="made for another pair"):
        rounds.answer(theirs, rounds.offer(ours, kept("b"), DAY), kept("b"), DAY, "offer")


def test_a_round_that_is_not_due_is_refused_with_the_command_for_it(ours: Book, theirs: Book) -> None:
    """An offer is not opened and an answer not answered."""
    offer = rounds.offer(ours, kept("b"), DAY)
    answer = rounds.answer(theirs, offer, kept("b"), DAY, "offer")

    with pytest.raises(ProtocolFault, match="an offer; `lurewatch match answer` takes it"):
        rounds.opened(theirs, offer, DAY, "offer")
    with pytest.raises(ProtocolFault, match="the answer of a run; `lurewatch match open` takes it"):
        rounds.answer(ours, answer, kept("b"), DAY, "answer")


def test_a_file_longer_than_any_of_a_run_is_not_read_to_its_end(tmp_path: Path) -> None:
    """A file of gigabytes costs the bytes of the longest run and one more."""
    huge = tmp_path / "huge"
    with huge.open("wb") as file:
        file.truncate(8 << 30)

    with pytest.raises(ProtocolFault, match=r"huge: longer than 2,62\d,\d{3} bytes"):
        frame.bytes_of(huge)


@settings(max_examples=150, deadline=None)
@given(
    line=st.one_of(
        st.binary(max_size=300),
        st.recursive(st.none() | st.integers() | st.text(), st.lists).map(lambda value: json.dumps(value).encode()),
    ),
    rest=st.binary(max_size=300),
)
def test_no_bytes_end_in_anything_but_a_sentence(line: bytes, rest: bytes) -> None:
    """Whatever bytes come in, they are refused as a protocol fault."""
    with pytest.raises(ProtocolFault):
        frame.read(line + b"\n" + rest, _SECRET, "a", "file")


@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_no_first_line_of_wrong_values_ends_in_anything_but_a_sentence(data: st.DataObject) -> None:
    """A head with any of its values swapped for another kind of value is refused as a protocol fault."""
    side = Side(bytes(32), [])
    shown = Shown(side.key.public, [bytes(32)] * 256, [bytes(16)] * 256)
    head = Head(Round.OFFER, "0" * 32, frame.pair_of(_SECRET), "a", 256, 0, DAY, shown.public.hex())
    line, _, rest = frame.written(head, _SECRET, shown=shown).partition(b"\n")
    told = json.loads(line)
    values = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=70) | st.lists(st.none())
    name = data.draw(st.sampled_from(sorted(told)))
    told[name] = data.draw(values.filter(lambda value: value != told[name]))

    with pytest.raises(ProtocolFault):
        frame.read(json.dumps(told).encode() + b"\n" + rest, _SECRET, "a", "file")
