"""Who may ask what."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from lurewatch.desk import (
    approach,
    auditing,
    background,
    campaigns,
    cases,
    deciding,
    figures,
    hunting,
    people,
    queue,
    retention,
    revealing,
)
from lurewatch.desk.permission import ALLOWED, Request, may
from lurewatch.errors import NotAllowed
from lurewatch.model.case import CaseState, Statement
from lurewatch.model.figures import Period
from lurewatch.model.kind import Kind
from lurewatch.model.member import Member, Role
from lurewatch.model.queue import SavedView, Wanted

ASKED: dict[Request, list[Callable[[Member], object]]] = {
    Request.QUEUE: [
        lambda by: queue.queue(by, Wanted()),
        lambda by: queue.count(by, Wanted()),
        queue.newest,
        queue.views,
        lambda by: queue.save_view(by, SavedView("mine", Wanted())),
        lambda by: queue.drop_view(by, "mine"),
    ],
    Request.APPROACH: [lambda by: approach.approach(by, "A")],
    Request.DECIDE: [lambda by: deciding.decide(by, ["A"], Kind.BULK, "a newsletter")],
    Request.CONTEST: [lambda by: deciding.contest(by, "A", "a newsletter")],
    Request.TRAINING: [deciding.training],
    Request.REVEAL: [lambda by: revealing.reveal(by, "P", "to call them")],
    Request.DISCLOSED: [lambda by: revealing.disclosed(by, "A", "to call them")],
    Request.CAMPAIGNS: [campaigns.campaigns, lambda by: campaigns.campaign(by, "C")],
    Request.LINKS: [
        lambda by: campaigns.decide_link(by, campaigns.Verb.CUT, ("A", "B"), "called them"),
        campaigns.link,
    ],
    Request.HUNT: [lambda by: hunting.hunt(by, Path("none"))],
    Request.CASES: [
        lambda by: cases.open_case(by, "A case"),
        cases.listed,
        lambda by: cases.case(by, "C"),
        lambda by: cases.of_approach(by, "A"),
        lambda by: cases.stand(by, "C", cases.Standing(CaseState.OPEN, "", None)),
        lambda by: cases.retitle(by, "C", "A case"),
        lambda by: cases.put_in(by, "C"),
        lambda by: cases.take_out(by, "C"),
        lambda by: cases.note(by, "C", "a note"),
        lambda by: cases.add_task(by, "C", "call them"),
        lambda by: cases.finish(by, "C", 1),
        lambda by: cases.record(by, "C", Statement("they said", "a partner", date(2026, 3, 1))),
        lambda by: cases.due(by, date(2026, 3, 1)),
    ],
    Request.PEOPLE: [
        lambda by: people.find(by, "kim@quietlab.example"),
        lambda by: people.hand_out(by, "P", "asked in writing"),
        lambda by: people.correct(by, "kim@quietlab.example", "", "asked in writing"),
    ],
    Request.ERASE: [lambda by: people.erase(by, "P", "asked in writing")],
    Request.RETAIN: [retention.retain],
    Request.RETENTION: [retention.still_due, retention.deletions],
    Request.JOBS: [background.jobs, lambda by: background.stop(by, 1)],
    Request.FIGURES: [lambda by: figures.kept(by, Period())],
    Request.AUDIT: [auditing.entries, auditing.verify],
}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("request_", [one for one in Request if one in ASKED])
@pytest.mark.usefixtures("store")
def test_a_role_that_may_not(role: Role, request_: Request) -> None:
    """Every request refuses, by itself, whoever may not ask for it."""
    for ask in [] if may(role, request_) else ASKED[request_]:
        with pytest.raises(NotAllowed, match="you may not"):
            ask(Member("m1", role))


def test_everything_is_in_the_table() -> None:
    """Each request has its roles; those that everybody may ask are the only ones that no role is refused."""
    assert set(ALLOWED) == set(Request)
    assert {one for one in Request if ALLOWED[one] == set(Role)} == set(Request) - set(ASKED)


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR])
def test_no_content(role: Role) -> None:
    """Whoever reads the log or runs the desk sees no content and no name."""
    content = {Request.APPROACH, Request.REVEAL, Request.DISCLOSED, Request.TRAINING, Request.QUEUE, Request.CAMPAIGNS}
    assert not {one for one in content if may(role, one)}
