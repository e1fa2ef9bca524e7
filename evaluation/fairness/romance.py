"""Features of second-language French and Spanish: gender, agreement, accents not typed, verbs not put into form."""

from evaluation.fairness.rewriting import Feature, by_table, feature

FRENCH: tuple[Feature, ...] = (
    by_table("gender", {"le": "la", "la": "le", "un": "une", "une": "un", "du": "de le", "des": "de les", "au": "à le"}),
    feature("articles dropped", r"\b(?:le|la|les|un|une|des) (?=\w)", ""),
    by_table("agreement", {"avons": "avoir", "avez": "avoir", "êtes": "est", "sommes": "est", "souhaitons": "souhaite", "sont": "est"}),
    feature("agreement", r"\bvous (\w+)ez\b", r"vous \1er"),
    feature("agreement", r"\bnous (\w+)ons\b", r"nous \1er", r"nous \1"),
    feature("plural without s", r"\b(\w{4,})s\b", r"\1"),
    feature("negation", r"\b(?:ne |n['’])(\w+ )(pas|jamais|rien|plus)\b", r"\1\2"),
    by_table("prepositions", {"pour": "de", "dans": "en", "sur": "de", "avec": "à", "chez": "à"}),
    by_table("accents", {"à": "a", "été": "ete", "très": "tres", "êtes": "etes", "où": "ou", "déjà": "deja", "après": "apres"}),
    feature("politeness", r"\bpourriez-vous\b", "vous pouvez", "s'il vous plaît vous pouvez"),
    feature("politeness", r"\bmerci\b", "je remercie", "merci beaucoup de vous"),
    feature("elision", r"\b([ldjnm])['’](?=\w)", r"\1e "),
)  # fmt: skip

SPANISH: tuple[Feature, ...] = (
    by_table("gender", {"el": "la", "la": "el", "un": "una", "una": "un", "los": "las", "las": "los", "del": "de el"}),
    feature("articles dropped", r"\b(?:el|la|los|las|un|una) (?=\w)", ""),
    by_table("ser and estar", {"es": "está", "está": "es", "son": "están", "están": "son", "soy": "estoy"}),
    by_table("verbs not put into form", {"quiere": "querer", "busca": "buscar", "puede": "poder", "podría": "puede", "tenemos": "tener"}),
    feature("verbs not put into form", r"\b(\w{3,})amos\b", r"\1ar"),
    feature("plural without s", r"\b(\w{4,})s\b", r"\1"),
    by_table("prepositions", {"por": "para", "para": "por", "en": "de", "con": "a", "sobre": "de"}),
    by_table("accents", {"qué": "que", "más": "mas", "está": "esta", "sí": "si", "también": "tambien", "cómo": "como"}),
    feature("subject twice", r"\b(?:nuestro|el|mi) (cliente|jefe|director)(?= \w)", r"nuestro \1 él"),
    feature("subject said", r"\b(quiero|trabajo|necesito|busco|soy|tengo)\b", r"yo \1"),
    feature("politeness", r"\bpor favor\b", "le pido favor", "favor de"),
    feature("politeness", r"\bgracias\b", "yo agradezco", "gracias muy mucho"),
)  # fmt: skip
