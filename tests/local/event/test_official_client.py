"""Datadog's own client posts events and service checks, and reads events back."""

import time

from datadog_api_client.v1.api.events_api import EventsApi
from datadog_api_client.v1.api.service_checks_api import ServiceChecksApi
from datadog_api_client.v1.model.event_alert_type import EventAlertType
from datadog_api_client.v1.model.event_create_request import EventCreateRequest
from datadog_api_client.v1.model.service_check import ServiceCheck
from datadog_api_client.v1.model.service_check_status import ServiceCheckStatus
from datadog_api_client.v1.model.service_checks import ServiceChecks


def test_events_are_posted_listed_and_read(client):
    api = EventsApi(client)
    now = int(time.time())
    posted = api.create_event(
        EventCreateRequest(title="Deployed", text="shop 7", tags=["env:prod"], alert_type=EventAlertType.SUCCESS)
    ).event
    api.create_event(EventCreateRequest(title="Rolled back", text="shop 6", tags=["env:dev"]))
    (listed,) = api.list_events(start=now - 60, end=now + 60, tags="env:prod").events
    assert (listed.id, listed.title, listed.alert_type) == (posted.id, "Deployed", EventAlertType.SUCCESS)
    assert api.get_event(posted.id).event.text == "shop 7"


def test_service_checks_are_submitted(client):
    check = ServiceCheck(check="shop.up", host_name="box", status=ServiceCheckStatus.OK, tags=["env:prod"])
    assert ServiceChecksApi(client).submit_service_check(ServiceChecks([check])).status == "ok"
