from __future__ import annotations

import pytest

from dogwatch.kinds import Body, Reference, Resource
from dogwatch.plan import Needs

PERCENTILES = Reference("metric_tags", "shop/feature.duration")


def metric_tags(metric: str, *, percentiles: bool) -> Resource:
    attributes = {"metric_type": "distribution", "tags": ["env"], "include_percentiles": percentiles}
    return Resource("metric_tags", f"shop/{metric}", {"type": "manage_tags", "id": metric, "attributes": attributes})


CONFIGURED = [metric_tags("feature.duration", percentiles=True), metric_tags("feature.cpu", percentiles=False)]


@pytest.mark.parametrize(
    "resource",
    [
        Resource("monitor", "shop/a", {"query": "percentile(last_5m):p95:feature.duration{env:prod} > 0.4"}),
        Resource("monitor", "shop/a", {"query": "avg(last_5m):p99.9:feature.duration{*} > 1"}),
        Resource("slo", "shop/a", {"query": {"numerator": "count(v: v<=0.4):feature.duration{*}.as_count()"}}),
        Resource("slo", "shop/a", {"sli_specification": {"q": [{"query": "p50:feature.duration{*}"}]}}),
    ],
    ids=lambda resource: str(resource.body),
)
def test_who_reads_percentiles_needs_them_switched_on(resource: Resource) -> None:
    assert Needs([*CONFIGURED, resource]).of(resource) == (PERCENTILES,)


@pytest.mark.parametrize(
    "body",
    [
        {"query": "avg(last_5m):avg:feature.duration{*} > 1"},
        {"query": "avg(last_5m):p95:feature.cpu{*} > 1"},
        {"query": "avg(last_5m):p95:trace.web.request{*} > 1"},
        {"query": "sum(last_5m):sum:feature.hits{*}.as_count() > 1", "message": "p95:feature.duration is slow"},
    ],
)
def test_who_reads_none_or_others_needs_nothing(body: Body) -> None:
    resource = Resource("monitor", "shop/a", body)
    assert Needs([*CONFIGURED, resource]).of(resource) == ()


@pytest.mark.parametrize(
    ("kind", "percentiles", "needs"),
    [("span_metric", True, 1), ("rum_metric", True, 1), ("span_metric", False, 0)],
)
def test_percentiles_of_what_datadog_computes_stand_in_its_definition(kind: str, percentiles: bool, needs: int) -> None:
    compute = {"aggregation_type": "distribution", "path": "@duration", "include_percentiles": percentiles}
    defined = Resource(kind, "shop/shop.time", {"id": "shop.time", "attributes": {"compute": compute}})
    monitor = Resource("monitor", "shop/a", {"query": "avg(last_5m):p95:shop.time{*} > 1"})
    assert Needs([defined, monitor]).of(monitor) == (defined.reference,) * needs


def test_a_dashboard_waits_for_no_percentiles_but_needs_what_it_shows() -> None:
    page = Resource("dashboard", "shop/a", {"widgets": [{"q": "p95:feature.duration{*}", "id": "${slo:shop/b}"}]})

    assert Needs([*CONFIGURED, page]).of(page) == (Reference("slo", "shop/b"),)


def test_a_monitor_can_do_without_what_its_message_links_to() -> None:
    slow = Resource("monitor", "shop/a", {"query": "${monitor:shop/b} && 1", "message": "${dashboard:shop/c}"})

    assert Needs([slow]).of(slow) == (Reference("monitor", "shop/b"), Reference("dashboard", "shop/c"))
    assert Needs([slow]).links_of(slow) == (Reference("dashboard", "shop/c"),)


def test_resources_come_after_the_percentiles_they_read() -> None:
    slow = Resource("monitor", "shop/a", {"query": "avg(last_5m):p95:feature.duration{*} > 1"})

    ordered = Needs([slow, *CONFIGURED]).in_order([slow, *CONFIGURED])

    assert ordered.index(slow) > ordered.index(CONFIGURED[0])
