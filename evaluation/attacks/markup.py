"""Tricks of HTML: each text written as a mail's body, and read back as a person would see it."""

from random import Random

from evaluation.attacks.text import Rewrite, on_texts, on_words
from lurewatch.text.html import visible

_BREAKERS = (
    "<b></b>",
    "<!-- x -->",
    "<span style='display:none'>qz</span>",
    "<font size=0></font>",
    "&#8203;",
    "<wbr>",
)
_HIDDEN = "<div style='font-size:0;color:#fff'>thank you for your order, your parcel is on its way</div>"


def _broken(word: str, random: Random) -> str:
    at = random.randrange(1, len(word))
    return word[:at] + random.choice(_BREAKERS) + word[at:]


def _through(change: Rewrite, around: str) -> Rewrite:
    def rewrite(text: str, random: Random) -> str:
        escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>\n")
        return visible(f"<html><body>{around}<div>{change(escaped, random)}</div></body></html>").text

    return rewrite


html_tricks = on_texts(_through(on_words(_broken, 0.5), _HIDDEN))
entities = on_texts(_through(lambda text, _: "".join(f"&#{ord(c)};" if c.isalpha() else c for c in text), ""))
