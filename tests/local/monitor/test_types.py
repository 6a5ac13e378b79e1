from datadog_api_client.v1.model.monitor_type import MonitorType

from dogwatch.local.api.monitor import types as monitor_types


def test_knows_the_types_that_datadogs_client_knows():
    assert MonitorType.allowed_values == monitor_types.ALL


def test_metric_and_query_alerts_are_one_family():
    families = {monitor_types.family(type) for type in monitor_types.ALL}
    assert len(families) == len(monitor_types.ALL) - 1
    assert monitor_types.family("metric alert") == monitor_types.family("query alert")
