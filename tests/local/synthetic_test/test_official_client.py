"""Datadog's own client works with the synthetic tests of the embedded Datadog."""

import pytest
from datadog_api_client.exceptions import ApiException, NotFoundException
from datadog_api_client.v1.api.monitors_api import MonitorsApi
from datadog_api_client.v1.api.synthetics_api import SyntheticsApi
from datadog_api_client.v1.model.synthetics_api_test import SyntheticsAPITest
from datadog_api_client.v1.model.synthetics_api_test_config import SyntheticsAPITestConfig
from datadog_api_client.v1.model.synthetics_api_test_type import SyntheticsAPITestType
from datadog_api_client.v1.model.synthetics_assertion_operator import SyntheticsAssertionOperator
from datadog_api_client.v1.model.synthetics_assertion_target import SyntheticsAssertionTarget
from datadog_api_client.v1.model.synthetics_assertion_type import SyntheticsAssertionType
from datadog_api_client.v1.model.synthetics_delete_tests_payload import SyntheticsDeleteTestsPayload
from datadog_api_client.v1.model.synthetics_test_details_sub_type import SyntheticsTestDetailsSubType
from datadog_api_client.v1.model.synthetics_test_options import SyntheticsTestOptions
from datadog_api_client.v1.model.synthetics_test_options_monitor_options import SyntheticsTestOptionsMonitorOptions
from datadog_api_client.v1.model.synthetics_test_pause_status import SyntheticsTestPauseStatus
from datadog_api_client.v1.model.synthetics_test_request import SyntheticsTestRequest
from datadog_api_client.v1.model.synthetics_update_test_pause_status_payload import (
    SyntheticsUpdateTestPauseStatusPayload,
)

PAUSED = SyntheticsTestPauseStatus.PAUSED


def body(name: str) -> SyntheticsAPITest:
    is_200 = SyntheticsAssertionTarget(
        type=SyntheticsAssertionType.STATUS_CODE, operator=SyntheticsAssertionOperator.IS, target=200
    )
    return SyntheticsAPITest(
        name=name,
        type=SyntheticsAPITestType.API,
        subtype=SyntheticsTestDetailsSubType.HTTP,
        message="It does not answer",
        config=SyntheticsAPITestConfig(
            assertions=[is_200], request=SyntheticsTestRequest(method="GET", url="https://www.example.com")
        ),
        locations=["aws:eu-west-1"],
        options=SyntheticsTestOptions(
            tick_every=60, monitor_options=SyntheticsTestOptionsMonitorOptions(renotify_interval=30)
        ),
        tags=["team:payments"],
    )


def test_creates_reads_changes_pauses_and_deletes(client):
    api = SyntheticsApi(client)
    created = api.create_synthetics_api_test(body("page"))
    assert str(created.status) == "live"
    monitor = MonitorsApi(client).get_monitor(created.monitor_id)
    assert (monitor.name, str(monitor.type)) == ("[Synthetics] page", "synthetics alert")
    assert {"team:payments", "probe_dc:aws:eu-west-1", "check_status:live"} <= set(monitor.tags)
    assert api.update_test_pause_status(created.public_id, SyntheticsUpdateTestPauseStatusPayload(new_status=PAUSED))
    changed = api.update_api_test(created.public_id, body("other"))
    assert (changed.name, str(changed.status)) == ("other", "paused")
    monitor = MonitorsApi(client).get_monitor(created.monitor_id)
    assert (monitor.name, "check_status:paused" in monitor.tags) == ("[Synthetics] other", True)
    assert api.get_api_test(created.public_id).name == api.get_test(created.public_id).name == "other"
    deleted = api.delete_tests(SyntheticsDeleteTestsPayload(public_ids=[created.public_id]))
    assert [each.public_id for each in deleted.deleted_tests] == [created.public_id]
    with pytest.raises(NotFoundException, match="Synthetics test not found"):
        api.get_api_test(created.public_id)
    with pytest.raises(NotFoundException, match="Monitor not found"):
        MonitorsApi(client).get_monitor(created.monitor_id)


def test_lists_by_page(client):
    api = SyntheticsApi(client)
    ids = [api.create_synthetics_api_test(body(f"page {number}")).public_id for number in range(3)]
    assert [test.public_id for test in api.list_tests().tests] == ids
    assert [test.public_id for test in api.list_tests(page_size=2, page_number=1).tests] == ids[2:]
    assert api.list_tests(page_size=2, page_number=2).tests == []


def test_refuses_by_name_what_it_does_not_run(client):
    api = SyntheticsApi(client)
    created = api.create_synthetics_api_test(body("page"))
    with pytest.raises(ApiException, match=f"not emulated: GET /api/v1/synthetics/tests/{created.public_id}/results"):
        api.get_api_test_latest_results(created.public_id)
    with pytest.raises(ApiException, match="not emulated: GET /api/v1/synthetics/variables"):
        api.list_global_variables()
    with pytest.raises(ApiException, match="not emulated: GET /api/v1/synthetics/tests/search"):
        api.search_tests()
