"""Datadog's own client works with the notification rules of the embedded Datadog."""

from datadog_api_client.v2.api.monitors_api import MonitorsApi
from datadog_api_client.v2.model.monitor_notification_rule_attributes import MonitorNotificationRuleAttributes
from datadog_api_client.v2.model.monitor_notification_rule_create_request import MonitorNotificationRuleCreateRequest
from datadog_api_client.v2.model.monitor_notification_rule_create_request_data import (
    MonitorNotificationRuleCreateRequestData,
)
from datadog_api_client.v2.model.monitor_notification_rule_filter_tags import MonitorNotificationRuleFilterTags


def test_keeps_rules(client):
    api = MonitorsApi(client)
    attributes = MonitorNotificationRuleAttributes(
        name="of the team", filter=MonitorNotificationRuleFilterTags(tags=["team:a"]), recipients=["slack-a"]
    )
    data = MonitorNotificationRuleCreateRequestData(attributes=attributes)
    created = api.create_monitor_notification_rule(MonitorNotificationRuleCreateRequest(data=data)).data
    found = api.get_monitor_notification_rule(created.id).data.attributes
    assert (found.name, found.filter.tags, found.recipients) == ("of the team", ["team:a"], ["slack-a"])
    assert [each.id for each in api.get_monitor_notification_rules().data] == [created.id]
    api.delete_monitor_notification_rule(created.id)
    assert api.get_monitor_notification_rules().data == []
