from __future__ import annotations

from pathlib import Path

from .catalogs import resources

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
            "95% of calls take up to {{value}} s; the limit is 400ms.\n\n"
            "{{^is_recovery}}Since {{first_triggered_at}} UTC.{{/is_recovery}}\n"
            "For: checkout (tier 2, service shop-api, prod)\n"
            "Team: payments\n\n"
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
        },
    }


def test_another_environment_has_its_own_scope_name_and_mark_and_no_priority(tmp_path: Path) -> None:
    staging = body(tmp_path, CHECKOUT, "shop/checkout/latency-p95", "staging")
    assert "{env:staging," in str(staging["query"])
    assert str(staging["name"]).startswith("[staging] ")
    assert "dogwatch:staging/shop/checkout/latency-p95" in staging["tags"]  # type: ignore[operator]
    assert "priority" not in staging


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


def test_a_monitors_own_priority_holds_everywhere(tmp_path: Path) -> None:
    query = 'query="avg(last_5m):avg:system.load.1{$env} > 3"'
    assert by_hand(tmp_path, f"{query}, priority=2", "staging")["priority"] == 2
    assert "priority" not in by_hand(tmp_path, query)


def test_thresholds_have_the_digits_of_the_query(tmp_path: Path) -> None:
    text = 'f = Feature("f", team=payments, service="a", signals=[Errors(rate="0.1%"), Latency(p50="2s")])'
    made = resources(tmp_path, text)
    assert repr(made["shop/f/errors-measured"].body["options"]["thresholds"]) == "{'critical': 0.1}"
    assert repr(made["shop/f/latency-p50-measured"].body["options"]["thresholds"]) == "{'critical': 2}"
