from __future__ import annotations

import re

import pytest

import dogwatch
from dogwatch.declare import Catalog
from dogwatch.report import signals as page
from dogwatch.report import signals_page

TEXT = signals_page()


def section(monitor: str) -> str:
    return TEXT.split(f"\n### `{monitor}`: ")[1].partition("\n#")[0]


def test_shows_every_policy_that_a_catalog_has() -> None:
    assert list(page._SECTIONS) == [policy.name for policy in Catalog("shop").policies]


@pytest.mark.parametrize("policy", list(page._SECTIONS))
def test_the_declaration_it_prints_is_the_one_that_it_shows(policy: str) -> None:
    _, text, feature, _ = page._SECTIONS[policy]
    printed = eval(f"[{text}]", vars(dogwatch) | {name: getattr(dogwatch, name) for name in dogwatch.__all__})
    assert [each for each in (*feature.signals, *feature.objectives) if each in printed] == printed


def test_says_the_query_the_guard_and_the_group() -> None:
    latency = section("latency-p95")
    assert "| query | `percentile(last_5m):p95:feature.duration{env:prod," in latency
    assert re.search(r"\| silent while latency-p95-few-calls \| `sum\(last_5m\):count:.* < 20` \|", latency)
    assert "| groups | one state and message per region |" in latency


def test_says_what_absence_means_and_by_which_option() -> None:
    assert "| no data | no calls count as zero: nobody gets through" in section("traffic-min")
    assert "(`on_missing_data: default`, `require_full_window: false`) |" in section("traffic-min")


def test_says_who_is_told() -> None:
    assert "| tells | the team's page and its channel |" in section("availability-burn-1h")
    assert "| tells | its channel |" in section("availability-burn-6h")


def test_parts_are_shown_with_what_they_are_parts_of() -> None:
    assert "### `errors-measured`" not in TEXT
    assert section("errors-version").count("| silent while ") == 2


def test_a_judged_window_stands_beside_the_one_that_is_drawn() -> None:
    assert "| window | 1d, 1h |" in section("engagement-pay-band")
    assert "| window | 30d, 1h, 5m |" in section("latency-burn-1h")
