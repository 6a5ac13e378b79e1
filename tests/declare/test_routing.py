"""Who is told: environment, tier, severity and transition, through the real `check` and the text of the messages."""

from __future__ import annotations

from pathlib import Path

import pytest

from dogwatch.declare import check, load
from dogwatch.declare.routing.transitions import transitions_of
from dogwatch.message import Transition
from dogwatch.message.told import told

from .catalogs import write

CATALOG = """
from dogwatch import *

payments = Team(
    "payments",
    page="@pagerduty-P",
    notify="@slack-p",
    email="@p@example.com",
    escalate="@oncall-boss",
    elsewhere={"staging": "@slack-p-staging"},
)
mails = Tier(5, priority=5, email=True)
checkouts = [
    Feature(
        f"checkout-{tier}",
        team=payments,
        service="shop-api",
        tier=tier,
        signals=[Latency(p95=Limit("400ms", warn="300ms")), Traffic(min="1/s")],
        objectives=[Availability("99.9%", budget="50%")],
    )
    for tier in (1, 2, 3, 4, 5)
]
silent = Monitor("silent", team=payments, title="t", what="w", query="avg(last_5m):avg:x{$env} > 3",
    options={"notify_no_data": True})
urgent = Monitor("urgent", team=payments, title="t", what="w", query="avg(last_5m):avg:x{$env} > 3", pages=True,
    renotify=Renotify("10m"))
by_hand = Monitor("by-hand", team=payments, title="t", what="w {{#is_alert}}@slack-x{{/is_alert}}",
    query="avg(last_5m):avg:x{$env} > 3", warn=2)
catalog = Catalog("shop")
"""

PAGED = "@pagerduty-P @slack-p"
ENDED = "@pagerduty-P @oncall-boss @slack-p"
ESCALATED = "@pagerduty-P @oncall-boss @slack-p"
CHANNEL = "@slack-p"
MAIL = "@p@example.com"
T = Transition

# Monitor, and in production: priority, and who hears of an alert, of its end, of a warning, of no data, of it going on.
ROWS: dict[str, tuple[int, str, str, str | None, str | None, str | None]] = {
    "checkout-1/latency-p95": (1, PAGED, ENDED, CHANNEL, None, ESCALATED),
    "checkout-1/traffic-min": (1, PAGED, ENDED, None, None, ESCALATED),
    "checkout-1/availability-burn-1h": (1, PAGED, ENDED, None, None, ESCALATED),
    "checkout-1/availability-burn-6h": (2, CHANNEL, CHANNEL, None, None, None),
    "checkout-1/availability-burn-24h": (3, CHANNEL, CHANNEL, None, None, None),
    "checkout-1/availability-budget": (3, CHANNEL, CHANNEL, None, None, None),
    "checkout-1/availability-low-traffic": (2, CHANNEL, CHANNEL, None, None, None),
    "checkout-2/latency-p95": (2, CHANNEL, CHANNEL, CHANNEL, None, CHANNEL),
    "checkout-2/availability-burn-1h": (2, CHANNEL, CHANNEL, None, None, CHANNEL),
    "checkout-2/availability-burn-6h": (3, CHANNEL, CHANNEL, None, None, None),
    "checkout-3/latency-p95": (3, CHANNEL, CHANNEL, CHANNEL, None, None),
    "checkout-4/latency-p95": (4, MAIL, MAIL, MAIL, None, None),
    "checkout-4/availability-burn-24h": (5, MAIL, MAIL, None, None, None),
    "checkout-5/latency-p95": (5, MAIL, MAIL, MAIL, None, None),
    "silent": (3, CHANNEL, CHANNEL, None, CHANNEL, None),
    "urgent": (3, PAGED, ENDED, None, None, ESCALATED),
    "by-hand": (3, "@slack-x @slack-p", CHANNEL, CHANNEL, None, None),
}


def bodies(folder: Path, env: str) -> dict[str, dict[str, object]]:
    made = check(load(write(folder, features=CATALOG)), env)
    return {resource.key.partition("/")[2]: resource.body for resource in made if resource.kind == "monitor"}


def heard(body: dict[str, object]) -> dict[Transition, str]:
    return {each: " ".join(told(str(body["message"]), each)) for each in transitions_of(body)}


@pytest.mark.parametrize("name", ROWS)
def test_in_production_severity_and_tier_say_who_is_told(tmp_path: Path, name: str) -> None:
    body = bodies(tmp_path, "prod")[name]
    hears = heard(body)
    columns = (T.ALERT, T.RECOVERY, T.WARNING, T.NO_DATA, T.RENOTIFY)
    assert (body["priority"], *map(hears.get, columns)) == ROWS[name]


@pytest.mark.parametrize("name", [name for name in ROWS if name != "by-hand"])
def test_elsewhere_a_channel_that_was_asked_for_hears_everything(tmp_path: Path, name: str) -> None:
    staging = bodies(tmp_path, "staging")[name]
    assert set(heard(staging).values()) == {"@slack-p-staging"}
    assert "priority" not in staging
    assert "renotify_interval" not in staging["options"]  # type: ignore[operator]


@pytest.mark.parametrize("name", [name for name in ROWS if name != "by-hand"])
def test_elsewhere_nobody_is_told_who_was_not_asked_for(tmp_path: Path, name: str) -> None:
    assert set(heard(bodies(tmp_path, "test")[name]).values()) == {""}


def test_whoever_is_woken_hears_of_every_way_in_which_it_ends(tmp_path: Path) -> None:
    for body in bodies(tmp_path, "prod").values():
        hears = heard(body)
        if "@pagerduty-P" in hears[T.ALERT]:
            endings = [each for each in hears if "is_recovery" in each.value]
            assert all(hears[ending] == ENDED for ending in endings)
