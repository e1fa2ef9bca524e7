"""Bulletins of every shape, for properties; all invented."""

from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from hypothesis import strategies as st

from lurewatch.model.bulletin import (
    Alleged,
    Band,
    Bulletin,
    Counts,
    Handling,
    Issue,
    Move,
    Offer,
    Pretext,
    Shown,
    Standard,
    Template,
    Tlp,
)
from lurewatch.model.handle import Platform
from lurewatch.model.kind import Stage, Verdict, What
from lurewatch.model.message import Channel
from lurewatch.model.shareable import SLOT

_DAY = datetime(2026, 3, 1, tzinfo=UTC)
_HOSTS = st.sampled_from(["larkmere.example", "mail.harrow-vale.example", "xn--mller-kva.example"])
_HANDLES = st.one_of(
    st.builds(lambda host, n: Alleged(Platform.EMAIL, f"t.weir{n}@{host}"), _HOSTS, st.integers(0, 99)),
    st.builds(lambda n: Alleged(Platform.PROFILE, f"linkedin.example/in/tobias-weir-{n}"), st.integers(0, 99)),
    st.builds(lambda n: Alleged(Platform.PHONE, f"+44{n}"), st.integers(10**6, 10**9)),
    st.builds(lambda n: Alleged(Platform.ACCOUNT, f"telegram/weir{n}"), st.integers(0, 99)),
    st.builds(lambda name: Alleged(Platform.NAME, name), st.sampled_from(["Tobias Weir", "Élodie D’Arc", "山田 花子"])),
)
_WORDS = ["we", "pay", "for", "short", "notes", "on", "your", "field", "with", "a", "client"]
_RUNS = st.lists(st.sampled_from(_WORDS), min_size=4, max_size=9)
_T = TypeVar("_T")
_E = TypeVar("_E", bound=StrEnum)


def _ordered(values: st.SearchStrategy[_T], most: int = 4) -> st.SearchStrategy[tuple[_T, ...]]:
    return st.lists(values, max_size=most, unique=True).map(lambda found: tuple(sorted(found)))  # type: ignore[type-var]


def _chosen(kind: type[_E]) -> st.SearchStrategy[tuple[_E, ...]]:
    return st.sets(st.sampled_from(list(kind))).map(lambda some: tuple(one for one in kind if one in some))


def _template(runs: list[list[str]]) -> Template:
    return tuple(f" {SLOT} ".join(" ".join(run) for run in runs).split())


SHOWN = st.builds(
    Shown, _chosen(Pretext), st.sampled_from(Stage), _chosen(What), _chosen(Offer), _chosen(Move), _chosen(Handling),
    _chosen(Channel),
)  # fmt: skip
TEMPLATES = st.lists(_RUNS, min_size=1, max_size=4).map(_template)


@st.composite
def issues(draw: st.DrawFn) -> Issue:
    """An issue: the first revision, or a later one."""
    revision = draw(st.integers(1, 4))
    later = timedelta(days=revision - 1)
    series = UUID(int=draw(st.integers(0, 2**128 - 1))) if revision > 1 else None
    return Issue(UUID(int=draw(st.integers(0, 2**128 - 1))), _DAY, _DAY + later, revision, series)


BULLETINS = st.builds(
    Bulletin, issues(), st.sampled_from(Tlp), st.sampled_from(Verdict), st.sampled_from(Standard), SHOWN,
    st.builds(Counts, st.sampled_from(Band), st.sampled_from(Band)), _ordered(_HANDLES), _ordered(_HOSTS),
    _ordered(st.integers(0, 99).map(lambda n: f"https://larkmere.example/brief/{n}")), _ordered(TEMPLATES),
    st.just(date(2026, 1, 1)) | st.none(), st.just(date(2026, 3, 1)) | st.none(),
)  # fmt: skip


def a_bulletin(**changes: object) -> Bulletin:
    """One bulletin, the same each time, but for what is to be otherwise."""
    given: dict[str, object] = {
        "issue": Issue(UUID(int=7), _DAY, _DAY),
        "tlp": Tlp.AMBER,
        "confidence": Verdict.LIKELY,
        "standard": Standard.ASSESSED,
        "shown": Shown((Pretext.REPORT,), Stage.TASK, (What.NON_PUBLIC,), (Offer.REPORT_FEE,), (Move.ENCRYPTED,)),
        "counts": Counts(Band.SOME, Band.SOME),
        "handles": (Alleged(Platform.EMAIL, "t.weir@larkmere.example"), Alleged(Platform.NAME, "Tobias Weir")),
        "domains": ("larkmere.example",),
        "links": ("https://larkmere.example/brief",),
        "templates": (("we", "pay", "for", "short", "notes", SLOT, "on", "your", "own", "field"),),
        "first": date(2026, 1, 1),
        "last": date(2026, 2, 1),
    }
    return Bulletin(**{**given, **changes})  # type: ignore[arg-type]


def template(written: str) -> Template:
    """A template as it is read."""
    return tuple(written.split(" "))
