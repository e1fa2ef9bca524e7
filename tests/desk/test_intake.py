"""The door for mail that nobody handed in: who may open it, what it passes over unread, what it gives."""

from pathlib import Path

import pytest
from tests.desk.written import BASIS, SKIP, settings
from tests.sources.made import mail

from lurewatch.desk.intake import Intake, Judgement, Mail, Skip, opened
from lurewatch.errors import DefinitionError, NoBasis

KIM = "kim@quietlab.example"
OFFER = (
    "Your expertise in quantum computing caught my eye. My client, who prefers not to be named, pays 900 for a short "
    "report on what you have not published yet. Please keep this between us, and do not tell your employer.\n"
)


@pytest.fixture(scope="module")
def intake(tmp_path_factory: pytest.TempPathFactory) -> Intake:
    """The door of an organisation that has recorded its basis."""
    return opened(settings(tmp_path_factory.mktemp("intake"), BASIS, SKIP))


def judged(intake: Intake, new: Mail, *earlier: Mail) -> Judgement:
    """What a mail is thought of that may be read."""
    found = intake.judge(new, earlier)
    assert isinstance(found, Judgement)
    return found


def test_nothing_recorded(tmp_path: Path) -> None:
    """Without a recorded basis the door stays shut, and it is said what to do."""
    with pytest.raises(NoBasis, match=r"lurewatch.toml: no \[watching\] table.*record it first"):
        opened(settings(tmp_path, SKIP))


@pytest.mark.parametrize(
    ("entry", "instead", "fault"),
    [
        ("basis", "", "missing; write in words on what legal basis"),
        ("basis", 'basis = ""', "empty; write in words"),
        ("basis", 'basis = "  "', "empty; write in words"),
        ("basis", 'basis = "..."', "'...' holds no words"),
        ("notice", "", "missing; write how and when"),
        ("notice", "notice = true", "True is no text"),
        ("scope", "", "missing; write whose mail"),
        ("recorded_by", "", "missing; name who recorded this"),
        ("recorded_on", "", "missing; write the day"),
        ("recorded_on", "recorded_on = 2999-01-01", "2999-01-01 lies in the future"),
        ("recorded_on", 'recorded_on = "last week"', "'last week' is no date"),
    ],
)
def test_a_record_with_a_hole(entry: str, instead: str, fault: str, tmp_path: Path) -> None:
    """Whichever entry of the record is missing, empty or impossible, nothing is read, and the fault names it."""
    lines = [instead if line.startswith(f"{entry} =") else line for line in BASIS.splitlines()]
    with pytest.raises(DefinitionError) as raised:
        opened(settings(tmp_path, *lines))
    (told,) = raised.value.faults
    assert f"[watching] {entry}: {fault}" in told


def test_all_holes_at_once(tmp_path: Path) -> None:
    """A record with nothing in it tells every entry that is wanted."""
    with pytest.raises(DefinitionError) as raised:
        opened(settings(tmp_path, "[watching]"))
    assert len(raised.value.faults) == 5


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"from": "Rep <rep@union.example>"}, Skip.UNION),
        ({"from": "rep@mail.union.example"}, Skip.UNION),
        ({"from": "REP@UNION.EXAMPLE."}, Skip.UNION),
        ({"to": "Council <council@quietlab.example>, kim@quietlab.example"}, Skip.UNION),
        ({"to": "council+board@quietlab.example"}, Skip.UNION),
        ({"cc": "Team: a@firm.example, rep@union.example;"}, Skip.UNION),
        ({"reply_to": "rep@union.example"}, Skip.UNION),
        ({"sender": "rep@union.example"}, Skip.UNION),
        ({"return_path": "<bounce@lists.union.example>"}, Skip.UNION),
        ({"list_id": "Members <members.union.example>"}, Skip.UNION),
        ({"list_post": "<mailto:members@union.example>"}, Skip.UNION),
        ({"resent_from": "rep@union.example"}, Skip.UNION),
        ({"from": '"rep@union.example via Staff" <staff@quietlab.example>'}, Skip.UNION),
        ({"from": "=?utf-8?q?rep=40union=2Eexample?= <staff@quietlab.example>"}, Skip.UNION),
        ({"from": "rep (the one) @ union . example"}, Skip.UNION),
        ({"from": '"rep"@union.example'}, Skip.UNION),
        ({"to": "one@firm.example,\n rep@union.example"}, Skip.UNION),
        ({"from": "counsel@northgate.example"}, Skip.LEGAL),
        ({"from": "praxis@klinik-süd.example"}, Skip.MEDICAL),
        ({"from": "praxis@xn--klinik-sd-x9a.example"}, Skip.MEDICAL),
        ({"from": "desk@daily.example", "cc": "rep@union.example"}, Skip.UNION),
        ({"from": "desk@daily.example"}, Skip.JOURNALISTS),
    ],
)
def test_mail_of_a_listed_correspondent(fields: dict[str, str], reason: Skip, intake: Intake) -> None:
    """It is passed over for the reason of its list, wherever in the header the correspondent stands."""
    data = mail(OFFER, **fields)
    assert intake.skips(data) is reason
    assert intake.judge(Mail("queue 1", data, (KIM,))) is reason


@pytest.mark.parametrize(
    "fields",
    [
        {"from": "rowan@northgate.example"},
        {"from": "rowan@counsel.northgate.example"},
        {"from": "rep@trade-union.example"},
        {"from": "rep@union.example.northgate.example"},
        {"from": "xcouncil@quietlab.example"},
        {"subject": "rep@union.example told me"},
        {"list_id": "union.example-fans.northgate.example"},
    ],
)
def test_mail_of_others(fields: dict[str, str], intake: Intake) -> None:
    """A name that only looks like a listed one, or that stands in a subject or text, is no correspondent."""
    assert intake.skips(mail("rep@union.example\n", **fields)) is None


def test_every_occurrence_of_a_field(intake: Intake) -> None:
    """A second From counts as much as the first."""
    assert intake.skips(b"From: a@northgate.example\nFrom: rep@union.example\n\nbody\n") is Skip.UNION


def test_the_envelope(intake: Intake) -> None:
    """Who stands on the envelope alone is a correspondent as well."""
    assert intake.skips(mail(OFFER), ("Rep@Union.example",)) is Skip.UNION
    assert intake.judge(Mail("queue 1", mail(OFFER), ("council@quietlab.example",))) is Skip.UNION


def test_a_mail_attached_that_is_listed(intake: Intake) -> None:
    """The attached mail is left out and counted; the one around it is judged."""
    inner = mail("The strike ballot is on Monday.\n", **{"from": "rep@union.example"}).decode()
    body = f"--b1\n\n{OFFER}\n--b1\nContent-Type: message/rfc822\n\n{inner}\n--b1--\n"
    found = judged(intake, Mail("queue 1", mail(body, content_type='multipart/mixed; boundary="b1"'), (KIM,)))
    assert found.skipped == {Skip.UNION: 1}
    assert len(found.judged) == 1
    assert "ballot" not in repr(found)


def reported(author: str, words: str) -> bytes:
    """A mail of ours that forwards, in its text, what somebody wrote."""
    block = f"From: A. N. <{author}>\nSent: Monday, 2 March 2026 10:00\nTo: Kim <{KIM}>\nSubject: x\n\n{words}"
    return mail(f"Is this genuine?\n\n{block}", **{"from": KIM}, to="desk@quietlab.example", subject="FW: x")


def test_a_mail_forwarded_inline_that_is_listed(intake: Intake) -> None:
    """What a listed correspondent wrote is left out and counted, though it stands in the text of a report."""
    found = intake.judge_report(Mail("queue 1", reported("rep@union.example", "The strike ballot is on Monday.")))
    assert isinstance(found, Judgement)
    assert found.skipped == {Skip.UNION: 1}
    assert found.judged == ()
    assert "ballot" not in repr(found)


def test_a_report(intake: Intake) -> None:
    """What was forwarded inline is judged as the contact's, and who reported it is told."""
    found = intake.judge_report(Mail("queue 1", reported("rowan@northgate.example", OFFER)))
    assert isinstance(found, Judgement)
    assert found.likeliest
    assert found.likeliest.conversation.contact.handles[0].value == "rowan@northgate.example"
    assert [handle.value for handle in found.likeliest.conversation.reported_by] == [KIM]


def test_an_approach(intake: Intake) -> None:
    """It comes back as values: the conversation with ours, the verdict, the evidence."""
    found = judged(intake, Mail("queue 1", mail(OFFER, to=KIM), (KIM,)))
    assert found.likeliest
    assert found.likeliest.conversation.person == f"email:{KIM}"
    assert found.likeliest.assessment.said in {"realistic possibility", "likely", "highly likely", "almost certain"}
    assert not found.gaps


def test_a_blind_copy(intake: Intake) -> None:
    """Whom the envelope alone names is ours; no sender is taken for one of us for want of another."""
    found = judged(intake, Mail("queue 1", mail(OFFER, to="", **{"from": "r@northgate.example"}), ("me@gmx.example",)))
    assert found.likeliest
    assert found.likeliest.conversation.person == "email:me@gmx.example"


def test_what_ours_wrote(intake: Intake) -> None:
    """Nothing is judged of it."""
    assert not judged(intake, Mail("queue 1", mail(OFFER, to="r@northgate.example", **{"from": KIM}))).judged


def test_one_mail_to_several_of_ours(intake: Intake) -> None:
    """Each has a conversation, the likeliest first, and that they are several is evidence."""
    to = ("ana@quietlab.example", "bo@quietlab.example", KIM)
    found = judged(intake, Mail("queue 1", mail(OFFER, to=", ".join(to)), to))
    assert len(found.judged) == len(to)
    assert "several-people" in {one.indicator for one in found.judged[0].assessment.evidence}


def test_with_what_came_before(intake: Intake) -> None:
    """Earlier mails of the contact are part of the conversation; what is wrong with them is not told again."""
    before = Mail("uid 1", mail(OFFER, to=KIM, message_id="<1@x.example>", date=""))
    new = Mail("uid 2", mail("And the error rates?\n", to=KIM, message_id="<2@x.example>"), (KIM,))
    alone, together = judged(intake, new), judged(intake, new, before)
    assert alone.likeliest
    assert together.likeliest
    assert len(together.likeliest.conversation.turns) == 2
    assert together.likeliest.assessment.probability > alone.likeliest.assessment.probability
    assert not together.gaps


def test_what_came_before_is_held_against_the_lists(intake: Intake) -> None:
    """An earlier mail with a listed correspondent in it is not read."""
    before = Mail("uid 1", mail(OFFER, to=KIM, cc="rep@union.example"))
    found = judged(intake, Mail("uid 2", mail("Hello again.\n", to=KIM), (KIM,)), before)
    assert found.likeliest
    assert len(found.likeliest.conversation.turns) == 1


@pytest.mark.parametrize(
    "data", [b"", b"\r\n\r\n", b"\x00" * 50, b"From: \xff\xfe\n\n\xff", b"(" * 100_000, b"From:" + b"<@" * 99_999]
)
def test_what_is_hardly_a_mail(data: bytes, intake: Intake) -> None:
    """Whatever bytes come in, there is an answer."""
    assert isinstance(intake.judge(Mail("queue 1", data, (KIM,))), Judgement)


def test_a_mail_that_is_too_large(intake: Intake) -> None:
    """It is judged as far as it is kept, and the bound is named."""
    found = judged(intake, Mail("queue 1", mail(OFFER + "x y\n" * 3_000_000, to=KIM), (KIM,)))
    assert found.likeliest
    assert any("larger than 8 MiB" in gap.why for gap in found.gaps)
