"""Features of second-language German: articles, genders, endings, verbs not put into form, umlauts not typed."""

from evaluation.fairness.rewriting import Feature, by_table, feature

_VERBS = {
    "arbeitet": "arbeiten", "habe": "haben", "hat": "haben", "sucht": "suchen", "möchte": "möchten", "kann": "können",
    "zahlt": "zahlen", "schreibt": "schreiben", "braucht": "brauchen", "gibt": "geben", "weiß": "wissen", "will": "wollen",
    "könnten": "können", "würden": "werden", "würde": "werden", "bin": "sein", "interessiert": "interessieren",
}  # fmt: skip

GERMAN: tuple[Feature, ...] = (
    feature("articles dropped", r"\b(?:der|die|das|den|dem|ein|eine|einen|einem|einer) (?=\w)", ""),
    by_table("gender", {"der": "die", "die": "das", "das": "der", "eine": "ein", "einen": "eine", "einem": "ein", "dem": "der"}),
    feature("endings", r"\b(\w{4,}e)[nrms]\b(?= [A-ZÄÖÜ])", r"\1", r"\1s"),
    feature("endings", r"\b(ihr|mein|unser|kein)(?:e[nrms]?)\b", r"\1", r"\1e"),
    by_table("verbs not put into form", _VERBS),
    by_table("prepositions", {"für": "zu", "bei": "in", "mit": "zu", "über": "von", "an": "in", "auf": "in", "von": "aus"}),
    by_table("umlauts", {"für": "fuer", "über": "ueber", "möchte": "mochte", "können": "konnen", "würden": "wurden"}),
    feature("subject twice", r"\b((?:unser|mein) (?:Kunde|Auftraggeber|Chef|Mandant))(?= \w)", r"\1 er"),
    feature("order", r"\b(dass|weil|wenn) (\w+) ([^,.?!]{3,40}?) (\w+)(?=[,.?!])", r"\1 \2 \4 \3"),
    feature("politeness", r"\bbitte\b", "bitte freundlich", "ich bitte sehr"),
    feature("politeness", r"\bdanke\b", "danke sehr viel", "ich danke"),
    feature("negation", r"\bkeine?[nrms]?\b", "nicht", "kein"),
    feature("zu missing", r"\bzu (?=\w+en\b)", ""),
)  # fmt: skip
