"""From which day on what is kept has had its time."""

from collections.abc import Mapping
from datetime import date, timedelta

from lurewatch.model.retention import KeptAs


def cutoffs(days: Mapping[KeptAs, int], today: date) -> Mapping[KeptAs, date]:
    """For each class the day before which it must not have been changed last; what is older goes."""
    return {one: today - timedelta(days=number) for one, number in days.items()}
