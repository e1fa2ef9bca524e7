"""Inputs to begin with, made by code: for each target a few that show what its format can hold.

Each seed of a reader has the canary where a message's text stands. Everybody and everything in them is invented.
"""

from collections.abc import Callable, Mapping

from fuzz.seeds import archives, chats, conversations, linkedin, mail, outlook, pictures, texts

SEEDS: Mapping[str, Callable[[], tuple[bytes, ...]]] = {
    "eml": mail.mails,
    "mbox": mail.mailboxes,
    "maildir": mail.mails,
    "jsonl": conversations.lines,
    "linkedin_messages": linkedin.messages,
    "linkedin_invitations": linkedin.invitations,
    "linkedin_connections": linkedin.connections,
    "msg": outlook.saved,
    "winmail": outlook.winmails,
    "pst": outlook.data_files,
    "telegram": chats.telegrams,
    "teams": chats.teams,
    "whatsapp": chats.whatsapps,
    "signal": chats.signals,
    "slack_day": chats.slack_days,
    "slack": chats.slacks,
    "pasted": chats.pasted,
    "mapped": chats.mapped,
    "screenshot": chats.pictures,
    "archives": archives.archives,
    "assess": conversations.lines,
    "shown": conversations.lines,
    "html": texts.pages,
    "text": texts.texts,
    "rtf": outlook.rich_texts,
    "heap": outlook.heaps,
    "marks": pictures.pictures,
}


def seeds_of(name: str) -> tuple[bytes, ...]:
    """The seeds of a target; the target `whole` begins with those of all others."""
    if name == "whole":
        return tuple(seed for make in SEEDS.values() for seed in make())
    return SEEDS[name]()
