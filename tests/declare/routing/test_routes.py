from __future__ import annotations

from pathlib import Path
from typing import Any

from dogwatch.declare import Again, Route, routes
from dogwatch.kinds import Resource
from tests.declare.catalogs import resources

TAGS = ["team:payments", "feature:checkout", "tier:2"]


def monitor(name: str, message: str = "@slack-a", **more: Any) -> Resource:
    body = {"type": "query alert", "message": message, "tags": TAGS, "priority": 2, "options": {}}
    return Resource("monitor", f"shop/checkout/{name}", {**body, **more})


def test_monitors_of_one_feature_that_tell_the_same_are_one_route() -> None:
    assert routes([monitor("a"), monitor("b", priority=4)]) == [
        Route(
            feature="checkout",
            team="payments",
            tier=2,
            priorities=(2, 4),
            monitors=("a", "b"),
            heard={"alert": ("@slack-a",), "recovery": ("@slack-a",)},
            again=None,
        )
    ]


def test_whether_it_warns_makes_no_other_route() -> None:
    warns = {"thresholds": {"warning": 1}}
    (route,) = routes([monitor("a"), monitor("b", options=warns), monitor("c", options={"notify_no_data": True})])
    assert list(route.heard) == ["alert", "recovery", "warning", "no data"]


def test_whom_it_warns_does() -> None:
    warns = {"thresholds": {"warning": 1}}
    other = "{{#is_warning}}@slack-b{{/is_warning}} @slack-a"
    found = routes([monitor("a", options=warns), monitor("b", other, options=warns), monitor("c")])
    assert sorted(route.monitors for route in found) == [("a", "c"), ("b",)]


def test_what_most_people_hear_stands_first() -> None:
    milder, urgent = monitor("a", priority=3), monitor("z", "{{#is_alert}}@oncall-a{{/is_alert}} @slack-a")
    found = routes([monitor("b"), milder, urgent])
    assert [route.monitors for route in found] == [("z",), ("b", "a")]
    assert found[0].handles == ("@oncall-a", "@slack-a")


def test_how_often_it_is_told_again_does() -> None:
    again = {"renotify_interval": 30, "renotify_occurrences": 4}
    found = routes([monitor("a"), monitor("b", options=again), monitor("c", options={"renotify_interval": 60})])
    assert [(route.monitors, route.again) for route in found] == [
        (("a",), None),
        (("b",), Again(30, 4)),
        (("c",), Again(60, None)),
    ]


def test_an_escalation_message_is_told_again_only() -> None:
    options = {"renotify_interval": 30, "escalation_message": "Still! @slack-boss"}
    (route,) = routes([monitor("a", options=options)])
    assert route.heard["alert"] == ("@slack-a",)
    assert route.heard["renotify"] == ("@slack-a", "@slack-boss")


def test_teams_and_features_are_told_apart_and_what_is_of_no_feature_comes_last(tmp_path: Path) -> None:
    text = """
        other = Team("other", notify="@slack-payments")
        load = Monitor("a-load", team=other, query="avg(last_5m):avg:x{$env} > 3", title="t", what="w")
        two = [Feature(name, team=payments, service="a", signals=[Errors(rate="1%")]) for name in ("search", "cart")]
        page = feature_page(two[0])
    """
    found = routes(resources(tmp_path, text).values())
    assert [(route.feature, route.team, route.tier) for route in found] == [
        ("cart", "payments", 3),
        ("search", "payments", 3),
        (None, "other", None),
    ]


def test_what_was_imported_may_have_no_team_and_tiers_of_its_own() -> None:
    (route,) = routes([monitor("a", tags=["tier:gold"])])
    assert (route.feature, route.team, route.tier) == (None, "", None)


def test_whom_a_synthetic_test_tells_stands_among_them(tmp_path: Path) -> None:
    text = """
        checkout = Feature("checkout", team=payments, service="a", tier=2)
        page = SyntheticTest("page", feature=checkout, title="It answers", what="It does not answer.", priority=2,
            locations="aws:eu-west-1", url="https://$env.example.com/", assertions=[Assertion("statusCode", "is", 200)],
            renotify=Renotify("30m", times=4))
    """
    [route] = routes(resources(tmp_path, text).values())
    assert (route.feature, route.team, route.tier, route.priorities) == ("checkout", "payments", 2, (2,))
    assert (route.monitors, route.again) == (("page",), Again(30, 4))
    assert route.heard["alert"] == route.heard["renotify"] != ()
    assert "no data" not in route.heard
