"""Datadog's own client works with the downtimes of the embedded Datadog."""

import pytest
from datadog_api_client.exceptions import NotFoundException
from datadog_api_client.v2.api.downtimes_api import DowntimesApi
from datadog_api_client.v2.model.downtime_create_request import DowntimeCreateRequest
from datadog_api_client.v2.model.downtime_create_request_attributes import DowntimeCreateRequestAttributes
from datadog_api_client.v2.model.downtime_create_request_data import DowntimeCreateRequestData
from datadog_api_client.v2.model.downtime_monitor_identifier_tags import DowntimeMonitorIdentifierTags
from datadog_api_client.v2.model.downtime_resource_type import DowntimeResourceType
from datadog_api_client.v2.model.downtime_schedule_recurrence_create_update_request import (
    DowntimeScheduleRecurrenceCreateUpdateRequest,
)
from datadog_api_client.v2.model.downtime_schedule_recurrences_create_request import (
    DowntimeScheduleRecurrencesCreateRequest,
)
from datadog_api_client.v2.model.downtime_update_request import DowntimeUpdateRequest
from datadog_api_client.v2.model.downtime_update_request_attributes import DowntimeUpdateRequestAttributes
from datadog_api_client.v2.model.downtime_update_request_data import DowntimeUpdateRequestData

TYPE = DowntimeResourceType("downtime")


def request(scope: str) -> DowntimeCreateRequest:
    nightly = DowntimeScheduleRecurrenceCreateUpdateRequest(
        duration="2h", rrule="FREQ=DAILY;INTERVAL=1", start="2030-01-01T22:00:00"
    )
    attributes = DowntimeCreateRequestAttributes(
        scope=scope,
        monitor_identifier=DowntimeMonitorIdentifierTags(monitor_tags=["team:a"]),
        schedule=DowntimeScheduleRecurrencesCreateRequest(recurrences=[nightly], timezone="Europe/Berlin"),
    )
    return DowntimeCreateRequest(data=DowntimeCreateRequestData(attributes=attributes, type=TYPE))


def test_schedules_reads_changes_and_cancels(client):
    api = DowntimesApi(client)
    created = api.create_downtime(request("env:prod")).data
    assert created.attributes.schedule.current_downtime.start.isoformat() == "2030-01-01T21:00:00+00:00"
    changes = DowntimeUpdateRequestAttributes(message="longer")
    update = DowntimeUpdateRequestData(attributes=changes, id=created.id, type=TYPE)
    assert api.update_downtime(created.id, DowntimeUpdateRequest(data=update)).data.attributes.message == "longer"
    api.cancel_downtime(created.id)
    assert str(api.get_downtime(created.id).data.attributes.status) == "canceled"
    with pytest.raises(NotFoundException):
        api.get_downtime("00000000-0000-1234-0000-000000000000")


def test_pages_through_all(client):
    api = DowntimesApi(client)
    ids = {api.create_downtime(request(f"shop:{number}")).data.id for number in range(5)}
    assert {each.id for each in api.list_downtimes_with_pagination(page_limit=2)} == ids
    assert api.list_downtimes(include="created_by").included[0].type.value == "users"
