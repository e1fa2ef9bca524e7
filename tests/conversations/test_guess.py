"""Who is ours."""

import pytest

from lurewatch.conversations.assemble import Assembly
from lurewatch.conversations.identity import Owners, parse_owner, same_house
from lurewatch.model.export import Export
from lurewatch.model.handle import Handle, Platform
from lurewatch.model.message import Channel, Message
from lurewatch.model.place import Place


def owners(letters: list[tuple[str, ...]], given: tuple[str, ...] = (), delivered: str = "") -> Owners:
    """Who is ours if these were all the mails, each its author and recipients."""
    assembly = Assembly(given)
    for number, (author, *to) in enumerate(letters):
        people = tuple(Handle(Platform.EMAIL, one) for one in (*to, *([delivered] if delivered else [])))
        headers = {"delivered-to": f"<{delivered}>"} if delivered else {}
        place = Place("mail.mbox", number)
        handle = Handle(Platform.EMAIL, author)
        assembly.add(Message(str(number), handle, people, "", Channel.EMAIL, place, headers=headers))
    return assembly.owners()


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Ada@Lab.example", "email:ada@lab.example"),
        ("mailto:ada@lab.example", "email:ada@lab.example"),
        ("@lab.example", "@lab.example"),
        ("lab.example", "@lab.example"),
        ("https://www.linkedin.com/in/Ada-Vale/?x=1", "profile:linkedin.com/in/ada-vale"),
        ("uk.linkedin.com/in/ada", "profile:linkedin.com/in/ada"),
        ("+44 20 7946 0000", "phone:+442079460000"),
        ("Ada  Vale", "name:ada vale"),
        ("telegram/user17", "account:telegram/user17"),
    ],
)
def test_owner_as_written(written: str, meant: str) -> None:
    """An owner may be given in any way that people write an address."""
    assert parse_owner(written) == meant


def test_mailbox_of_an_organisation() -> None:
    """The domain to which most mail goes is ours as a whole, and the guess is told with its share."""
    found = owners(
        [("x@a.example", "ada@lab.example"), ("y@b.example", "bo@mail.lab.example"), ("ada@lab.example", "x@a.example")]
    )
    assert found.guessed
    assert found.is_ours("email:cy@lab.example")
    assert not found.is_ours("email:x@a.example")
    assert found.sentence.startswith("Ours, by guess: every address at lab.example (in 3 of 3 mails);")


def test_mailbox_at_a_free_mail_service() -> None:
    """Of free mail only the one address is ours, not all who have their mail there."""
    found = owners([("x@gmail.com", "ada@gmail.com"), ("y@b.example", "ada@gmail.com")])
    assert found.is_ours("email:ada@gmail.com")
    assert not found.is_ours("email:x@gmail.com")


def test_one_letter() -> None:
    """Of a single mail the recipient is ours, not its author."""
    assert owners([("x@a.example", "ada@lab.example")]).domains == {"lab.example"}


def test_subscriber_of_a_list() -> None:
    """Where a list is the recipient, the address to which the mail was delivered tells who is ours."""
    found = owners(
        [("x@a.example", "list@lists.example"), ("y@b.example", "list@lists.example")], delivered="ada@lab.example"
    )
    assert found.domains == {"lab.example"}


def test_folder_of_sent_mail() -> None:
    """In a folder of what one of ours wrote, the author is ours."""
    found = owners([("ada@lab.example", f"x@{name}.example") for name in "abc"])
    assert found.domains == {"lab.example"}


def test_owner_given() -> None:
    """What was given is believed, said, and nothing is guessed beside it."""
    found = owners([("x@a.example", "ada@lab.example"), ("x@a.example", "bo@lab.example")], ("ada@lab.example",))
    assert not found.guessed
    assert found.sentence == "Ours, as given: ada@lab.example."
    assert not found.is_ours("email:bo@lab.example")


def test_owner_given_who_takes_no_part() -> None:
    """Where nobody given takes part, a guess is made and told beside what was given."""
    found = owners([("x@a.example", "ada@lab.example")], ("linkedin.com/in/ada",))
    assert found.guessed
    assert found.is_ours("profile:linkedin.com/in/ada")
    assert found.is_ours("email:ada@lab.example")


def test_addresses_of_one_house() -> None:
    """Two addresses at one organisation's domain are of one house, two at a free-mail service are not."""
    assert same_house("email:a@lab.example", "email:b@x.lab.example")
    assert not same_house("email:a@gmail.com", "email:b@gmail.com")
    assert not same_house("profile:x/a", "profile:x/b")


def chats(
    letters: list[tuple[str, ...]], given: tuple[str, ...] = (), told: tuple[str, ...] = (), threads: int = 1
) -> Assembly:
    """An assembly that has read an export of chats, each message its author and recipients."""
    assembly = Assembly(given)
    assembly.add(Export("export.zip", tuple(Handle(Platform.ACCOUNT, one) for one in told)))
    for number, (author, *to) in enumerate(letters):
        people = [Handle(Platform.ACCOUNT, one) for one in (author, *to)]
        place = Place(f"export.zip/c{number % threads}/day.json", number)
        thread = str(number % threads)
        assembly.add(Message(str(number), people[0], tuple(people[1:]), "", Channel.CHAT, place, thread=thread))
    return assembly


def test_export_that_says_whose_it_is() -> None:
    """It is believed, and no guess is made beside it."""
    found = chats([("x/1", "x/2"), ("x/1", "x/3")], told=("x/2", "x/3")).owners()
    assert (found.guessed, found.sentence) == (False, "Ours, as the export says: x/2, x/3.")
    assert found.is_ours("account:x/3")
    assert not found.is_ours("account:x/1")


def test_owner_given_of_an_export_that_says_whose_it_is() -> None:
    """What was given is believed before what the export says, where they take part in it."""
    assembly = chats([("telegram/user1", "x/2")], ("telegram/user1",), ("x/2",))
    assert assembly.owners().handles == {"account:telegram/user1"}


def test_folders_of_one_export() -> None:
    """They count as one, so that whoever takes part in the most of its conversations is ours."""
    found = chats([("x/1", "x/2"), ("x/3", "x/2")], threads=2).owners()
    assert found.handles == {"account:x/2"}
    assert "in 2 of 2 conversations" in found.sentence


@pytest.mark.parametrize("letters", [[("x/1", "x/2", "x/3")], [("x/1",)]], ids=["a group", "no recipients"])
def test_export_that_does_not_show_whose_it_is(letters: list[tuple[str, ...]]) -> None:
    """Nobody is guessed to be ours; each is read as a contact, and there is a gap."""
    assembly = chats(letters)
    assert assembly.owners().handles == frozenset()
    assert [one.contact.handles[0].value for one in assembly.conversations()] == ["x/1"]
    assert [(gap.what, gap.where) for gap in assembly.gaps] == [("who is ours", "export.zip")]
