"""The weights of linking as they are written."""

import tomllib

import numpy as np
from training.linking.estimate import Model
from training.linking.pairs import Compared
from training.make_link_weights import EXPERT, fitted, told, written

from lurewatch.linking.tokens import TokenKind
from lurewatch.linking.weights import SHIPPED

FILE = 'top = 1.0\n\n[m]  # shares\nphone = 0.3  # of all\n"look-alike domain" = 0.1\n\n[wording]\nphone = 2.0\n'


def test_estimates_in_their_place() -> None:
    """What was estimated stands in its section, and every other number and remark as the expert wrote it."""
    assert written(FILE, {("m", "phone"): 0.27, ("m", "look-alike domain"): 0.2}) == FILE.replace(
        "phone = 0.3  # of all", "phone = 0.27  # of all"
    ).replace("0.1", "0.2")


def test_what_ships() -> None:
    """The shipped weights are the expert's but for shares of values and what it says to share no wording."""
    expert, shipped = (tomllib.loads(path.read_text("utf-8")) for path in (EXPERT, SHIPPED))
    for section in expert.keys() - {"m", "wording"}:
        assert shipped[section] == expert[section]
    assert shipped["wording"] | {"none": 0} == expert["wording"] | {"none": 0}
    assert shipped["m"].keys() == expert["m"].keys()
    assert shipped["m"] != expert["m"]


def test_what_is_too_rare_to_tell() -> None:
    """A kind of value that few pairs share keeps the expert's share; one that many share is estimated."""
    pairs = Compared()
    for number in range(400):
        matched = number % 4 == 0
        pairs.ids.append((f"a{number}", f"b{number}"))
        pairs.rows.append((7, 6, 5) if matched else (0, 4, 1))
        pairs.kinds.append(frozenset({TokenKind.PHONE} if matched else {TokenKind.HANDLE, TokenKind.DOMAIN}))
    found = told(pairs, fitted(pairs))
    assert found["m", "phone"] > 0.8
    assert ("m", "payment") not in found
    assert ("m", "domain") not in found


def test_a_model_of_no_pairs() -> None:
    """Nothing compared leaves everything to the expert but a finite weight."""
    model = fitted(Compared())
    assert isinstance(model, Model)
    assert set(told(Compared(), model)) == {("wording", "none")}
    assert np.isfinite(told(Compared(), model)["wording", "none"])
