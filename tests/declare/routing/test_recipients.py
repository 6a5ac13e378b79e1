from __future__ import annotations

from typing import Any

from dogwatch import Catalog, Feature, Monitor, Team, Tier
from dogwatch.declare import Declared
from dogwatch.declare.routing.recipients import Recipients, recipients
from dogwatch.declare.setting import Setting

TEAM = Team(
    "payments",
    page=("@pagerduty-P", "@slack-urgent"),
    notify="@slack-p",
    email="@p@example.com",
    escalate="@oncall-boss",
    elsewhere={"staging": ("@slack-s", "@s@example.com")},
)


def of(
    tier: int, env: str = "prod", *, tiers: tuple[Tier, ...] = (), escalates: bool = True, **more: Any
) -> Recipients:
    feature = Feature("checkout", team=TEAM, service="a", tier=tier)
    monitor = Monitor("m", feature=feature, query="q", title="t", what="w", **more)
    setting = Setting.of(Declared(Catalog("shop"), (TEAM,), (feature,), (), (), tiers=tiers), env)
    return recipients(monitor, setting, escalates=escalates)


def test_the_tier_says_who_is_told() -> None:
    assert of(1) == Recipients(("@slack-p",), TEAM.page, TEAM.escalate)
    assert of(2) == of(3) == Recipients(("@slack-p",))
    assert of(4) == of(5) == Recipients(("@p@example.com",))


def test_a_declared_tier_says_it_instead() -> None:
    assert of(2, tiers=(Tier(2, pages=True),)) == of(1)
    assert of(4, tiers=(Tier(4),)) == of(3)


def test_a_monitor_may_say_otherwise() -> None:
    assert of(3, pages=True) == of(1)
    assert of(1, pages=False) == of(3)


def test_nobody_hears_that_it_goes_on_where_nothing_is_told_again() -> None:
    assert of(1, escalates=False) == Recipients(("@slack-p",), TEAM.page)


def test_outside_production_only_whom_the_team_asks_for() -> None:
    assert of(1, "staging", pages=True) == Recipients(("@slack-s", "@s@example.com"))
    assert of(1, "test") == Recipients()


def test_pagers_keep_an_alert_open_and_readers_do_not() -> None:
    assert (of(1).pagers, of(1).readers) == (("@pagerduty-P", "@oncall-boss"), ("@slack-urgent",))
