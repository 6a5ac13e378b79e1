"""Datadog's own client works with the SLOs of the embedded Datadog."""

import time

import pytest
from datadog_api_client.exceptions import ApiException, NotFoundException
from datadog_api_client.v1.api.monitors_api import MonitorsApi
from datadog_api_client.v1.api.service_level_objective_corrections_api import ServiceLevelObjectiveCorrectionsApi
from datadog_api_client.v1.api.service_level_objectives_api import ServiceLevelObjectivesApi
from datadog_api_client.v1.model.monitor import Monitor
from datadog_api_client.v1.model.monitor_type import MonitorType
from datadog_api_client.v1.model.service_level_objective import ServiceLevelObjective
from datadog_api_client.v1.model.service_level_objective_query import ServiceLevelObjectiveQuery
from datadog_api_client.v1.model.service_level_objective_request import ServiceLevelObjectiveRequest
from datadog_api_client.v1.model.slo_bulk_delete import SLOBulkDelete
from datadog_api_client.v1.model.slo_correction_category import SLOCorrectionCategory
from datadog_api_client.v1.model.slo_correction_create_data import SLOCorrectionCreateData
from datadog_api_client.v1.model.slo_correction_create_request import SLOCorrectionCreateRequest
from datadog_api_client.v1.model.slo_correction_create_request_attributes import SLOCorrectionCreateRequestAttributes
from datadog_api_client.v1.model.slo_correction_type import SLOCorrectionType
from datadog_api_client.v1.model.slo_threshold import SLOThreshold
from datadog_api_client.v1.model.slo_timeframe import SLOTimeframe
from datadog_api_client.v1.model.slo_type import SLOType

WEEK = SLOTimeframe.SEVEN_DAYS
THRESHOLDS = [SLOThreshold(target=99.0, timeframe=WEEK), SLOThreshold(target=99.5, timeframe=SLOTimeframe.THIRTY_DAYS)]
QUERY = ServiceLevelObjectiveQuery(denominator="sum:hits{*}.as_count()", numerator="sum:hits{ok:true}.as_count()")


def request(name: str, *tags: str) -> ServiceLevelObjectiveRequest:
    return ServiceLevelObjectiveRequest(
        name=name, type=SLOType.METRIC, query=QUERY, thresholds=THRESHOLDS, tags=list(tags)
    )


def test_creates_gets_updates_and_deletes_an_slo(client):
    api = ServiceLevelObjectivesApi(client)
    created = api.create_slo(request("availability", "team:ops")).data[0]
    changed = ServiceLevelObjective(name="new", type=SLOType.METRIC, query=QUERY, thresholds=THRESHOLDS)
    assert api.update_slo(created.id, changed).data[0].name == "new"
    found = api.get_slo(created.id).data
    assert (found.name, found.tags, found.target_threshold) == ("new", [], 99.0)
    assert api.delete_slo(created.id).data == [created.id]
    with pytest.raises(NotFoundException):
        api.get_slo(created.id)


def test_lists_and_searches_slos(client):
    api = ServiceLevelObjectivesApi(client)
    ids = {api.create_slo(request(f"slo {number}", f"part:{number % 2}")).data[0].id for number in range(7)}
    assert {slo.id for slo in api.list_slos().data} == ids
    assert {slo.id for slo in api.list_slos_with_pagination(limit=3)} == ids
    assert len(api.list_slos(tags_query="part:1", query="slo").data) == 3
    assert len(api.list_slos(metrics_query="hits", offset=5).data) == 2
    found = api.search_slo(query="slo", page_size=5, page_number=1, include_facets=True)
    assert (len(found.data.attributes.slos), found.meta.pagination.total) == (2, 7)


def test_asks_whether_slos_can_be_deleted_and_deletes_windows_in_bulk(client):
    api = ServiceLevelObjectivesApi(client)
    one, two = (api.create_slo(request(name)).data[0].id for name in ("one", "two"))
    assert api.check_can_delete_slo(f"{one},{two}").data.ok == [one, two]
    query = f'burn_rate("{one}").over("7d").long_window("1h").short_window("5m") > 14.4'
    MonitorsApi(client).create_monitor(Monitor(type=MonitorType.SLO_ALERT, name="fast", query=query))
    with pytest.raises(ApiException) as refused:
        api.check_can_delete_slo(f"{one},{two}")
    assert refused.value.status == 409
    with pytest.raises(ApiException) as refused:
        api.delete_slo(one)
    assert refused.value.status == 409
    answer = api.delete_slo_timeframe_in_bulk(SLOBulkDelete(**{two: [WEEK]}))
    assert (answer.data.updated, answer.data.deleted) == ([two], [])
    assert api.delete_slo(one, force="true").data == [one]


def test_reads_the_history_of_an_slo_without_data(client):
    api = ServiceLevelObjectivesApi(client)
    id = api.create_slo(request("availability")).data[0].id
    history = api.get_slo_history(id, from_ts=1_700_000_000, to_ts=1_700_086_400).data
    assert history.overall.sli_value is None
    assert history.series.numerator.sum == 0.0


def test_corrects_an_slo_and_reads_its_history(client):
    api, corrections = ServiceLevelObjectivesApi(client), ServiceLevelObjectiveCorrectionsApi(client)
    slo, now = api.create_slo(request("availability")).data[0].id, int(time.time())
    attributes = SLOCorrectionCreateRequestAttributes(
        slo_id=slo, start=now - 60, end=now, category=SLOCorrectionCategory("Deployment")
    )
    data = SLOCorrectionCreateData(attributes=attributes, type=SLOCorrectionType("correction"))
    created = corrections.create_slo_correction(SLOCorrectionCreateRequest(data=data)).data
    assert corrections.get_slo_correction(created.id).data.attributes.created_at >= now
    assert [each.id for each in corrections.list_slo_correction().data] == [created.id]
    assert [each.id for each in api.get_slo_corrections(slo).data] == [created.id]
    history = api.get_slo_history(slo, now - 86400, now, target=99.0).data
    assert (history.overall.sli_value, history.series.denominator.sum) == (None, 0)
    corrections.delete_slo_correction(created.id)
    assert corrections.list_slo_correction().data == []


def test_searches_slos_and_reads_how_they_stand(client):
    api = ServiceLevelObjectivesApi(client)
    api.create_slo(request("availability", "team:ops"))
    (found,) = api.search_slo(query="availability").data.attributes.slos
    standing = found.data.attributes.overall_status
    assert [str(each.timeframe) for each in standing] == ["7d", "30d"]
    assert [(str(each.state), each.status) for each in standing] == [("no_data", None)] * 2
    assert found.data.attributes.status.sli is None
