"""Datadog's own client works with the metrics of the embedded Datadog."""

from datetime import UTC, datetime

import pytest
from datadog_api_client.exceptions import ApiException
from datadog_api_client.v1.api.metrics_api import MetricsApi as MetricsApiV1
from datadog_api_client.v1.model.distribution_point import DistributionPoint
from datadog_api_client.v1.model.distribution_points_payload import DistributionPointsPayload
from datadog_api_client.v1.model.distribution_points_series import DistributionPointsSeries
from datadog_api_client.v1.model.metric_metadata import MetricMetadata
from datadog_api_client.v1.model.metrics_payload import MetricsPayload
from datadog_api_client.v1.model.point import Point
from datadog_api_client.v1.model.series import Series
from datadog_api_client.v2.api.metrics_api import MetricsApi
from datadog_api_client.v2.model.metric_content_encoding import MetricContentEncoding
from datadog_api_client.v2.model.metric_intake_type import MetricIntakeType
from datadog_api_client.v2.model.metric_payload import MetricPayload
from datadog_api_client.v2.model.metric_point import MetricPoint
from datadog_api_client.v2.model.metric_series import MetricSeries
from datadog_api_client.v2.model.metric_tag_configuration_create_attributes import (
    MetricTagConfigurationCreateAttributes,
)
from datadog_api_client.v2.model.metric_tag_configuration_create_data import MetricTagConfigurationCreateData
from datadog_api_client.v2.model.metric_tag_configuration_create_request import MetricTagConfigurationCreateRequest
from datadog_api_client.v2.model.metric_tag_configuration_metric_types import MetricTagConfigurationMetricTypes
from datadog_api_client.v2.model.metric_tag_configuration_type import MetricTagConfigurationType
from datadog_api_client.v2.model.metric_tag_configuration_update_attributes import (
    MetricTagConfigurationUpdateAttributes,
)
from datadog_api_client.v2.model.metric_tag_configuration_update_data import MetricTagConfigurationUpdateData
from datadog_api_client.v2.model.metric_tag_configuration_update_request import MetricTagConfigurationUpdateRequest

NOW = int(datetime.now(UTC).timestamp())
MANAGE = MetricTagConfigurationType.MANAGE_TAGS


def submit(client, name: str, *tags: str) -> None:
    points = [MetricPoint(timestamp=NOW, value=1.0)]
    series = MetricSeries(metric=name, type=MetricIntakeType.COUNT, points=points, tags=list(tags))
    payload = MetricPayload(series=[series])
    assert MetricsApi(client).submit_metrics(payload, content_encoding=MetricContentEncoding.DEFLATE).errors == []


def configuration(name: str) -> MetricTagConfigurationCreateRequest:
    kind = MetricTagConfigurationMetricTypes.DISTRIBUTION
    attributes = MetricTagConfigurationCreateAttributes(tags=["env"], metric_type=kind, include_percentiles=True)
    data = MetricTagConfigurationCreateData(type=MANAGE, id=name, attributes=attributes)
    return MetricTagConfigurationCreateRequest(data=data)


def test_submits_points_and_describes_their_metric(client):
    api = MetricsApiV1(client)
    submit(client, "feature.hits", "env:prod")
    series = Series(metric="old.gauge", type="gauge", points=[Point([NOW, 1.0])], tags=["env:prod"])
    api.submit_metrics(MetricsPayload(series=[series]))
    assert api.get_metric_metadata("feature.hits").type == "count"
    updated = api.update_metric_metadata("feature.hits", MetricMetadata(description="calls", unit="request"))
    assert (updated.description, updated.unit) == ("calls", "request")
    assert api.list_active_metrics(NOW - 60).metrics == ["feature.hits", "old.gauge"]
    with pytest.raises(ApiException, match="error updating metric metadata"):
        api.update_metric_metadata("never", MetricMetadata(unit="request"))


def test_configures_percentiles_and_tags_of_a_distribution(client):
    api = MetricsApi(client)
    with pytest.raises(ApiException, match="does not exist"):
        api.create_tag_configuration("latency", configuration("latency"))
    points = [DistributionPoint([float(NOW), [1.0, 2.0]])]
    payload = DistributionPointsPayload(series=[DistributionPointsSeries(metric="latency", points=points)])
    MetricsApiV1(client).submit_distribution_points(payload)
    created = api.create_tag_configuration("latency", configuration("latency")).data
    assert created.attributes.include_percentiles is True
    attributes = MetricTagConfigurationUpdateAttributes(tags=["env", "region"])
    data = MetricTagConfigurationUpdateData(type=MANAGE, id="latency", attributes=attributes)
    api.update_tag_configuration("latency", MetricTagConfigurationUpdateRequest(data=data))
    assert api.list_tag_configuration_by_name("latency").data.attributes.tags == ["env", "region"]
    api.delete_tag_configuration("latency")
    assert api.list_tag_configurations(filter_configured=True).data == []


def test_lists_metrics_with_their_tags(client):
    api = MetricsApi(client)
    for number in range(7):
        submit(client, f"metric.{number}", f"part:{number % 2}")
    assert len(api.list_tag_configurations().data) == 7
    assert len(list(api.list_tag_configurations_with_pagination(page_size=3))) == 7
    assert len(api.list_tag_configurations(filter_tags="part:1", window_seconds=3600).data) == 3
    assert api.list_tags_by_metric_name("metric.1").data.attributes.tags == ["part:1"]
