from __future__ import annotations

from typing import Any

import pytest

from dogwatch import Catalog, Team
from dogwatch.declare.rules.team import team_mistakes


def said(**arguments: Any) -> list[str]:
    found = team_mistakes(Team("payments", **arguments), Catalog("shop", production=["prod"]))
    return [f"{mistake.subject}: {mistake.seen}" for mistake in found]


def test_finds_nothing_wrong_with_a_good_team() -> None:
    assert (
        said(
            page=("@oncall-payments", "@team-payments"),
            notify="@slack-payments",
            email="@payments@example.com",
            escalate="@pagerduty-Managers",
            elsewhere={"staging": ("@slack-payments-staging", "@payments@example.com")},
        )
        == []
    )


@pytest.mark.parametrize("argument", ["page", "notify", "email", "escalate"])
def test_a_wrong_handle_is_reported_under_its_argument(argument: str) -> None:
    handles = {"page": "@oncall-a", argument: ["@oncall-a", "pagerduty-x"] if argument == "page" else "pagerduty-x"}
    assert said(**handles) == [
        f"team payments: {argument}: 'pagerduty-x' does not begin with @, so Datadog would not deliver to it"
    ]


@pytest.mark.parametrize("pager", ["@oncall-a", "@opsgenie-a", "@pagerduty-a", "@victorops-a"])
def test_nobody_is_woken_outside_production(pager: str) -> None:
    wakes = f"team payments: elsewhere: '{pager}' wakes somebody, and nothing of staging is worth that"
    assert said(elsewhere={"staging": ["@slack-a", pager]}) == [wakes]


def test_an_environment_has_a_name() -> None:
    assert said(elsewhere={"": ()}) == ["team payments: elsewhere: '' names no environment"]
    assert said(elsewhere={"My Env": "@slack-a"}) == ["team payments: elsewhere: 'My Env' is no name of an environment"]


@pytest.mark.parametrize("handle", ["@shop/payments", "@ann", "@a-b-9/web_team.x", "@" + "a" * 39])
def test_a_team_may_be_one_of_github(handle: str) -> None:
    assert said(github=handle) == []


@pytest.mark.parametrize(
    "handle",
    ["shop/payments", "@", "@shop/", "@-a", "@a--b", "@a b", "@a/b/c", "@a\n", "@ä", "@" + "a" * 40, "a@b.example", 5],
)
def test_another_handle_is_none_of_github(handle: object) -> None:
    found = said(github=handle)
    assert found == [f"team payments: github: {handle!r} is no team or user of GitHub"]
