from __future__ import annotations

from pathlib import Path

from dogwatch.report.pages.index_page import index_page

from .books import CHECKOUT, book

MORE = """
storefront = Team("storefront", page="@pagerduty-Storefront", notify="@slack-storefront")
idle = Team("idle", notify="@slack-idle")
search = Feature("search", team=storefront, service="shop-api", tier=1, signals=[Traffic(min="1/s")])
alone = Monitor("alone", team=payments, title="it is old", what="w", query="avg(last_5m):avg:a{$env} > 1")
page = overview([checkout, search], team=payments)
own = feature_page(checkout)
"""


def index(folder: Path, text: str = CHECKOUT + MORE) -> list[str]:
    return list(index_page(book(folder, text)))


def section(lines: list[str], title: str) -> list[str]:
    """The lines of a section without its heading."""
    begin = lines.index(f"## {title}")
    ends = [place for place, line in enumerate(lines) if place > begin and line.startswith("## ")]
    return [line for line in lines[begin + 1 : min(ends, default=None)] if line]


def test_lists_the_features_by_the_team_that_answers(tmp_path: Path) -> None:
    lines = index(tmp_path)
    assert section(lines, "payments")[-1] == (
        "| [checkout](checkout.md) | 3 | From the cart to a paid order | `shop-api` | "
        "[what to do](../../docs/runbooks/checkout.md) |"
    )
    assert section(lines, "storefront") == [
        "Who answers: the team storefront, woken by `@pagerduty-Storefront`, reads `@slack-storefront`.",
        "| Feature | Tier | What it is | Service | Runbook |",
        "|---|---|---|---|---|",
        "| [search](search.md) | 1 | – | `shop-api` | – |",
    ]
    assert "## idle" not in lines


def test_lists_promises_dashboards_and_what_belongs_to_no_feature(tmp_path: Path) -> None:
    lines = index(tmp_path)
    assert section(lines, "Promises")[2:] == ["| [checkout](checkout.md) | 99.9% of calls succeed | 99.9% over 30d |"]
    overview, own = section(lines, "Dashboards")
    assert overview.startswith("- **All features** (`shop/overview`): Every feature")
    assert own == "- 1 of 2 features have dashboards of their own, named on their pages"
    assert (
        section(lines, "Alerts of no feature")[2]
        == r"| [\[prod\] it is old](#prod-it-is-old) | P3 | `@slack-payments` |"
    )


def test_begins_with_what_it_is_about(tmp_path: Path) -> None:
    assert index(tmp_path)[:3] == [
        "# The features of shop",
        "",
        "What is watched in `prod`, what is promised of it and who answers.",
    ]


def test_says_what_a_tier_means_by_what_its_alerts_do(tmp_path: Path) -> None:
    tiers = section(index(tmp_path), "Tiers")
    assert tiers[3] == "| 1 | 1 | nothing | 1 | `@pagerduty-Storefront` | 0 | P1 |"
    assert tiers[4] == "| 2 | 0 | nothing | 0 | nobody | 0 | – |"
    assert tiers[5].startswith("| 3 | 1 | 99.9% | 0 | nobody | ")


def test_an_alert_of_a_tier_may_be_that_of_a_synthetic_test(tmp_path: Path) -> None:
    more = """
answers = SyntheticTest("answers", feature=search, title="It answers", what="Nobody can search.",
    url="https://$env.example.com", assertions=[Assertion("statusCode", "is", 200)], locations=["aws:eu-west-1"])
"""
    tiers = section(index(tmp_path, CHECKOUT + MORE + more), "Tiers")
    assert tiers[3].startswith("| 1 | 1 | nothing | 2 | `@pagerduty-Storefront` | 0 | ")


def test_a_tier_promises_from_the_least_to_the_most(tmp_path: Path) -> None:
    promised = 'objectives=[Availability("99.95%"), LatencyObjective("99%", within="1s")], signals=[Traffic(min="1/s")]'
    more = f'login = Feature("login", team=storefront, service="shop-api", tier=2, {promised})'
    assert "| 2 | 1 | 99% to 99.95% | " in section(index(tmp_path, CHECKOUT + MORE + more), "Tiers")[4]


def test_a_catalog_without_promises_has_no_section_of_them(tmp_path: Path) -> None:
    lines = index(tmp_path, 'search = Feature("search", team=payments, service="a", signals=[Errors(rate="1%")])\n')
    assert [line for line in lines if line.startswith("## ")] == ["## payments", "## Tiers"]
