"""What is asked, in the order of the report; a new question is one file and one line."""

from collections.abc import Callable

from evaluation.protocols.attacks import attacks
from evaluation.protocols.budget import budget
from evaluation.protocols.calibration import calibration
from evaluation.protocols.campaigns import campaigns
from evaluation.protocols.course import course
from evaluation.protocols.early import early
from evaluation.protocols.held_out import held_out
from evaluation.protocols.languages import languages
from evaluation.protocols.lures import lures
from evaluation.protocols.ordinary import ordinary
from evaluation.protocols.scam import scam
from evaluation.protocols.seconvo import seconvo
from evaluation.protocols.twins import twins
from evaluation.report import Section
from evaluation.run import Run

PROTOCOLS: tuple[Callable[[Run], Section | None], ...] = (
    lures,
    twins,
    held_out,
    seconvo,
    ordinary,
    budget,
    scam,
    course,
    early,
    languages,
    attacks,
    campaigns,
    calibration,
)
