from __future__ import annotations

from dogwatch import Monitor, Team
from dogwatch.declare.declaration import beside

from .features import feature

CHECKOUT = feature()
WORDS = {"title": "t", "what": "w", "query": "avg(last_5m):avg:x{$env} > 1"}


def test_its_path_begins_with_its_feature() -> None:
    assert Monitor("busy", feature=CHECKOUT, **WORDS).path == "checkout/busy"
    assert Monitor("busy", team="payments", **WORDS).path == "busy"


def test_its_reference_leaves_the_catalog_open() -> None:
    assert Monitor("busy", feature=CHECKOUT, **WORDS).reference == "${monitor:$catalog/checkout/busy}"


def test_its_own_team_answers_before_the_features() -> None:
    search = Team("search")
    assert Monitor("busy", feature=CHECKOUT, **WORDS).owner is CHECKOUT.team
    assert Monitor("busy", feature=CHECKOUT, team=search, **WORDS).owner is search


def test_what_stands_beside_it_belongs_where_it_belongs() -> None:
    one = Monitor("one", feature=CHECKOUT, team="x", service="y", environments="prod", tags=["a:b"], **WORDS)
    other = Monitor("two", **WORDS, **beside(one))
    assert (other.feature, other.team, other.service) == (CHECKOUT, "x", "y")
    assert (other.environments, other.tags, other.place) == (("prod",), ("a:b",), one.place)


def test_knows_its_line() -> None:
    monitor = Monitor("busy", **WORDS)
    assert monitor.place.file == __file__
    assert monitor.place.line == test_knows_its_line.__code__.co_firstlineno + 1
