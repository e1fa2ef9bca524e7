"""The command line: what it answers, and how it ends."""

import io
import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from lurewatch import __version__
from lurewatch.cli.commands import run

_OFFER = (
    "Your expertise in quantum computing caught my eye. My client, who prefers not to be named, pays 900 for a short "
    "report on what you have not published yet. Please keep this between us, and do not tell your employer."
)


def _line(name: str, text: str = _OFFER) -> str:
    return json.dumps({"id": name, "channel": "linkedin", "messages": [{"from": "contact", "text": text}]})


@pytest.fixture
def conversations(tmp_path: Path) -> Path:
    """Two conversations as JSON Lines."""
    path = tmp_path / "conversations.jsonl"
    path.write_text(_line("quiet", "Lunch at noon on Friday?") + "\n" + _line("offer") + "\n", encoding="utf-8")
    return path


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    """It is told, and nothing else."""
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"lurewatch {__version__}\n"


def test_a_scan_as_a_table(conversations: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It prints the table and ends with 0."""
    assert run(["scan", str(conversations)]) == 0
    shown = capsys.readouterr()
    assert "of 2 conversations" in shown.out
    assert "VERDICT" in shown.out
    assert shown.err == ""


def test_a_scan_as_json(conversations: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It holds every conversation, ranked, with gaps and sources."""
    assert run(["scan", str(conversations), "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [one["id"] for one in found["conversations"]] == ["offer", "quiet"]
    assert found["gaps"] == []
    assert [source["source"] for source in found["sources"]] == [str(conversations)]


def test_a_scan_of_what_is_pasted(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A hyphen reads standard input; on a terminal it is said how to end it."""
    typed = io.TextIOWrapper(io.BytesIO(_OFFER.encode()))
    monkeypatch.setattr(typed, "isatty", lambda: True)
    monkeypatch.setattr("sys.stdin", typed)
    assert run(["scan", "-", "--format", "json"]) == 0
    shown = capsys.readouterr()
    assert [one["kind"] for one in json.loads(shown.out)["conversations"]] == ["covert-approach"]
    assert "press Ctrl-D" in shown.err


def test_a_scan_as_jsonl_into_a_file(conversations: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The file has a line for each conversation and one for the rest; standard output has none."""
    assert run(["scan", str(conversations), "--format", "jsonl", "--out", str(tmp_path / "out.jsonl")]) == 0
    assert capsys.readouterr().out == ""
    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert [set(line) >= {"gaps", "sources"} for line in lines] == [False, False, True]


def test_a_report_beside_the_table(conversations: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Both are written, and it is said where the report is."""
    assert run(["scan", str(conversations), "--html", str(tmp_path / "report.html")]) == 0
    shown = capsys.readouterr()
    assert "VERDICT" in shown.out
    assert "The report is in " in shown.err
    assert (tmp_path / "report.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_a_report_on_standard_output(conversations: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is the page alone."""
    assert run(["scan", str(conversations), "--format", "html"]) == 0
    assert capsys.readouterr().out.startswith("<!doctype html>")


def test_another_prior(conversations: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is taken, and told."""
    assert run(["assess", str(conversations), "--prior", "0.5"]) == 0
    first = json.loads(capsys.readouterr().out.splitlines()[0])
    assert first["prior_decibans"] == 0.0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "Missing command (see lurewatch --help)"),
        (["search"], "No such command 'search'"),
        (["scan"], "Missing argument 'PATH...'"),
        (["scan", "x", "--format", "xml"], "'xml' is not one of"),
        (["scan", "x", "--prior", "1"], "does not lie between 0 and 1"),
        (["scan", "x", "--prior", "nan"], "does not lie between 0 and 1"),
        (["scan", "x", "--topics", "missing.toml"], "'missing.toml' does not exist"),
        (["scan", "x", "--out", "missing/out"], "there is no folder"),
        (["assess", "missing.jsonl"], "missing.jsonl: cannot be read (No such file or directory)"),
        (["assess", "."], "cannot be read"),
        (["scan", "\x1b[31mmissing\n"], "missing"),
        (["watch"], "Missing option '--config'"),
        (["watch", "--config", "x"], "watch: not to be had here; start lurewatch from its own command"),
    ],
)
def test_bad_usage(arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    """One sentence on standard error says what is wrong, without anything a terminal obeys; the exit code is 2."""
    assert run(arguments) == 2
    shown = capsys.readouterr()
    assert words in shown.err
    assert shown.err.startswith("lurewatch: ")
    assert shown.err.count("\n") == 1
    assert shown.err[:-1].isprintable()


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "html"])
def test_nothing_readable(form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The exit code is 2, and the sentence names the file."""
    path = tmp_path / "empty.mbox"
    path.write_bytes(b"")
    assert run(["scan", str(path), "--format", form]) == 2
    assert "empty.mbox" in capsys.readouterr().err


def test_assess_answers_each_line_in_its_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A line that cannot be read gives an error in its place, and the rest go on."""
    path = tmp_path / "in.jsonl"
    path.write_text("\n".join((_line("c1"), "{not json", _line("c3"))) + "\n", encoding="utf-8")
    assert run(["assess", str(path)]) == 0
    first, second, third = map(json.loads, capsys.readouterr().out.splitlines())
    assert (first["id"], third["id"]) == ("c1", "c3")
    assert set(second) == {"id", "error"}


def _started(*arguments: str) -> subprocess.Popen[bytes]:
    pipe = subprocess.PIPE
    command = [sys.executable, "-m", "lurewatch", *arguments]
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe)


def test_a_program_that_asks_and_waits() -> None:
    """Each line is answered before the next is sent."""
    with _started("assess") as process:
        assert process.stdin
        assert process.stdout
        for name in ("c1", "c2"):
            process.stdin.write(_line(name).encode() + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == name
        process.stdin.close()
        assert process.wait(60) == 0


def test_a_reader_that_goes_away() -> None:
    """Nothing is complained of when standard output is closed."""
    with _started("assess") as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        process.stdin.write(_line("c1").encode() + b"\n")
        process.stdin.close()
        assert process.wait(60) == 141
        assert process.stderr.read() == b""


@pytest.mark.parametrize("form", ["table", "json", "html"])
def test_a_reader_of_a_scan_that_goes_away(form: str, conversations: Path) -> None:
    """Each form ends as a program does whose pipe was closed."""
    with _started("scan", str(conversations), "--format", form) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.wait(60) == 141
        assert process.stderr.read() == b""


def test_a_stop_by_the_keyboard() -> None:
    """One sentence is said, and the exit code is 130."""
    with _started("assess") as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdin.write(_line("c1").encode() + b"\n")
        process.stdin.flush()
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 130
        assert process.stderr.read() == b"lurewatch: stopped before the end\n"


def test_a_watch_without_its_extra(tmp_path: Path) -> None:
    """Where the library for it is not installed, it is said how to get it."""
    code = "import sys; sys.modules['imapclient'] = None; from lurewatch.__main__ import main; sys.exit(main())"
    command = [sys.executable, "-c", code, "watch", "--config", str(tmp_path / "x.toml")]
    done = subprocess.run(command, capture_output=True, check=False, text=True)
    assert done.returncode == 2
    assert done.stderr == "lurewatch: watch: needs imapclient, which is not there; pip install 'lurewatch[watch]'\n"


def test_what_is_not_needed_is_not_loaded() -> None:
    """The version is told without any stage; an assessment without the libraries of table and page."""
    code = "import sys, lurewatch.cli.commands as c; c.run(['--version']); print(sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout
    assert not [name for name in ("rich", "jinja2", "lurewatch.flow") if f"'{name}'" in loaded]
    code = "import sys, lurewatch.cli.assess; print(sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout
    assert not [name for name in ("rich", "jinja2") if f"'{name}'" in loaded]


def test_a_register_with_faults(conversations: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All that is wrong with it is told with its place, and nothing is read."""
    register = tmp_path / "register.csv"
    register.write_text("organisation,domains\n,northgate.example\nB,gmail.com\n", encoding="utf-8")
    for command in ("scan", "assess"):
        assert run([command, str(conversations), "--register", str(register)]) == 2
        told = capsys.readouterr().err
        assert "line 2: has no name" in told
        assert "line 3: 'gmail.com' is not a domain of one organisation" in told


def test_a_server_that_is_believed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With --authserv-id only results of that server count; without, whoever hands a header over vouches for it."""
    value = json.loads(_line("a", "I work for Northgate and have a question."))
    value["contact"] = {"handles": ["r@northgate.example"]}
    value["headers"] = {"authentication-results": "mx.lab.example; dmarc=pass"}
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(value), encoding="utf-8")
    checks = []
    for options in ([], ["--authserv-id", "lab.example"], ["--authserv-id", "other.example"]):
        assert run(["assess", str(path), *options]) == 0
        checks.append(json.loads(capsys.readouterr().out)["claims"][0]["check"])
    assert checks == ["supported", "supported", "not checkable"]


def test_no_two_handles_to_keep_apart(conversations: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is not two handles is refused in a sentence."""
    assert run(["scan", str(conversations), "--apart", "a@b.example"]) == 2
    assert "--apart a@b.example: name two handles" in capsys.readouterr().err
