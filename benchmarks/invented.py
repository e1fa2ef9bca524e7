"""Invented text of ordinary working life, the same for the same seed."""

from random import Random

_SENTENCES = (
    "Thank you for the {thing}, it arrived on {day} and we have begun to read it.",
    "Could you let me know by {day} whether the {thing} can be moved to the next room?",
    "The {thing} is still with {who}, who hopes to finish it before the end of the month.",
    "I have put the {thing} into the shared folder; please tell me if anything is missing.",
    "We would be glad to see you at the {event} on {day}, there will be coffee and a short talk.",
    "As we said on the telephone, the invoice for the {thing} is attached and is due in thirty days.",
    "{who} is away until {day}, so please write to the office if it cannot wait.",
    "The second part of the {thing} took longer than planned, since two of the tests had to be run again.",
    "Nothing has changed about the {event}, except that it now begins at half past nine.",
    "Did you have a chance to look at the {thing} that {who} sent round last week?",
    "Our group is looking for somebody to give a talk at the {event}; would {day} suit you?",
    "The order for the {thing} has left our warehouse and should be with you on {day}.",
    "I agree with most of it, only the numbers in the third table of the {thing} look odd to me.",
    "Please find below the minutes of the {event}, and correct me where I have misheard something.",
    "The position that we talked about is open until {day}, and you may apply through the page of our firm.",
    "If you prefer not to get these messages any more, follow the link at the end and choose so.",
    "{who} asked whether the {thing} is public by now, or only after the {event}.",
    "It was good to meet you at the {event}; I would like to hear more of your published work some day.",
)
_WORDS = {
    "thing": ("report", "draft", "printer", "contract", "data sheet", "budget", "manual", "poster", "sample", "paper"),
    "event": ("workshop", "seminar", "review", "conference", "summer party", "committee meeting", "open day"),
    "day": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "12 March", "the 3rd"),
    "who": ("Rowan Ashby", "Mireille Okonjo", "the treasurer", "our librarian", "Tamsin Vale", "Piet Lindqvist"),
}


def sentence(draw: Random) -> str:
    """One sentence."""
    return draw.choice(_SENTENCES).format_map({name: draw.choice(words) for name, words in _WORDS.items()})


def text_of(draw: Random, length: int) -> str:
    """A text of exactly so many characters."""
    parts: list[str] = []
    while sum(map(len, parts)) + len(parts) < length:
        parts.append(sentence(draw))
    return " ".join(parts)[:length].ljust(length, ".")


def paragraphs(draw: Random, count: int) -> str:
    """So many paragraphs of two to five sentences, in lines as mail has them."""
    return "\n\n".join("\n".join(sentence(draw) for _ in range(draw.randint(2, 5))) for _ in range(count))
