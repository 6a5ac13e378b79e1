from __future__ import annotations

from dogwatch import Feature, Team
from dogwatch.declare.recording import recording


def feature(name: str) -> Feature:
    return Feature(name, team=Team("payments"), service="shop-api")


def test_notes_features_that_nothing_holds() -> None:
    with recording() as constructed:
        feature("checkout")
        feature("search")
    assert [one.name for one in constructed] == ["checkout", "search"]


def test_notes_nothing_outside() -> None:
    with recording() as constructed:
        pass
    feature("checkout")
    assert constructed == []


def test_notes_for_the_innermost_only() -> None:
    with recording() as outer:
        with recording() as inner:
            feature("checkout")
        feature("search")
    assert [one.name for one in inner] == ["checkout"]
    assert [one.name for one in outer] == ["search"]
