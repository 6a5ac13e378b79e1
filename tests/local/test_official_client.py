"""Datadog's own client, which checks the types of what it is answered, works with the embedded Datadog."""

from uuid import UUID

import pytest
from datadog_api_client.exceptions import ApiException, NotFoundException
from datadog_api_client.v1.api.authentication_api import AuthenticationApi
from datadog_api_client.v1.api.monitors_api import MonitorsApi
from datadog_api_client.v1.model.monitor import Monitor
from datadog_api_client.v1.model.monitor_options import MonitorOptions
from datadog_api_client.v1.model.monitor_thresholds import MonitorThresholds
from datadog_api_client.v1.model.monitor_type import MonitorType
from datadog_api_client.v1.model.monitor_update_request import MonitorUpdateRequest
from datadog_api_client.v2.api.monitors_api import MonitorsApi as MonitorsApiV2
from datadog_api_client.v2.model.monitor_config_policy_attribute_create_request import (
    MonitorConfigPolicyAttributeCreateRequest,
)
from datadog_api_client.v2.model.monitor_config_policy_attribute_edit_request import (
    MonitorConfigPolicyAttributeEditRequest,
)
from datadog_api_client.v2.model.monitor_config_policy_create_data import MonitorConfigPolicyCreateData
from datadog_api_client.v2.model.monitor_config_policy_create_request import MonitorConfigPolicyCreateRequest
from datadog_api_client.v2.model.monitor_config_policy_edit_data import MonitorConfigPolicyEditData
from datadog_api_client.v2.model.monitor_config_policy_edit_request import MonitorConfigPolicyEditRequest
from datadog_api_client.v2.model.monitor_config_policy_resource_type import MonitorConfigPolicyResourceType
from datadog_api_client.v2.model.monitor_config_policy_tag_policy import MonitorConfigPolicyTagPolicy
from datadog_api_client.v2.model.monitor_config_policy_tag_policy_create_request import (
    MonitorConfigPolicyTagPolicyCreateRequest,
)
from datadog_api_client.v2.model.monitor_config_policy_type import MonitorConfigPolicyType

POLICY = MonitorConfigPolicyResourceType.MONITOR_CONFIG_POLICY
TAG = MonitorConfigPolicyType.TAG


def load_monitor(name: str, *tags: str) -> Monitor:
    return Monitor(
        type=MonitorType.QUERY_ALERT,
        name=name,
        query="avg(last_5m):avg:system.load.1{env:prod} by {host} > 5",
        message="Load is high @slack-ops",
        tags=list(tags),
        options=MonitorOptions(thresholds=MonitorThresholds(critical=5.0, warning=3.0)),
    )


def test_creates_gets_updates_and_deletes_a_monitor(client):
    api = MonitorsApi(client)
    created = api.create_monitor(load_monitor("load", "team:ops"))
    assert (created.name, created.multi, created.options.new_host_delay) == ("load", True, 300)
    api.update_monitor(created.id, MonitorUpdateRequest(name="load of a host"))
    assert api.get_monitor(created.id, with_downtimes=True).name == "load of a host"
    assert api.delete_monitor(created.id).deleted_monitor_id == created.id
    with pytest.raises(NotFoundException):
        api.get_monitor(created.id)


def test_lists_monitors_in_every_form_of_paging(client):
    api = MonitorsApi(client)
    ids = [api.create_monitor(load_monitor(f"load {number}", f"part:{number % 2}")).id for number in range(7)]
    assert [monitor.id for monitor in api.list_monitors()] == ids
    assert [monitor.id for monitor in api.list_monitors(page=1, page_size=5)] == ids[5:]
    assert [monitor.id for monitor in api.list_monitors(id_offset=ids[2], page_size=2)] == ids[3:5]
    assert [monitor.id for monitor in api.list_monitors_with_pagination(page_size=3)] == ids
    assert [monitor.id for monitor in api.list_monitors(monitor_tags="part:1")] == ids[1::2]
    assert [monitor.id for monitor in api.list_monitors(name="load 3", tags="env:prod")] == [ids[3]]


def test_searches_monitors_and_groups(client):
    api = MonitorsApi(client)
    created = api.create_monitor(load_monitor("load", "team:ops"))
    found = api.search_monitors(query='tag:"team:ops" load')
    assert [monitor.id for monitor in found.monitors] == [created.id]
    assert found.metadata.total_count == 1
    assert api.search_monitor_groups().groups == []


def test_validates_a_new_and_an_existing_monitor(client):
    api = MonitorsApi(client)
    api.validate_monitor(load_monitor("load"))
    api.validate_existing_monitor(api.create_monitor(load_monitor("load")).id, load_monitor("load"))
    wrong = load_monitor("load")
    wrong.query = "avg(last_5m):avg:system.load.1{*} > 9"
    with pytest.raises(ApiException, match="does not match that used in the query"):
        api.validate_monitor(wrong)


def test_asks_whether_monitors_can_be_deleted(client):
    api = MonitorsApi(client)
    one, two = (api.create_monitor(load_monitor(name)) for name in ("one", "two"))
    assert api.check_can_delete_monitor([one.id, two.id]).data.ok == [one.id, two.id]
    both = Monitor(type=MonitorType.COMPOSITE, name="both", query=f"{one.id} && {two.id}")
    composite = api.create_monitor(both)
    with pytest.raises(ApiException) as refused:
        api.check_can_delete_monitor([one.id, composite.id])
    assert refused.value.status == 409
    assert api.delete_monitor(one.id, force="true").deleted_monitor_id == one.id


def test_creates_edits_lists_and_deletes_a_tag_policy(client):
    api = MonitorsApiV2(client)
    sent = MonitorConfigPolicyTagPolicyCreateRequest(tag_key="team", tag_key_required=True, valid_tag_values=["ops"])
    attributes = MonitorConfigPolicyAttributeCreateRequest(policy=sent, policy_type=TAG)
    data = MonitorConfigPolicyCreateData(attributes=attributes, type=POLICY)
    created = api.create_monitor_config_policy(MonitorConfigPolicyCreateRequest(data=data)).data
    assert UUID(created.id)
    policy = MonitorConfigPolicyTagPolicy(tag_key="team", tag_key_required=True, valid_tag_values=["dev"])
    edit = MonitorConfigPolicyAttributeEditRequest(policy=policy, policy_type=TAG)
    edit_data = MonitorConfigPolicyEditData(attributes=edit, id=created.id, type=POLICY)
    api.update_monitor_config_policy(created.id, MonitorConfigPolicyEditRequest(data=edit_data))
    assert [each.id for each in api.list_monitor_config_policies().data] == [created.id]
    assert api.get_monitor_config_policy(created.id).data.attributes.policy.valid_tag_values == ["dev"]
    api.delete_monitor_config_policy(created.id)
    assert api.list_monitor_config_policies().data == []


def test_validates_the_api_key(client):
    assert AuthenticationApi(client).validate().valid is True
