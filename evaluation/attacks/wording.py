"""The same said otherwise: slips of the hand, and other words."""

import re
from random import Random

from evaluation.attacks.text import on_texts, on_words

# English; in other languages these words hardly occur, and the attack does little.
_SYNONYMS = {
    "confidential": "private", "discreet": "quiet", "discreetly": "quietly", "report": "write-up", "paper": "piece",
    "client": "customer", "clients": "customers", "fee": "payment", "pay": "reward", "paid": "rewarded",
    "payment": "reward", "insight": "view", "insights": "views", "expertise": "know-how", "expert": "specialist",
    "experts": "specialists", "unpublished": "unreleased", "internal": "in-house", "colleagues": "co-workers",
    "colleague": "co-worker", "employer": "company", "company": "firm", "opportunity": "chance", "role": "post",
    "position": "post", "consultant": "adviser", "consulting": "advisory", "research": "study",
    "project": "piece of work", "projects": "pieces of work", "interview": "conversation",
    "call": "chat", "meeting": "get-together",
    "invite": "ask", "travel": "journey", "flight": "plane", "hotel": "lodging", "cover": "take care of",
    "send": "pass on", "share": "pass along", "tell": "let me know", "details": "particulars", "document": "file",
    "documents": "files", "data": "numbers", "figures": "numbers", "roadmap": "plan", "team": "group",
    "friend": "pal", "secret": "between us", "quickly": "fast", "urgent": "pressing", "today": "this very day",
    "month": "four weeks", "salary": "wage", "interested": "curious", "interest": "curiosity", "profile": "page",
    "impressed": "struck", "background": "experience", "field": "area", "industry": "sector", "market": "business",
    "investor": "backer", "investors": "backers", "funding": "money", "grant": "award", "conference": "congress",
    "article": "story", "source": "voice", "question": "query", "questions": "queries", "answer": "reply",
    "answers": "replies", "whatsapp": "my messenger", "phone": "handset", "email": "mail", "address": "location",
    "passport": "travel paper", "remote": "from home", "flexible": "easy-going", "hours": "time",
}  # fmt: skip
_WORD = re.compile(r"[A-Za-z]+")


def _slip(word: str, random: Random) -> str:
    at = random.randrange(1, len(word) - 1)
    ways = (
        word[:at] + word[at + 1 :],
        word[:at] + word[at] * 2 + word[at + 1 :],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    )
    return ways[random.randrange(3)]


def _others(text: str, random: Random) -> str:
    def other(word: re.Match[str]) -> str:
        found = _SYNONYMS.get(word[0].lower())
        if found is None or random.random() > 0.8:
            return word[0]
        return found.capitalize() if word[0][0].isupper() else found

    return _WORD.sub(other, text)


typos = on_texts(on_words(_slip, 0.15, shortest=4))
synonyms = on_texts(_others)
