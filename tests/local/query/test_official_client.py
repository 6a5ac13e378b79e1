"""Datadog's own client submits series, and reads them back."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from datadog_api_client import ApiClient
from datadog_api_client.v1.api.metrics_api import MetricsApi as MetricsApiV1
from datadog_api_client.v1.model.distribution_point import DistributionPoint
from datadog_api_client.v1.model.distribution_points_payload import DistributionPointsPayload
from datadog_api_client.v1.model.distribution_points_series import DistributionPointsSeries
from datadog_api_client.v2.api.metrics_api import MetricsApi
from datadog_api_client.v2.model.formula_limit import FormulaLimit
from datadog_api_client.v2.model.metric_intake_type import MetricIntakeType
from datadog_api_client.v2.model.metric_payload import MetricPayload
from datadog_api_client.v2.model.metric_point import MetricPoint
from datadog_api_client.v2.model.metric_resource import MetricResource
from datadog_api_client.v2.model.metric_series import MetricSeries
from datadog_api_client.v2.model.metrics_aggregator import MetricsAggregator
from datadog_api_client.v2.model.metrics_data_source import MetricsDataSource
from datadog_api_client.v2.model.metrics_scalar_query import MetricsScalarQuery
from datadog_api_client.v2.model.metrics_timeseries_query import MetricsTimeseriesQuery
from datadog_api_client.v2.model.query_formula import QueryFormula
from datadog_api_client.v2.model.query_sort_order import QuerySortOrder
from datadog_api_client.v2.model.scalar_formula_query_request import ScalarFormulaQueryRequest
from datadog_api_client.v2.model.scalar_formula_request import ScalarFormulaRequest
from datadog_api_client.v2.model.scalar_formula_request_attributes import ScalarFormulaRequestAttributes
from datadog_api_client.v2.model.scalar_formula_request_queries import ScalarFormulaRequestQueries
from datadog_api_client.v2.model.scalar_formula_request_type import ScalarFormulaRequestType
from datadog_api_client.v2.model.timeseries_formula_query_request import TimeseriesFormulaQueryRequest
from datadog_api_client.v2.model.timeseries_formula_request import TimeseriesFormulaRequest
from datadog_api_client.v2.model.timeseries_formula_request_attributes import TimeseriesFormulaRequestAttributes
from datadog_api_client.v2.model.timeseries_formula_request_queries import TimeseriesFormulaRequestQueries
from datadog_api_client.v2.model.timeseries_formula_request_type import TimeseriesFormulaRequestType

NOW = int(datetime.now(UTC).timestamp())
BEGIN = NOW // 60 * 60 - 120
QUERY = "sum:shop.orders{env:prod} by {host}.as_count()"


def submit(client: ApiClient) -> None:
    """Six orders of one host, fifteen of another, and how long they took."""
    series = [
        MetricSeries(
            metric="shop.orders",
            type=MetricIntakeType.COUNT,
            points=[MetricPoint(timestamp=BEGIN + 20 * place, value=value) for place, value in enumerate(values)],
            tags=["env:prod"],
            resources=[MetricResource(type="host", name=host)],
        )
        for host, values in (("a", [1.0, 2.0, 3.0]), ("b", [4.0, 5.0, 6.0]))
    ]
    assert MetricsApi(client).submit_metrics(MetricPayload(series=series)).errors == []
    points = [DistributionPoint([float(BEGIN), [1.0, 1.0, 1.0, 2.0, 2.0, 2.0, 3.0, 3.0, 1.0, 1.0, 2.0]])]
    of = DistributionPointsSeries(metric="shop.latency", points=points)
    MetricsApiV1(client).submit_distribution_points(DistributionPointsPayload(series=[of]))


def test_reads_series_back(client: ApiClient):
    submit(client)
    answer = MetricsApiV1(client).query_metrics(BEGIN, BEGIN + 60, QUERY)
    assert answer.status == "ok"
    found = {series.scope: [point.value[1] for point in series.pointlist] for series in answer.series}
    assert found == {"host:a": [1, 2, 3], "host:b": [4, 5, 6]}


def test_reads_a_timeseries_back(client: ApiClient):
    submit(client)
    query = MetricsTimeseriesQuery(data_source=MetricsDataSource.METRICS, query=QUERY, name="orders")
    attributes = TimeseriesFormulaRequestAttributes(
        _from=BEGIN * 1000,
        to=(BEGIN + 60) * 1000,
        interval=20_000,
        queries=TimeseriesFormulaRequestQueries([query]),
        formulas=[QueryFormula(formula="orders * 2")],
    )
    data = TimeseriesFormulaRequest(attributes=attributes, type=TimeseriesFormulaRequestType.TIMESERIES_REQUEST)
    api = MetricsApi(client)
    answer = api.query_timeseries_data(TimeseriesFormulaQueryRequest(data=data)).data.attributes
    assert [list(series.group_tags.value) for series in answer.series.value] == [["host:a"], ["host:b"]]
    assert [list(values.value) for values in answer.values.value] == [[2, 4, 6], [8, 10, 12]]


def test_reads_a_scalar_back(client: ApiClient):
    submit(client)
    query = MetricsScalarQuery(
        data_source=MetricsDataSource.METRICS, query=QUERY, name="orders", aggregator=MetricsAggregator.SUM
    )
    attributes = ScalarFormulaRequestAttributes(
        _from=BEGIN * 1000,
        to=(BEGIN + 60) * 1000,
        queries=ScalarFormulaRequestQueries([query]),
        formulas=[QueryFormula(formula="orders", limit=FormulaLimit(count=1, order=QuerySortOrder.DESC))],
    )
    data = ScalarFormulaRequest(attributes=attributes, type=ScalarFormulaRequestType.SCALAR_REQUEST)
    groups, numbers = MetricsApi(client).query_scalar_data(ScalarFormulaQueryRequest(data=data)).data.attributes.columns
    assert ([list(each) for each in groups.values], list(numbers.values)) == ([["b"]], [15])


@pytest.mark.parametrize(
    ("aggregator", "value"),
    [("avg", 1.73), ("count", 11), ("max", 3), ("min", 1), ("sum", 19), ("p50", 2), ("p75", 2), ("p90", 3)],
)
def test_a_distribution_is_what_the_documentation_shows(client: ApiClient, aggregator: str, value: float):
    """The worked vector of docs: metrics/types, of two hosts together."""
    submit(client)
    answer = MetricsApiV1(client).query_metrics(BEGIN, BEGIN + 60, f"{aggregator}:shop.latency{{*}}")
    assert answer.series[0].pointlist[0].value[1] == pytest.approx(value, rel=0.0078)
