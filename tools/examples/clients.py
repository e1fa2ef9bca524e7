"""How mail programs differ: message ids, own headers, line lengths, whether they add an HTML copy."""

import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tools.examples.cast import digest


@dataclass(frozen=True, slots=True)
class Client:
    """A mail program. `width` 0 leaves paragraphs on one line; `flowed` ends a softly broken line with a space."""

    message_id: Callable[[str, str], str]
    width: int = 0
    flowed: bool = False
    html_copy: bool = False
    headers: Mapping[str, str] = field(default_factory=dict)


def wrapped(text: str, client: Client) -> str:
    """The text in the line lengths of the program; quoted lines stay as they are."""
    return "\n".join(_wrapped_line(line, client) for line in text.split("\n"))


def _wrapped_line(line: str, client: Client) -> str:
    if not client.width or len(line) <= client.width or line.startswith(">"):
        return line
    lines = textwrap.wrap(line, client.width, break_long_words=False, break_on_hyphens=False)
    return (" \n" if client.flowed else "\n").join(lines)


def _uuid(key: str) -> str:
    hexed = digest("uuid", key)
    return "-".join((hexed[:8], hexed[8:12], "4" + hexed[13:16], "a" + hexed[17:20], hexed[20:32]))


def _numbers(key: str) -> str:
    return f"{int(digest('n', key)[:8], 16)}.{int(digest('m', key)[:6], 16)}"


CLIENTS: Mapping[str, Client] = {
    "apple": Client(lambda key, domain: f"{_uuid(key).upper()}@{domain}", headers={"X-Mailer": "Apple Mail (2.3864)"}),
    "thunderbird": Client(
        lambda key, domain: f"{_uuid(key)}@{domain}",
        width=72,
        flowed=True,
        headers={"User-Agent": "Mozilla Thunderbird"},
    ),
    "outlook": Client(
        lambda key, domain: f"{digest('ol', key)[:32].upper()}@EX02.{domain}",
        html_copy=True,
        headers={"X-Mailer": "Microsoft Outlook 16.0"},
    ),
    "gmail": Client(lambda key, _: f"CA{digest('gm', key)[:40]}@mail.gmail.com", width=76, html_copy=True),
    "mutt": Client(
        lambda key, domain: f"{_numbers(key)}@bench.{domain}", width=72, headers={"User-Agent": "Mutt/2.2.12"}
    ),
    "webmail": Client(
        lambda key, domain: f"{_numbers(key)}@webmail.{domain}", headers={"User-Agent": "Roundhouse Webmail/1.6"}
    ),
    "bot": Client(lambda key, domain: f"{digest('bot', key)[:24]}@{domain}"),
}
