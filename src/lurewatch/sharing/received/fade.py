"""How much of what a partner saw still tells: by its kind, and halved with each half-life since it was seen.

Expert values, not learned: a rented number and a page go to others within months, a house and a profile are kept for
years, a letter is used for as long as it works.
"""

from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from lurewatch.model.bulletin import Bulletin
from lurewatch.model.handle import Platform


class Met(StrEnum):
    """What a conversation and a bulletin have in common."""

    EMAIL = "e-mail address"
    PROFILE = "profile"
    PHONE = "telephone number"
    ACCOUNT = "account"
    DOMAIN = "domain"
    LINK = "link"
    WORDING = "wording"


class Fading(NamedTuple):
    """The share of the weight that it has when fresh, and the days after which it has half of that."""

    fresh: float
    half_life: int


FADING = {
    Met.EMAIL: Fading(1.0, 180),
    Met.PROFILE: Fading(1.0, 365),
    Met.PHONE: Fading(0.8, 120),
    Met.ACCOUNT: Fading(1.0, 180),
    Met.DOMAIN: Fading(0.6, 365),
    Met.LINK: Fading(0.6, 90),
    Met.WORDING: Fading(0.7, 540),
}
OF_PLATFORM = {
    Platform.EMAIL: Met.EMAIL,
    Platform.PROFILE: Met.PROFILE,
    Platform.PHONE: Met.PHONE,
    Platform.ACCOUNT: Met.ACCOUNT,
}


def share(met: Met, one: Bulletin, day: date) -> float:
    """How much of the weight something has that was met on a day: all of it within the months that the bulletin names.

    Before or after them it is halved with each half-life; of a bulletin without months the day of its issue counts.
    """
    first, last = seen_between(one)
    away = max((first - day).days, (day - last).days, 0)
    fresh, half_life = FADING[met]
    return float(fresh * 0.5 ** (away / half_life))


def seen_between(one: Bulletin) -> tuple[date, date]:
    """The first and the last day on which a bulletin's sender saw it, as far as it says."""
    first, last = one.first or one.last, one.last or one.first
    if first is None or last is None:
        issued = one.issue.revised.date()
        return issued, issued
    return first, (last + timedelta(days=31)).replace(day=1) - timedelta(days=1)
