"""What partners' bulletins name, looked for among kept sketches, all of them at once."""

from pathlib import Path

from tests.linking.made import APPROACH, sent
from tests.linking.sketched import Kept

from lurewatch.linking.named import Named, earlier_of_each
from lurewatch.model.handle import Handle, Platform


def test_each_bulletin_is_told_what_it_names_and_no_other(tmp_path: Path) -> None:
    """An address, a house and a link are found with their trait; what nobody has is left out."""
    kept = Kept(
        tmp_path / "kept",
        [
            sent(1, APPROACH),
            sent(2, f"{APPROACH} See https://share.larkmere.example/brief today.", sender="ivo@harrow.example"),
        ],
    )
    named = {
        "address": Named([Handle(Platform.EMAIL, "rowan@northgate.example")]),
        "house": Named(domains=["harrow.example"]),
        "link": Named(links=["https://share.larkmere.example/brief"]),
        "nobody": Named(
            [Handle(Platform.EMAIL, "x@elsewhere.example")], ["elsewhere.example"], ["https://a.example/b"]
        ),
    }

    found = earlier_of_each(kept.opened(), named)

    told = {id_: [[trait.trait for trait in one.traits] for one in earlier] for id_, earlier in found.items()}
    assert told == {"address": [["handle"]], "house": [["domain"]], "link": [["link"]]}
    assert found["house"][0].conversation == found["link"][0].conversation != found["address"][0].conversation
    assert found["address"][0].person


def test_names_and_free_mail_are_nobodys(tmp_path: Path) -> None:
    """A name, or a free mail service as a house, finds nobody; nor does a bulletin that names nothing."""
    kept = Kept(tmp_path / "kept", [sent(1, APPROACH, sender="rowan.ashby@gmail.com")])
    named = {"a": Named([Handle(Platform.NAME, "rowan ashby")]), "b": Named(domains=["gmail.com"]), "c": Named()}

    assert earlier_of_each(kept.opened(), named) == {}
