from __future__ import annotations

from pathlib import Path

import pytest

from tests.declare.catalogs import resources

CHECKOUT = """
checkout = Feature(
    "checkout", team=payments, service="shop-api", tier=2, tags=["area:shop"],
    signals=[Latency(p95=Limit("400ms", warn="300ms"), least=0)],
)
"""
LOAD = 'load = Monitor("load", team="payments", title="load", what="Much to do.", {more})\n'


def body(folder: Path, text: str, key: str, env: str = "prod") -> dict[str, object]:
    return resources(folder, text, env)[key].body


def by_hand(folder: Path, more: str, env: str = "prod") -> dict[str, object]:
    return body(folder, LOAD.format(more=more), "shop/load", env)


def test_writes_a_whole_body(tmp_path: Path) -> None:
    assert body(tmp_path, CHECKOUT, "shop/checkout/latency-p95") == {
        "name": "[prod] checkout: p95 response time above 400ms",
        "type": "query alert",
        "query": "percentile(last_5m):p95:feature.duration{env:prod,feature:checkout,service:shop-api} > 0.4",
        "message": (
            "{{#is_alert}}checkout: 95% of calls take up to {{value}} s; the limit is 400ms.{{/is_alert}}\n"
            "{{#is_warning}}checkout: 95% of calls take up to {{value}} s; the limit is 400ms. "
            "This is a warning: it warns at {{warn_threshold}} and alerts at {{threshold}}.{{/is_warning}}\n"
            '{{#is_recovery}}checkout: over after {{eval "ceil(triggered_duration_sec/60)"}} minutes. '
            "It was: p95 response time above 400ms.{{/is_recovery}}\n\n"
            "{{^is_recovery}}Since {{first_triggered_at}} UTC.{{/is_recovery}}\n"
            '{{#is_renotify}}Still so after {{eval "ceil(triggered_duration_sec/60)"}} minutes.{{/is_renotify}}\n\n'
            "Team: payments (service shop-api, tier 2, prod)\n\n"
            "@slack-payments"
        ),
        "tags": [
            "managed_by:dogwatch",
            "catalog:shop",
            "team:payments",
            "env:prod",
            "service:shop-api",
            "feature:checkout",
            "tier:2",
            "area:shop",
            "dogwatch:prod/shop/checkout/latency-p95",
        ],
        "priority": 2,
        "options": {
            "thresholds": {"critical": 0.4, "warning": 0.3},
            "require_full_window": False,
            "on_missing_data": "resolve",
            "renotify_interval": 120,
            "renotify_occurrences": 3,
            "renotify_statuses": ["alert"],
        },
    }


def test_another_environment_has_its_own_scope_name_and_mark_and_tells_nothing_again(tmp_path: Path) -> None:
    staging = body(tmp_path, CHECKOUT, "shop/checkout/latency-p95", "staging")
    assert "{env:staging," in str(staging["query"])
    assert str(staging["name"]).startswith("[staging] ")
    assert "dogwatch:staging/shop/checkout/latency-p95" in staging["tags"]  # type: ignore[operator]
    assert "priority" not in staging
    assert "renotify_interval" not in staging["options"]  # type: ignore[operator]


def test_puts_the_environment_into_a_query_written_as_text(tmp_path: Path) -> None:
    made = by_hand(tmp_path, 'query=" avg(last_5m):avg:system.load.1{$env} > 3 "', "staging")
    assert made["query"] == "avg(last_5m):avg:system.load.1{env:staging} > 3"
    assert made["options"] == {"thresholds": {"critical": 3.0}}


def test_a_query_without_a_number_at_its_end_gets_no_thresholds(tmp_path: Path) -> None:
    made = by_hand(tmp_path, 'query="10000001 && 10000002", type="composite", environments=["prod"]')
    assert made["options"] == {}


def test_keeps_declared_options_and_other_thresholds(tmp_path: Path) -> None:
    options = 'options={"timeout_h": 2, "thresholds": {"critical_recovery": 2}}, warn=2.5'
    made = by_hand(tmp_path, f'query="avg(last_5m):avg:system.load.1{{$env}} > 3", {options}')
    assert made["options"] == {"thresholds": {"critical_recovery": 2, "critical": 3.0, "warning": 2.5}, "timeout_h": 2}


QUERY = 'query="avg(last_5m):avg:system.load.1{$env} > 3"'


def test_what_is_of_no_feature_is_of_the_third_tier(tmp_path: Path) -> None:
    assert by_hand(tmp_path, QUERY)["priority"] == 3
    assert by_hand(tmp_path, f"{QUERY}, priority=2")["priority"] == 2
    assert "priority" not in by_hand(tmp_path, f"{QUERY}, priority=2", "staging")


@pytest.mark.parametrize(("milder", "priority"), [(0, 3), (1, 4), (2, 5), (9, 5)])
def test_what_is_milder_has_a_lower_priority(tmp_path: Path, milder: int, priority: int) -> None:
    assert by_hand(tmp_path, f"{QUERY}, milder={milder}")["priority"] == priority


def test_a_tier_may_have_no_priority(tmp_path: Path) -> None:
    text = f"third = Tier(3)\n{LOAD.format(more=f'{QUERY}, milder=1')}"
    assert "priority" not in body(tmp_path, text, "shop/load")


def test_what_is_milder_is_not_told_again_unless_it_says_so_itself(tmp_path: Path) -> None:
    third = 'third = Tier(3, renotify=Renotify("1h"))\n'
    told = {more: body(tmp_path, third + LOAD.format(more=f"{QUERY}{more}"), "shop/load")["options"] for more in (
        "", ", milder=1", ', milder=1, renotify=Renotify("10m", times=2)', ", options={'renotify_interval': 0}",
    )}  # fmt: skip
    assert [{name: value for name, value in options.items() if name != "thresholds"} for options in told.values()] == [  # type: ignore[attr-defined]
        {"renotify_interval": 60, "renotify_statuses": ["alert"]},
        {},
        {"renotify_interval": 10, "renotify_occurrences": 2, "renotify_statuses": ["alert"]},
        {"renotify_interval": 0},
    ]


def test_only_states_that_can_be_told_are_told_again(tmp_path: Path) -> None:
    third = 'third = Tier(3, renotify=Renotify("1h", statuses=["warn", "no data"]))\n'
    assert body(tmp_path, third + LOAD.format(more=QUERY), "shop/load")["options"] == {"thresholds": {"critical": 3.0}}
    warned = body(tmp_path, third + LOAD.format(more=f"{QUERY}, warn=2"), "shop/load")["options"]
    assert warned["renotify_statuses"] == ["warn"]  # type: ignore[index]


def test_options_win_over_each_thing_that_the_tier_says(tmp_path: Path) -> None:
    third = 'third = Tier(3, renotify=Renotify("1h", times=2))\n'
    more = f"{QUERY}, options={{'renotify_occurrences': 9}}"
    made = body(tmp_path, third + LOAD.format(more=more), "shop/load")["options"]
    assert (made["renotify_interval"], made["renotify_occurrences"]) == (60, 9)  # type: ignore[index]


def test_a_tier_may_say_where_alerts_end(tmp_path: Path) -> None:
    third = 'third = Tier(3, recovery="90%")\n'
    made = body(tmp_path, third + LOAD.format(more=f"{QUERY}, warn=2"), "shop/load", "staging")
    assert made["options"] == {
        "thresholds": {"critical": 3.0, "warning": 2, "critical_recovery": 2.7, "warning_recovery": 1.8}
    }


def test_thresholds_have_the_digits_of_the_query(tmp_path: Path) -> None:
    text = 'f = Feature("f", team=payments, service="a", signals=[Errors(rate="0.1%"), Latency(p50="2s")])'
    made = resources(tmp_path, text)
    assert repr(made["shop/f/errors-measured"].body["options"]["thresholds"]) == "{'critical': 0.1}"
    assert repr(made["shop/f/latency-p50-measured"].body["options"]["thresholds"]) == "{'critical': 2}"
