"""What a reader of the examples should find: expected.json, made from texts/labels.toml and the ids in the files."""

import json
import tomllib
from collections.abc import Mapping
from typing import Any

from tools.examples.cast import HOME, TEXTS
from tools.examples.headers import message_id
from tools.examples.letters import Letter
from tools.examples.linkedin import Export, Talk

PEOPLE = (
    "mireille.adeyemi",
    "tomasz.harrow",
    "ngaio.lindqvist",
    "rafael.byrne",
    "priya.vandermeer",
    "samir.castellan",
)
ABOUT = (
    "The approaches and their benign twins in these examples. Message ids are given without angle brackets."
    " `families` is what an attentive reader would name as evidence; `alone` false marks a conversation that is only"
    " worth a second look because of the others in its group. `reports` are mails in which somebody passes on, to a"
    " colleague, what came from outside; `headers` false marks a message of which no copy with its headers is here."
)


def expected_json(letters: Mapping[str, Letter], export: Export) -> bytes:
    """The file, UTF-8, indented by two spaces."""
    labels = tomllib.loads((TEXTS / "labels.toml").read_text(encoding="utf-8"))
    talks = {talk.key: talk for talk in export.talks}
    whole = {
        "about": ABOUT,
        "organisation": {"name": "Tarnfell Instruments", "domain": HOME, "linkedin_owner": export.owner.url,
                         "people": [f"{one}@{HOME}" for one in PEOPLE]},
        "messages": _counts(letters, export),
        "approaches": [_group(one, letters, talks) for one in labels["approach"]],
        "twins": [_group(one, letters, talks) for one in labels["twin"]],
        "reports": [_report(one, letters) for one in labels["report"]],
        "hard_to_read": [_hard(one, letters) for one in labels["unreadable"]],
    }  # fmt: skip
    return (json.dumps(whole, indent=2, ensure_ascii=False) + "\n").encode("utf-8")


def _counts(letters: Mapping[str, Letter], export: Export) -> dict[str, int]:
    return {
        "mailbox.mbox": sum(not one.file for one in letters.values()),
        "linkedin-export.zip": sum(len(talk.said) for talk in export.talks),
        "invitation notes in linkedin-export.zip": sum(bool(one["note"]) for one in export.invitations),
        "reported": sum(bool(one.file) for one in letters.values()),
    }


def _group(raw: dict[str, Any], letters: Mapping[str, Letter], talks: Mapping[str, Talk]) -> dict[str, object]:
    twin = {"twin": raw["twin"]} if "twin" in raw else {}
    found = [_conversation(one, letters, talks) for one in raw["conversations"]]
    return {"id": raw["id"], "kind": raw["kind"], **twin, "conversations": found}


def _conversation(raw: dict[str, Any], letters: Mapping[str, Letter], talks: Mapping[str, Talk]) -> dict[str, object]:
    found = [letters[key] for key in raw.get("mails", ())]
    where = _mails(found) if found else _linkedin(talks[raw["linkedin"]])
    if "families" not in raw:
        return where
    return {**where, "families": raw["families"], "alone": raw.get("alone", True)}


def _linkedin(talk: Talk) -> dict[str, object]:
    source = "linkedin-export.zip/messages.csv"
    return {"channel": "linkedin", "source": source, "contact": talk.members[0].url, "conversation_id": talk.id,
            "messages": len(talk.said)}  # fmt: skip


def _mails(found: list[Letter]) -> dict[str, object]:
    outside = next(one for letter in found for one in (letter.by, *letter.to) if not one.ours)
    people = sorted({one.address for letter in found for one in (letter.by, *letter.to) if one.ours})
    source = "reported" if found[0].file else "mailbox.mbox"
    files = {"files": [letter.file for letter in found]} if found[0].file else {}
    return {"channel": "email", "source": source, "contact": outside.address, "people": people, **files,
            "message_ids": [message_id(letter) for letter in found]}  # fmt: skip


def _report(raw: dict[str, Any], letters: Mapping[str, Letter]) -> dict[str, object]:
    letter = letters[raw["mail"]]
    person = next(one for one in PEOPLE if one.startswith(raw["person"]))
    source = f"reported/{letter.file}" if letter.file else "mailbox.mbox"
    return {"source": source, "message_id": message_id(letter), "form": raw["form"], "contact": raw["contact"],
            "person": f"{person}@{HOME}", "reported_by": letter.by.address, "headers": raw["headers"]}  # fmt: skip


def _hard(raw: dict[str, str], letters: Mapping[str, Letter]) -> dict[str, str]:
    marked = {"message_id": message_id(letters[raw["mail"]])} if "mail" in raw else {}
    subject = {"subject": raw["subject"]} if "subject" in raw else {}
    return {"source": raw["source"], **marked, **subject, "why": raw["why"]}
