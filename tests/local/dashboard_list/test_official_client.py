"""Datadog's own client works with the lists of dashboards of the embedded Datadog."""

from datadog_api_client.v1.api.dashboard_lists_api import DashboardListsApi as ListsApi
from datadog_api_client.v1.api.dashboards_api import DashboardsApi
from datadog_api_client.v1.model.dashboard import Dashboard
from datadog_api_client.v1.model.dashboard_layout_type import DashboardLayoutType
from datadog_api_client.v1.model.dashboard_list import DashboardList
from datadog_api_client.v2.api.dashboard_lists_api import DashboardListsApi as ItemsApi
from datadog_api_client.v2.model.dashboard_list_add_items_request import DashboardListAddItemsRequest
from datadog_api_client.v2.model.dashboard_list_item_request import DashboardListItemRequest
from datadog_api_client.v2.model.dashboard_type import DashboardType


def test_keeps_lists_and_what_is_in_them(client):
    lists, items = ListsApi(client), ItemsApi(client)
    board = Dashboard(title="Checkout", layout_type=DashboardLayoutType.FREE, widgets=[])
    dashboard = DashboardsApi(client).create_dashboard(board)
    made = lists.create_dashboard_list(DashboardList(name="Shop"))
    item = DashboardListItemRequest(id=dashboard.id, type=DashboardType.CUSTOM_SCREENBOARD)
    items.create_dashboard_list_items(made.id, DashboardListAddItemsRequest(dashboards=[item]))
    [found] = items.get_dashboard_list_items(made.id).dashboards
    assert (found.id, found.title, str(found.type)) == (dashboard.id, "Checkout", "custom_screenboard")
    assert [each.dashboard_count for each in lists.list_dashboard_lists().dashboard_lists] == [1]
    assert lists.delete_dashboard_list(made.id).deleted_dashboard_list_id == made.id
