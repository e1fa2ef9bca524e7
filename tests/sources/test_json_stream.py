"""JSON read value by value."""

import io
import json
import time
import tracemalloc
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sources.made import LETTERS, UNHURRIED

from lurewatch.sources import window
from lurewatch.sources.json_stream import Fault, JsonStream

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(LETTERS, max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(LETTERS, max_size=4), inner, max_size=4),
    max_leaves=20,
)


def stream(data: bytes | str, most: int = 1_000) -> JsonStream:
    """A reading of data."""
    return JsonStream(io.BytesIO(data.encode() if isinstance(data, str) else data), most)


def elements(data: bytes | str, most: int = 1_000) -> tuple[list[object], str]:
    """The values of a list, and why it ended early."""
    reading = stream(data, most)
    return list(reading.elements()), reading.fault


@pytest.fixture(params=[1, 7, 1 << 20])
def _block(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading in blocks of one byte, of a few, of many."""
    monkeypatch.setattr(window, "_BLOCK", request.param)


@pytest.mark.usefixtures("_block")
@pytest.mark.parametrize(
    ("data", "found", "fault"),
    [
        ("[]", [], ""),
        (' [ 1 , "a\\"b" , {"k": [ ]} , null ] ', [1, 'a"b', {"k": []}, None], ""),
        ("\ufeff[12345678901234567890, 1.5e3, -0.25]", [12345678901234567890, 1500.0, -0.25], ""),
        ('["\\ud83d\\ude00", "\u00e9"]', ["\U0001f600", "\u00e9"], ""),
        ('["a\nb\t"]', ["a\nb\t"], ""),
        ("{}", [], ""),
        ('"no list"', [], ""),
        ("", [], "the file ends in the middle of it; get it anew"),
        ('[{"id": 1}, {"id', [{"id": 1}, Fault("the file ends in the middle of it; get it anew")], "the file ends"),
        ("[1, 2", [1, 2], "the file ends"),
    ],
)
def test_a_list(data: str, found: list[object], fault: str) -> None:
    """Its values come one by one, however it is written and wherever it ends."""
    values, why = elements(data)
    assert values == found
    assert why.startswith(fault)
    assert bool(why) == bool(fault)


GOOD = [{"id": 1, "t": "a"}, {"id": 3, "t": {"id": 7}}]


@pytest.mark.usefixtures("_block")
@pytest.mark.parametrize(
    "broken",
    ['{"id": 2 2}', '{"id": 2, "u": {"id": 5}, "t": "a" b}', '{"id": 2, "t": "a}', '{"id": 2, "t": a"}'],
)
def test_a_broken_value(broken: str) -> None:
    """It costs itself alone: by its brackets or by how the values begin, the next one is found."""
    first, last = map(json.dumps, GOOD)
    values, fault = elements(f"[{first}, {broken}, {last}]")
    assert (values, fault) == ([GOOD[0], Fault("not JSON; get the file anew"), GOOD[1]], "")


@pytest.mark.usefixtures("_block")
def test_a_broken_value_at_the_end() -> None:
    """Nothing comes after it that could be missed."""
    values, fault = elements('[{"id": 1, "t": "a"}, {"id": 4 "x"}]')
    assert (values, fault) == ([GOOD[0], Fault("not JSON; get the file anew")], "")


@pytest.mark.parametrize("broken", ['{"id" 1}', '{"id": "}', '{"id": 1 "', "{]"])
def test_broken_values_without_end(broken: str) -> None:
    """They end the reading at a bound that is named, in time that grows with the file."""
    began = time.process_time()
    values, fault = elements(f"[{', '.join([broken] * 100_000)}]", 4 << 20)
    assert len(values) <= 10_001
    assert "the rest was not read" in fault
    assert time.process_time() - began < 20


@pytest.mark.usefixtures("_block")
def test_a_value_that_begins_in_no_known_way() -> None:
    """What comes after it is not guessed at."""
    values, fault = elements("[1, nonsense, 2]")
    assert values[0] == 1
    assert isinstance(values[1], Fault)
    assert fault.endswith("the rest was not read")


@pytest.mark.usefixtures("_block")
@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("[" * 100_000 + "]" * 100_000, "nested too deep to be a message"),
        ("9" * 5_000, "a number too long to be one"),
        ('"' + 'x\\\\\\"' * 400 + '"', "longer than 1000 characters as JSON; not read"),
        ("[" + "[0]," * 400 + '"}\\""]', "longer than 1000 characters as JSON; not read"),
    ],
    ids=["deep", "number", "long text", "long list"],
)
def test_a_value_that_is_too_much(value: str, why: str) -> None:
    """It is passed over with the bound that it broke, and the next is read."""
    most = 300_000 if "deep" in why or "number" in why else 1_000
    values, fault = elements(f"[1, {value}, 2]", most)
    assert (values, fault) == ([1, Fault(why), 2], "")


@pytest.mark.usefixtures("_block")
def test_keys_and_steps() -> None:
    """An object is walked key by key, a list step by step; what is not read of them is passed over."""
    data = '{"about": "x", "skip": {"a": [1, "]}"]}, "list": [{"n": 1, "m": [1, 2]}, 5, {"m": [3]}], "end": true}'
    reading, found = stream(data), list[object]()
    for key in reading.keys():  # noqa: SIM118  # no dictionary
        if key == "list":
            for _ in reading.each():
                for inner in reading.keys():  # noqa: SIM118
                    if inner == "m":
                        found.extend(reading.elements())
        elif key == "end":
            found.append(reading.value())
    assert (found, reading.fault, reading.next()) == ([1, 2, 3, True], "", "")


@pytest.mark.usefixtures("_block")
@pytest.mark.parametrize("data", ['{"a" 1}', '{"a": 1', '{"a": }}', "{1: 2}", '{"a": [1, :]}', '{"a": nonsense}'])
def test_a_broken_object(data: str) -> None:
    """The walk ends, and says that something is wrong where more was to come."""
    reading = stream(data)
    for _ in reading.keys():  # noqa: SIM118
        for _ in reading.each():
            pass
    assert reading.fault or reading.next() != "{"


@pytest.mark.usefixtures("_block")
def test_lines() -> None:
    """Values that follow each other are read to the end; a broken one costs its line."""
    reading = stream('{"a": 1}\n{"a": 2,}\n\n{"a":\n 3}\n]\n{"a": 4}')
    values = list(reading.values())
    assert [value for value in values if isinstance(value, dict)] == [{"a": 1}, {"a": 3}, {"a": 4}]
    assert (len(values), reading.fault) == (5, "")


def test_bytes_that_are_no_utf_8() -> None:
    """They are kept for whoever knows better than to lose them."""
    assert elements(b'["caf\xe9"]') == (["caf\udce9"], "")


def test_a_large_list() -> None:
    """Memory does not grow with it."""
    data = b"[" + b",".join([json.dumps({"id": 1, "text": "x" * 1_000}).encode()] * 20_000) + b"]"
    tracemalloc.start()
    try:
        count = sum(isinstance(value, dict) for value in stream(data, 4 << 20).elements())
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert count == 20_000
    assert peak < 8_000_000


@given(st.lists(VALUES, max_size=6), st.sampled_from([None, 1]))
@UNHURRIED
def test_any_values(values: list[object], indent: int | None) -> None:
    """What is read is what was written."""
    assert elements(json.dumps(values, indent=indent), 100_000) == (json.loads(json.dumps(values)), "")


_WALKS: list[Callable[[JsonStream], object]] = [
    lambda reading: list(reading.elements()),
    lambda reading: list(reading.values()),
    lambda reading: list(reading.each()),
    lambda reading: list(reading.keys()),
    lambda reading: reading.value(),
]


@given(st.text('[]{}":,\\ \n1e-tnu\u00e9\ud800', max_size=40) | st.binary(max_size=30), st.sampled_from(_WALKS))
@UNHURRIED
def test_anything(data: str | bytes, walk: Callable[[JsonStream], object]) -> None:
    """Reading ends without an error."""
    walk(stream(data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data))
