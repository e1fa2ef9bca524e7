"""Work in the background."""

import dataclasses
from pathlib import Path

import pytest
from tests.desk.approaches import ADMINISTRATOR, AUDITOR, LEAD, OFFICER, SETTINGS, mail, reported

from lurewatch.desk import background, campaigns
from lurewatch.desk.auditing import entries
from lurewatch.errors import NotAllowed, NotFound
from lurewatch.flow import Options
from lurewatch.model.audit import Act
from lurewatch.model.job import JobState, Work

pytestmark = pytest.mark.usefixtures("store")


@pytest.fixture
def quiet(store: object) -> int:
    """A worker has been here today; gives the number of what it did."""
    background.work(SETTINGS, once=True)
    return background.jobs(OFFICER)[0].number


def test_once_a_day() -> None:
    """A worker asks for retention by itself, once a day."""
    for _ in range(2):
        background.work(SETTINGS, once=True)
    assert [(one.work, one.state) for one in background.jobs(OFFICER)] == [(Work.RETAIN, JobState.DONE)]


def test_linking(quiet: int) -> None:
    """What is asked for is done by the worker, in the name of who asked, and asked twice it is one."""
    reported(mail(), mail(to="noor@quietlab.example", day=9))
    number = background.ask(OFFICER, Work.LINK)
    assert background.ask(LEAD, Work.LINK) == number
    assert background.jobs(OFFICER)[0].state is JobState.WAITING
    background.work(SETTINGS, once=True)
    assert (background.jobs(OFFICER)[0].state, background.jobs(OFFICER)[0].done) == (JobState.DONE, 1)
    assert campaigns.campaigns(OFFICER).linked
    assert (entries(AUDITOR)[0].act, entries(AUDITOR)[0].by) == (Act.LINKED, OFFICER.account)


def test_stopped_before_it_begins(quiet: int) -> None:
    """What waits is stopped at once, and never begins."""
    number = background.ask(OFFICER, Work.LINK)
    background.stop(ADMINISTRATOR, number)
    background.work(SETTINGS, once=True)
    assert background.jobs(OFFICER)[0].state is JobState.STOPPED
    assert campaigns.campaigns(OFFICER).linked is None
    with pytest.raises(NotFound):
        background.stop(OFFICER, 99_999)


def test_stopped_while_it_runs(quiet: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """What runs ends when it next tells how far it has come, and changes nothing."""
    from lurewatch.store import approaches, models  # noqa: PLC0415  once a store is open

    reported(mail())
    every = approaches.every

    def wanting_it_to_end() -> object:
        models.Job.objects.filter(state=JobState.RUNNING).update(stop=True)
        return every()

    monkeypatch.setattr(approaches, "every", wanting_it_to_end)
    background.ask(OFFICER, Work.LINK)
    background.work(SETTINGS, once=True)
    assert background.jobs(OFFICER)[0].state is JobState.STOPPED
    assert campaigns.campaigns(OFFICER).linked is None


def test_a_worker_that_was_killed(quiet: int) -> None:
    """What was running when a worker ended is begun again by the next."""
    from lurewatch.store import models  # noqa: PLC0415

    background.ask(OFFICER, Work.LINK)
    models.Job.objects.filter(state=JobState.WAITING).update(state=JobState.RUNNING)
    background.work(SETTINGS, once=True)
    assert background.jobs(OFFICER)[0].state is JobState.DONE
    assert campaigns.campaigns(OFFICER).linked


def test_a_fault(quiet: int, tmp_path: Path) -> None:
    """Work that cannot be done says why, and other work goes on."""
    background.ask(OFFICER, Work.LINK)
    nowhere = dataclasses.replace(SETTINGS, judging=Options(weights=tmp_path / "none"))
    background.work(nowhere, once=True)
    failed = background.jobs(OFFICER)[0]
    assert (failed.state, "none" in failed.fault) == (JobState.FAILED, True)
    background.ask(OFFICER, Work.LINK)
    background.work(SETTINGS, once=True)
    assert background.jobs(OFFICER)[0].state is JobState.DONE


def test_who_may() -> None:
    """Whoever may not ask for something may not have it done in the background either."""
    for by, work in ((AUDITOR, Work.LINK), (OFFICER, Work.RETAIN)):
        with pytest.raises(NotAllowed):
            background.ask(by, work)
