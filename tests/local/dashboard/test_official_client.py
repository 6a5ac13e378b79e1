"""Datadog's own client works with the dashboards of the embedded Datadog."""

import pytest
from datadog_api_client.exceptions import NotFoundException
from datadog_api_client.v1.api.dashboards_api import DashboardsApi
from datadog_api_client.v1.model.dashboard import Dashboard
from datadog_api_client.v1.model.dashboard_bulk_action_data import DashboardBulkActionData
from datadog_api_client.v1.model.dashboard_bulk_action_data_list import DashboardBulkActionDataList
from datadog_api_client.v1.model.dashboard_bulk_delete_request import DashboardBulkDeleteRequest
from datadog_api_client.v1.model.dashboard_layout_type import DashboardLayoutType
from datadog_api_client.v1.model.dashboard_resource_type import DashboardResourceType
from datadog_api_client.v1.model.dashboard_restore_request import DashboardRestoreRequest
from datadog_api_client.v1.model.note_widget_definition import NoteWidgetDefinition
from datadog_api_client.v1.model.note_widget_definition_type import NoteWidgetDefinitionType
from datadog_api_client.v1.model.widget import Widget


def board(title: str) -> Dashboard:
    note = NoteWidgetDefinition(type=NoteWidgetDefinitionType.NOTE, content="hello")
    return Dashboard(title=title, layout_type=DashboardLayoutType.ORDERED, widgets=[Widget(definition=note)])


def of(*ids: str) -> DashboardBulkActionDataList:
    dashboard = DashboardResourceType.DASHBOARD
    return DashboardBulkActionDataList([DashboardBulkActionData(id=id, type=dashboard) for id in ids])


def test_creates_gets_updates_and_deletes_a_dashboard(client):
    api = DashboardsApi(client)
    created = api.create_dashboard(board("One"))
    assert api.update_dashboard(created.id, board("Two")).title == "Two"
    found = api.get_dashboard(created.id)
    assert (found.title, found.url, found.widgets[0].definition.content) == (
        "Two",
        f"/dashboard/{found.id}/two",
        "hello",
    )
    assert api.delete_dashboard(created.id).deleted_dashboard_id == created.id
    with pytest.raises(NotFoundException):
        api.get_dashboard(created.id)


def test_lists_dashboards_in_pages(client):
    api = DashboardsApi(client)
    ids = {api.create_dashboard(board(str(number))).id for number in range(7)}
    assert {each.id for each in api.list_dashboards().dashboards} == ids
    assert {each.id for each in api.list_dashboards_with_pagination(count=3)} == ids
    assert len(api.list_dashboards(start=5, count=5).dashboards) == 2


def test_deletes_and_restores_dashboards_in_bulk(client):
    api = DashboardsApi(client)
    ids = [api.create_dashboard(board(title)).id for title in ("one", "two")]
    api.delete_dashboards(DashboardBulkDeleteRequest(data=of(*ids)))
    assert {each.id for each in api.list_dashboards(filter_deleted=True).dashboards} == set(ids)
    api.restore_dashboards(DashboardRestoreRequest(data=of(*ids)))
    assert {each.id for each in api.list_dashboards().dashboards} == set(ids)
