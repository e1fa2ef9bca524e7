"""How many generated campaigns leave, and with what of ours in them."""

from collections import Counter
from dataclasses import dataclass, field

from evaluation.leaks.found import leaks, words_in
from evaluation.leaks.generated import Made, made
from lurewatch.errors import LeakStopped
from lurewatch.model.bulletin import Bulletin
from lurewatch.sharing.bulletin import Material, Terms, bulletin_of
from lurewatch.sharing.door import Door
from lurewatch.sharing.encoders import Encoder, Form, encoder
from lurewatch.sharing.ours import known, ours_of, together
from lurewatch.sharing.redact import Redactor


@dataclass(slots=True)
class Outcome:
    """Campaigns made, bulletins that left, what the door stopped by kind, leaks by kind, and what the bulletins say."""

    campaigns: int = 0
    left: int = 0
    size: int = 0
    handles: int = 0
    templates: int = 0
    stopped: Counter[str] = field(default_factory=Counter)
    leaked: Counter[str] = field(default_factory=Counter)


class Exit:
    """A form, and the door before it."""

    def __init__(self, form: Encoder) -> None:
        self._encoder = form
        self._door = Door(known(), form.of_nothing())
        self._words = words_in(form.of_nothing())

    def let_out(self, one: Made, bulletin: Bulletin, outcome: Outcome) -> None:
        """Lets a bulletin out if the door does, and looks for leaks in its bytes."""
        written = b"\n".join(self._encoder.pieces(bulletin))
        try:
            self._door.check(
                bulletin, written, together([known(topics=one.secrets.topics), ours_of(one.conversations)])
            )
        except LeakStopped as stopped:
            outcome.stopped[str(stopped)] += 1
            return
        outcome.left += 1
        outcome.size += len(written)
        outcome.leaked.update(leaks(written, one.secrets, self._words))


def measured(count: int, seed: int = 1, forms: tuple[Form, ...] = (Form.JSON, Form.STIX)) -> Outcome:
    """So many campaigns, in every form."""
    outcome, encoders = Outcome(), [encoder(form) for form in forms]
    exits = [Exit(one) for one in encoders]
    for one in made(count, seed):
        outcome.campaigns += 1
        bulletin = redacted(one)
        outcome.handles += len(bulletin.handles)
        outcome.templates += len(bulletin.templates)
        for each in exits:
            each.let_out(one, bulletin, outcome)
    return outcome


def redacted(one: Made) -> Bulletin:
    """A campaign's bulletin, as an organisation with these topics would send it."""
    material = Material(one.campaign, one.conversations, ())
    bulletin, _ = Redactor(known(topics=one.secrets.topics)).redacted(
        bulletin_of(material, Terms()), ours_of(one.conversations)
    )
    return bulletin
