from __future__ import annotations

from pathlib import Path

from dogwatch.report import runbook

from .books import book, named

FEATURE = """
orders = Team("orders", page="@pagerduty-Orders", notify="@slack-orders")
history = Feature(
    "order-history",
    team=orders,
    service="shop-api",
    tier=1,
    description="What was *ordered*",
    signals=[
        Latency(p95="400ms"), Errors(rate="1%", compare="version"), Traffic(min="1/m"),
        Resources(cpu="50ms", memory="1GiB"), Engagement(actions=["pay"], drop="30%", against="1w"),
    ],
    objectives=[Availability("99.9%", over="30d")],
)
quiet = Feature("quiet", team=orders, service="shop-api", signals=[Traffic(min="1/m")])
by_hand = Monitor(
    "stock", feature=history, title="a shelf is | empty", what="w", query="avg(last_5m):avg:stock.left{$env} < 1"
)
"""


def rows(page: str) -> dict[str, list[str]]:
    """What the table says of each monitor, and where to look."""
    lines = [line.strip("| ").split(" | ") for line in page.splitlines() if line.startswith("| `")]
    return {name.strip("`"): rest for name, *rest in lines}


def test_says_of_each_alert_where_to_look_first(tmp_path: Path) -> None:
    shop = book(tmp_path, FEATURE)
    seen = rows(runbook(named(shop, "order-history"), shop))
    assert seen["latency-p95"] == [
        "p95 response time above 400ms",
        "what `shop-api` waits for: its database, what it calls",
    ]
    looks = {name: words[-1].split(" ")[:4] for name, words in seen.items()}
    assert looks["errors"] == looks["availability-low-traffic"] == ["the", "error", "logs", "of"]
    assert looks["errors-version"] == ["the", "version", "that", "is"]
    assert looks["traffic-min"] == ["whether", "people", "get", "to"]
    assert looks["cpu"] == ["what", "was", "released", "last;"]
    assert looks["memory"] == ["whether", "it", "grows", "since"]
    assert looks["engagement-pay-drop"] == ["the", "way", "that", "people"]
    assert looks["availability-burn-1h"] == ["the", "other", "alerts", "in"]
    assert looks["stock"] == ["its", "query", "and", "its"]


def test_parts_that_tell_nobody_are_left_out_and_the_most_urgent_come_first(tmp_path: Path) -> None:
    shop = book(tmp_path, FEATURE)
    names = list(rows(runbook(named(shop, "order-history"), shop)))
    assert names[0] == "availability-burn-1h"
    assert not [name for name in names if name.endswith(("-measured", "-few-calls"))]


def test_says_what_the_feature_is_and_whom_it_wakes(tmp_path: Path) -> None:
    shop = book(tmp_path, FEATURE)
    page = runbook(named(shop, "order-history"), shop)
    assert page.startswith(
        "# Order history: what to do when it alerts\n\nWhat was \\*ordered\\*. The service is `shop-api`. "
        "Tier 1: the most urgent alerts wake the team orders.\n\n## Which monitor was it?\n"
    )
    assert "a shelf is \\| empty" in page
    assert "Tier 3: alerts tell the team orders." in runbook(named(shop, "quiet"), shop)


def test_where_nobody_is_told_it_says_so_and_names_the_monitors_all_the_same(tmp_path: Path) -> None:
    shop = book(tmp_path, FEATURE, env="staging")
    page = runbook(named(shop, "quiet"), shop)
    assert "Tier 3: no alert tells the team orders." in page
    assert list(rows(page)) == ["traffic-min"]
