"""The files in examples/ are what the texts make, and can be read by ordinary programs."""

import json
import mailbox
import re
import zipfile
from email import message_from_bytes
from pathlib import Path
from typing import Any

from tools.make_examples import ROOT, artefacts

EXAMPLES = ROOT / "examples"
LINK_OR_ADDRESS = re.compile(r"(?:@|://)([\w-]+(?:\.[\w-]+)*\.[a-z]{2,})", re.IGNORECASE)
KNOWN_HOSTS = re.compile(r"(?:^|\.)(?:example|gmail\.com|linkedin\.com)$")
BY_HAND = {"README.md", ".gitattributes"}
FAMILIES = {"offer", "persona", "handling", "ask", "elicitation", "delivery"}


def expected() -> Any:  # the file is free-form JSON; each test takes what it needs
    """The labels as committed."""
    return json.loads((EXAMPLES / "expected.json").read_text(encoding="utf-8"))


def ids_in_mail() -> set[str]:
    """All Message-IDs of the mailbox and the reported letters."""
    box = mailbox.mbox(EXAMPLES / "mailbox.mbox", create=False)
    found = [message["Message-ID"] for message in box]
    box.close()
    found += [message_from_bytes(path.read_bytes())["Message-ID"] for path in (EXAMPLES / "reported").glob("*.eml")]
    return {one.strip("<>") for one in found if one}


def test_committed_files_are_what_the_texts_make() -> None:
    """Every file in examples/ but those written by hand has the very bytes that the texts make; there is no other."""
    made = artefacts()
    there = {str(path.relative_to(EXAMPLES)) for path in EXAMPLES.rglob("*") if path.is_file()}
    assert there - BY_HAND == set(made)
    assert [name for name, content in made.items() if (EXAMPLES / name).read_bytes() != content] == []


def test_two_runs_make_the_same_bytes() -> None:
    """Nothing in the files depends on the clock, on chance or on the machine."""
    assert artefacts() == artefacts()


def test_counts_are_what_expected_json_and_readme_say() -> None:
    """The mailbox and the folder hold as many letters as stated, 250 to 300 with the export, and the README agrees."""
    counts = expected()["messages"]
    box = mailbox.mbox(EXAMPLES / "mailbox.mbox", create=False)
    assert len(box) == counts["mailbox.mbox"]
    box.close()
    total = sum(counts.values())
    assert 250 <= total <= 300
    readme = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    assert all(str(number) in readme for number in (*counts.values(), total))


def test_every_expected_id_is_in_the_files() -> None:
    """Each message id and conversation id of expected.json can be found where it says."""
    with zipfile.ZipFile(EXAMPLES / "linkedin-export.zip") as export:
        messages = export.read("messages.csv").decode("utf-8")
    groups = expected()["approaches"] + expected()["twins"]
    conversations = [one for group in groups for one in group["conversations"]]
    assert {one for talk in conversations for one in talk.get("message_ids", ())} <= ids_in_mail()
    assert all(f'"{talk["conversation_id"]}"' in messages for talk in conversations if talk["channel"] == "linkedin")


def test_every_approach_has_a_twin_and_known_families() -> None:
    """There are eight approaches, each with a benign twin and with families of evidence that the house knows."""
    labels = expected()
    assert len({one["id"] for one in labels["approaches"]}) == 8
    assert {one["twin"] for one in labels["approaches"]} <= {one["id"] for one in labels["twins"]}
    named = {family for one in labels["approaches"] for talk in one["conversations"] for family in talk["families"]}
    assert named == FAMILIES


def test_all_hosts_are_invented() -> None:
    """Every address and link stands under .example, a free-mail host that cannot hold it, or a profile's address."""
    files = [path for path in EXAMPLES.rglob("*") if path.is_file()]
    sources = [*files, *(ROOT / "tools" / "examples" / "texts").glob("*.toml")]
    hosts = {host for path in sources for host in LINK_OR_ADDRESS.findall(_text(path))}
    assert [host for host in hosts if not KNOWN_HOSTS.search(host)] == []


def test_free_mail_addresses_can_belong_to_nobody() -> None:
    """The free-mail host refuses underscores and hyphens in names, and every address there has one."""
    sources = (ROOT / "tools" / "examples" / "texts").glob("*.toml")
    names = {name for path in sources for name in re.findall(r"([\w.+-]+)@gmail\.com", path.read_text("utf-8"))}
    assert names
    assert [name for name in names if not set("_-") & set(name)] == []


def test_hard_files_are_as_hard_as_said() -> None:
    """The zip asks for a password, the cut letter lacks its end, the picture is no letter, one charset is unknown."""
    folder = EXAMPLES / "reported"
    with zipfile.ZipFile(folder / "24-contract-protected.zip") as locked:
        assert all(info.flag_bits & 1 for info in locked.infolist())
    assert not (folder / "22-cut-off.eml").read_bytes().rstrip().endswith(b"--")
    assert (folder / "25-photo-of-the-letter.eml").read_bytes().startswith(b"\xff\xd8\xff")
    assert b"charset=x-glassworks-9" in (folder / "23-strange-letters.eml").read_bytes()


def _text(path: Path) -> str:
    """The file's text with quoted-printable's line breaks undone, so that no host is cut in two."""
    return path.read_bytes().decode("utf-8", "replace").replace("=\r\n", "").replace("=\n", "").replace("=40", "@")
