from __future__ import annotations

from dogwatch.declare.policies.promises import objectives
from dogwatch.declare.sli import Slices
from dogwatch.declare.slo import Slo
from dogwatch.declare.widgets import CostQuery, EventQuery, GroupBy, ProcessQuery, RawQuery, SloQuery
from tests.declare.dashboards import feature


def test_events_are_counted_by_facets() -> None:
    query = EventQuery("logs", "status:error $env", by=["service", GroupBy("host", 3, order="asc")])
    assert query.written("query1") == {
        "data_source": "logs",
        "name": "query1",
        "search": {"query": "status:error $env"},
        "compute": {"aggregation": "count"},
        "group_by": [
            {"facet": "service", "limit": 10, "sort": {"aggregation": "count", "order": "desc"}},
            {"facet": "host", "limit": 3, "sort": {"aggregation": "count", "order": "asc"}},
        ],
        "indexes": ["*"],
    }


def test_what_is_measured_orders_the_groups_too() -> None:
    written = EventQuery("spans", compute="pc95", metric="@duration", interval=60000, by="service").written("q")
    assert written["compute"] == {"aggregation": "pc95", "metric": "@duration", "interval": 60000}
    assert written["group_by"][0]["sort"] == {"aggregation": "pc95", "metric": "@duration", "order": "desc"}


def test_one_number_is_made_where_datadog_asks_how() -> None:
    assert ProcessQuery("process.stat.cpu.total_pct").written("q", "max")["aggregator"] == "max"
    assert CostQuery("sum:aws.cost.amortized{*}").written("q")["aggregator"] == "sum"
    assert CostQuery("sum:aws.cost.amortized{*}").written("q", "last")["aggregator"] == "last"
    assert "aggregator" not in EventQuery("logs").written("q", "max")


def test_an_slo_says_its_own_type() -> None:
    promise = next(thing for thing in objectives(feature()) if isinstance(thing, Slo))
    written = SloQuery(promise).written("q")
    assert (written["slo_id"], written["slo_query_type"]) == (promise.reference, "metric")
    sli = Slices(query="max:shop.age{$env}", comparator="<", threshold=1)
    fresh = Slo("fresh", team="storefront", target="99%", sli=sli, title="fresh", what="Fresh.")
    assert SloQuery(fresh).written("q")["slo_query_type"] == "time_slice"
    assert "slo_query_type" not in SloQuery("0f1e").written("q")


def test_datadogs_own_form_gets_its_name_from_the_request() -> None:
    assert RawQuery({"data_source": "x", "name": "mine"}).written("query2") == {"data_source": "x", "name": "query2"}
