"""Datadog's own client works with the metrics that the embedded Datadog would compute from spans, RUM and logs."""

import pytest
from datadog_api_client.exceptions import ApiException, NotFoundException
from datadog_api_client.v2.api.logs_metrics_api import LogsMetricsApi
from datadog_api_client.v2.api.rum_metrics_api import RumMetricsApi
from datadog_api_client.v2.api.spans_metrics_api import SpansMetricsApi
from datadog_api_client.v2.model.logs_metric_compute import LogsMetricCompute
from datadog_api_client.v2.model.logs_metric_compute_aggregation_type import LogsMetricComputeAggregationType
from datadog_api_client.v2.model.logs_metric_create_attributes import LogsMetricCreateAttributes
from datadog_api_client.v2.model.logs_metric_create_data import LogsMetricCreateData
from datadog_api_client.v2.model.logs_metric_create_request import LogsMetricCreateRequest
from datadog_api_client.v2.model.logs_metric_filter import LogsMetricFilter
from datadog_api_client.v2.model.logs_metric_group_by import LogsMetricGroupBy
from datadog_api_client.v2.model.logs_metric_type import LogsMetricType
from datadog_api_client.v2.model.logs_metric_update_attributes import LogsMetricUpdateAttributes
from datadog_api_client.v2.model.logs_metric_update_data import LogsMetricUpdateData
from datadog_api_client.v2.model.logs_metric_update_request import LogsMetricUpdateRequest
from datadog_api_client.v2.model.rum_metric_compute import RumMetricCompute
from datadog_api_client.v2.model.rum_metric_compute_aggregation_type import RumMetricComputeAggregationType
from datadog_api_client.v2.model.rum_metric_create_attributes import RumMetricCreateAttributes
from datadog_api_client.v2.model.rum_metric_create_data import RumMetricCreateData
from datadog_api_client.v2.model.rum_metric_create_request import RumMetricCreateRequest
from datadog_api_client.v2.model.rum_metric_event_type import RumMetricEventType
from datadog_api_client.v2.model.rum_metric_filter import RumMetricFilter
from datadog_api_client.v2.model.rum_metric_group_by import RumMetricGroupBy
from datadog_api_client.v2.model.rum_metric_type import RumMetricType
from datadog_api_client.v2.model.rum_metric_uniqueness import RumMetricUniqueness
from datadog_api_client.v2.model.rum_metric_uniqueness_when import RumMetricUniquenessWhen
from datadog_api_client.v2.model.rum_metric_update_attributes import RumMetricUpdateAttributes
from datadog_api_client.v2.model.rum_metric_update_data import RumMetricUpdateData
from datadog_api_client.v2.model.rum_metric_update_request import RumMetricUpdateRequest
from datadog_api_client.v2.model.spans_metric_compute import SpansMetricCompute
from datadog_api_client.v2.model.spans_metric_compute_aggregation_type import SpansMetricComputeAggregationType
from datadog_api_client.v2.model.spans_metric_create_attributes import SpansMetricCreateAttributes
from datadog_api_client.v2.model.spans_metric_create_data import SpansMetricCreateData
from datadog_api_client.v2.model.spans_metric_create_request import SpansMetricCreateRequest
from datadog_api_client.v2.model.spans_metric_filter import SpansMetricFilter
from datadog_api_client.v2.model.spans_metric_group_by import SpansMetricGroupBy
from datadog_api_client.v2.model.spans_metric_type import SpansMetricType
from datadog_api_client.v2.model.spans_metric_update_attributes import SpansMetricUpdateAttributes
from datadog_api_client.v2.model.spans_metric_update_compute import SpansMetricUpdateCompute
from datadog_api_client.v2.model.spans_metric_update_data import SpansMetricUpdateData
from datadog_api_client.v2.model.spans_metric_update_request import SpansMetricUpdateRequest

SPANS, RUM, LOGS = SpansMetricType.SPANS_METRICS, RumMetricType.RUM_METRICS, LogsMetricType.LOGS_METRICS


def test_metrics_of_spans(client):
    api = SpansMetricsApi(client)
    compute = SpansMetricCompute(
        aggregation_type=SpansMetricComputeAggregationType.DISTRIBUTION, path="@duration", include_percentiles=False
    )
    attributes = SpansMetricCreateAttributes(compute=compute, group_by=[SpansMetricGroupBy(path="env")])
    request = SpansMetricCreateRequest(
        data=SpansMetricCreateData(id="shop.database-time", type=SPANS, attributes=attributes)
    )
    created = api.create_spans_metric(request).data
    assert (created.id, created.attributes.filter.query) == ("shop.database_time", "*")
    with pytest.raises(ApiException, match="already exists with that name"):
        api.create_spans_metric(request)
    changes = SpansMetricUpdateAttributes(
        compute=SpansMetricUpdateCompute(include_percentiles=True), filter=SpansMetricFilter(query="service:shop")
    )
    data = SpansMetricUpdateData(type=SPANS, attributes=changes)
    changed = api.update_spans_metric(created.id, SpansMetricUpdateRequest(data=data)).data.attributes
    assert (changed.compute.include_percentiles, changed.filter.query) == (True, "service:shop")
    assert [each.path for each in api.get_spans_metric(created.id).data.attributes.group_by] == ["env"]
    assert [each.id for each in api.list_spans_metrics().data] == [created.id]
    api.delete_spans_metric(created.id)
    with pytest.raises(NotFoundException, match="not found"):
        api.get_spans_metric(created.id)


def test_metrics_of_rum(client):
    api = RumMetricsApi(client)
    attributes = RumMetricCreateAttributes(
        compute=RumMetricCompute(aggregation_type=RumMetricComputeAggregationType.COUNT),
        event_type=RumMetricEventType.VIEW,
        filter=RumMetricFilter(query="@context.feature:checkout"),
        uniqueness=RumMetricUniqueness(when=RumMetricUniquenessWhen.WHEN_END),
    )
    request = RumMetricCreateRequest(data=RumMetricCreateData(id="shop.views", type=RUM, attributes=attributes))
    created = api.create_rum_metric(request).data
    assert str(created.attributes.uniqueness.when) == "end"
    with pytest.raises(ApiException, match="already exists with that name"):
        api.create_rum_metric(request)
    changes = RumMetricUpdateAttributes(group_by=[RumMetricGroupBy(path="@geo.country", tag_name="country")])
    data = RumMetricUpdateData(id="shop.views", type=RUM, attributes=changes)
    api.update_rum_metric("shop.views", RumMetricUpdateRequest(data=data))
    found = api.get_rum_metric("shop.views").data.attributes
    assert ([each.tag_name for each in found.group_by], found.filter.query) == (
        ["country"],
        "@context.feature:checkout",
    )
    assert [each.id for each in api.list_rum_metrics().data] == ["shop.views"]
    api.delete_rum_metric("shop.views")
    with pytest.raises(NotFoundException, match="not found"):
        api.delete_rum_metric("shop.views")


def test_metrics_of_logs(client):
    api = LogsMetricsApi(client)

    def created(name):
        compute = LogsMetricCompute(aggregation_type=LogsMetricComputeAggregationType.COUNT)
        attributes = LogsMetricCreateAttributes(compute=compute, group_by=[LogsMetricGroupBy(path="env")])
        data = LogsMetricCreateData(id=name, type=LOGS, attributes=attributes)
        return api.create_logs_metric(LogsMetricCreateRequest(data=data)).data

    first, second = created("shop.refused-orders"), created("shop.errors")
    assert (first.id, first.attributes.filter.query) == ("shop.refused_orders", "*")
    with pytest.raises(ApiException, match="already exists with that name"):
        created("shop.refused-orders")
    data = LogsMetricUpdateData(
        type=LOGS, attributes=LogsMetricUpdateAttributes(filter=LogsMetricFilter(query="status:error"))
    )
    assert api.update_logs_metric(first.id, LogsMetricUpdateRequest(data=data)).data.attributes.filter.query
    found = api.get_logs_metric(first.id).data.attributes
    assert ([each.path for each in found.group_by], found.filter.query) == (["env"], "status:error")
    assert [each.id for each in api.list_logs_metrics().data] == [first.id, second.id]
    api.delete_logs_metric(first.id)
    with pytest.raises(NotFoundException, match="not found"):
        api.get_logs_metric(first.id)


def test_a_name_belongs_to_one_source(client):
    attributes = LogsMetricCreateAttributes(
        compute=LogsMetricCompute(aggregation_type=LogsMetricComputeAggregationType.COUNT)
    )
    data = LogsMetricCreateData(id="shop.errors", type=LOGS, attributes=attributes)
    LogsMetricsApi(client).create_logs_metric(LogsMetricCreateRequest(data=data))
    compute = SpansMetricCompute(aggregation_type=SpansMetricComputeAggregationType.COUNT)
    spans = SpansMetricCreateData(id="shop.errors", type=SPANS, attributes=SpansMetricCreateAttributes(compute=compute))
    with pytest.raises(ApiException, match="already exists with that name"):
        SpansMetricsApi(client).create_spans_metric(SpansMetricCreateRequest(data=spans))
