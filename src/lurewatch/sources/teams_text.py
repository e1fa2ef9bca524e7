"""What a person sees of a Microsoft Teams message, and the names of what is attached to it."""

import re
from collections.abc import Mapping

from lurewatch.sources.chat_values import object_of, objects_of, text_of, word_of
from lurewatch.text.html import Visible, visible

# Most messages are one paragraph of words, which needs no parser.
_PLAIN = re.compile(r"\s*<(p|div)>([^<&\0]*)</\1>\s*")
_EMOJI = re.compile(r"<(emoji|customemoji)\b[^<>]{0,500}?\balt=\"([^\"<>]{0,80})\"[^<>]{0,500}></\1>")
_REPLY = re.compile(r"<blockquote\b(?=[^<>]{0,500}schema\.skype\.com/Reply)")


def seen(message: Mapping[str, object]) -> Visible:
    """The text as it is shown, and what it carries unseen."""
    body = object_of(message.get("body"))
    content = text_of(body.get("content"))
    if body.get("contentType") != "html":
        return Visible(content)
    if found := _PLAIN.fullmatch(content):
        return Visible(" ".join(found[2].split()))
    if "emoji" in content:
        content = _EMOJI.sub(lambda emoji: emoji[2], content)
    if "schema.skype.com" in content:  # an answer with the words that it answers
        content = _REPLY.sub('<blockquote class="quote"', content)
    return visible(content)


def attached(message: Mapping[str, object]) -> tuple[str, ...]:
    """The names of files; their addresses may carry tokens and are left out."""
    names = [word_of(one.get("name")) for one in objects_of(message.get("attachments"))]
    return tuple(filter(None, names))
