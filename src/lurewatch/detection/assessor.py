"""The order inside detection: prepare, see, weigh, stage, explain."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from lurewatch.detection import course
from lurewatch.detection.alert import Alert
from lurewatch.detection.catalogue import DETECTORS
from lurewatch.detection.claims.checker import Checks, ClaimChecker
from lurewatch.detection.classifier import WORDING, Classifier
from lurewatch.detection.everyday import Hint, hints_of, sort_of, words_of
from lurewatch.detection.explain import explain
from lurewatch.detection.languages import unjudged_language
from lurewatch.detection.register import load_register
from lurewatch.detection.rule_detector import RuleDetector, inline_concepts
from lurewatch.detection.rule_file import load_indicators, load_lexicon, load_rules
from lurewatch.detection.view import View, prepare, unjudged
from lurewatch.detection.weigh import Weighed, Weights, prior_decibans, weigh
from lurewatch.detection.weight_file import SHIPPED, load_weights
from lurewatch.errors import DefinitionError
from lurewatch.model.assessment import Assessment
from lurewatch.model.conversation import Conversation, Side
from lurewatch.model.evidence import Sighting
from lurewatch.model.gap import Gap
from lurewatch.model.kind import LIKELY, Kind, verdict
from lurewatch.text.phrases import PhraseBook
from lurewatch.text.topics import load_topics


class Assessor:
    """Assesses conversations one by one; holds rules, weights and topics, and nothing of what it has read.

    `register` is a file of organisations, `servers` are mail servers whose results on a sender are believed; without
    any, those that a conversation names.
    """

    def __init__(
        self,
        prior: float = 0.01,
        topics: Path | None = None,
        weights: Path | None = None,
        register: Path | None = None,
        servers: Iterable[str] = (),
    ) -> None:
        rules = load_rules()
        lexicon = load_lexicon()
        lexicon |= inline_concepts(rules)
        self._rules = {rule.id: rule for rule in rules}
        self._indicators = load_indicators()
        self._families = {one.id: one.family for one in self._indicators.values()}
        self._book = PhraseBook(lexicon)
        self._weights = load_weights(weights or SHIPPED)
        self._classifier = Classifier(
            self._weights.words, self._weights.of[WORDING][Kind.COVERT], self._weights.against
        )
        self._detectors = (RuleDetector(rules, lexicon), *(make(self._book) for make in DETECTORS), self._classifier)
        self._claims = ClaimChecker(self._book, load_register(register) if register else None)
        self._servers = frozenset(server.strip().lower() for server in servers if server.strip())
        self._topics = load_topics(topics) if topics else load_topics()
        self.prior = prior_decibans(prior)
        self._check()

    def _check(self) -> None:
        wanted = {rule.indicator for rule in self._rules.values() if rule.by is Side.CONTACT}
        faults = [f"indicator {name!r}: not in indicators.toml" for name in sorted(wanted - self._indicators.keys())]
        faults += [
            f"indicator {name!r}: has no weight" for name in sorted(self._indicators.keys() - self._weights.of.keys())
        ]
        if faults:
            raise DefinitionError(faults)

    def assess(self, conversation: Conversation, extra: Sequence[Sighting] = ()) -> Assessment:
        """The assessment of one conversation; `extra` are sightings that only several conversations together show."""
        view = prepare(conversation, self._book, self._servers)
        unspoken, judged = unjudged_language(view)
        gaps = [*conversation.gaps, *unjudged(view), *unspoken]
        checks = self._check_claims(view, gaps)
        seen = [*self._sight(view, gaps), *checks.sightings, *extra]
        by_contact = sorted((one for one in seen if one.indicator), key=lambda one: (one.message, one.start, one.rule))
        weighed = self._weigh(by_contact, view)
        found = self._assessment(view, seen, by_contact, weighed, gaps)
        return replace(found, claims=checks.claims, judged=judged)

    def _sight(self, view: View, gaps: list[Gap]) -> Iterable[Sighting]:
        for detector in self._detectors:
            try:
                yield from detector.sight(view)
            except (ArithmeticError, LookupError, RecursionError, TypeError, ValueError) as error:
                gaps.append(Gap("detector failed", detector.name, type(error).__name__))

    def _check_claims(self, view: View, gaps: list[Gap]) -> Checks:
        try:
            return self._claims.check(view)
        except (ArithmeticError, LookupError, TypeError, ValueError) as error:
            gaps.append(Gap("detector failed", self._claims.name, type(error).__name__))
            return Checks()

    def _assessment(
        self, view: View, seen: list[Sighting], by_contact: list[Sighting], weighed: Weighed, gaps: list[Gap]
    ) -> Assessment:
        stages = course.stages(by_contact, self._rules, view)
        return Assessment(
            id=view.conversation.id,
            probability=weighed.probability,
            decibans=weighed.total,
            prior_decibans=self.prior,
            verdict=verdict(weighed.probability),
            kind=max(weighed.kinds, key=weighed.kinds.__getitem__),
            kinds=weighed.kinds,
            stage=stages[-1].stage,
            stages=stages,
            asks=tuple(course.asks(by_contact, self._rules, view, self._topics)),
            disclosures=tuple(course.disclosures(seen, self._rules, view, self._topics)),
            claims=(),
            evidence=tuple(explain(by_contact, weighed.decibans, view, self._rules, self._indicators)),
            gaps=tuple(gaps),
            first_alert_message=self._first_alert(by_contact, weighed, view),
            calibration_decibans=self._weights.calibration or None,
        )

    def _weigh(self, sightings: list[Sighting], view: View) -> Weighed:
        length = sum(part.own_length for part in view.of(Side.CONTACT))
        return weigh(sightings, self._families, self._weights, self.prior, length)

    def _first_alert(self, sightings: list[Sighting], weighed: Weighed, view: View) -> int | None:
        """The message after which, reading no further, the verdict was first "likely"."""
        alert = Alert(self._classifier, self._families, self._weights, self.prior)
        if weighed.probability < LIKELY and not alert.can_be({one.indicator for one in sightings}):
            return None
        return alert.first(sightings, view)

    def behaviour(
        self, conversation: Conversation, *, closely: bool = False
    ) -> tuple[dict[str, float], frozenset[Hint]]:
        """What learning sees of a conversation: each indicator with its strength, and the everyday words.

        `closely`: also where the words stand. The wording's own evidence is left out: it is what is to be learned.
        """
        view = prepare(conversation, self._book, self._servers)
        checked = self._check_claims(view, []).sightings
        seen = [one for one in (*self._sight(view, []), *checked) if one.indicator and one.indicator != WORDING]
        words = hints_of(view.parts) if closely else words_of(view.parts)
        return {one.indicator: one.strength for one in reversed(seen)}, frozenset(words)

    @property
    def words(self) -> dict[Hint, float]:
        """What is known of everyday words alone, wherever they stand, in decibans."""
        return {word: value for word, value in self._weights.words.items() if not sort_of(word)}

    @property
    def weights(self) -> Weights:
        """The weights in use."""
        return self._weights
