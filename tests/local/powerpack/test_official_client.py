"""Datadog's own client works with the powerpacks of the embedded Datadog."""

import pytest
from datadog_api_client.exceptions import ApiException, NotFoundException
from datadog_api_client.v2.api.powerpack_api import PowerpackApi
from datadog_api_client.v2.model.powerpack import Powerpack
from datadog_api_client.v2.model.powerpack_attributes import PowerpackAttributes
from datadog_api_client.v2.model.powerpack_data import PowerpackData
from datadog_api_client.v2.model.powerpack_group_widget import PowerpackGroupWidget
from datadog_api_client.v2.model.powerpack_group_widget_definition import PowerpackGroupWidgetDefinition
from datadog_api_client.v2.model.powerpack_inner_widgets import PowerpackInnerWidgets
from datadog_api_client.v2.model.powerpack_template_variable import PowerpackTemplateVariable


def pack(name: str, type: str = "group") -> Powerpack:
    note = PowerpackInnerWidgets(definition={"type": "note", "content": name})
    group = PowerpackGroupWidgetDefinition(type=type, layout_type="ordered", title=name, widgets=[note])
    attributes = PowerpackAttributes(
        name=name,
        group_widget=PowerpackGroupWidget(definition=group),
        tags=["team:payments"],
        template_variables=[PowerpackTemplateVariable(name="region", defaults=["*"])],
    )
    return Powerpack(data=PowerpackData(type="powerpack", attributes=attributes))


def test_creates_reads_changes_and_deletes(client):
    api = PowerpackApi(client)
    created = api.create_powerpack(pack("queue")).data
    assert (created.attributes.description, created.attributes.group_widget.layout.width) == ("", 12)
    changed = api.update_powerpack(created.id, pack("other")).data
    assert (changed.id, changed.attributes.name) == (created.id, "other")
    found = api.get_powerpack(created.id).data.attributes
    assert found.group_widget.definition.widgets[0].definition["content"] == "other"
    api.delete_powerpack(created.id)
    with pytest.raises(NotFoundException, match=f"Powerpack with ID {created.id} not found"):
        api.get_powerpack(created.id)


def test_lists_to_the_end(client):
    api = PowerpackApi(client)
    ids = [api.create_powerpack(pack(f"pack {number}")).data.id for number in range(7)]
    assert [each.id for each in api.list_powerpacks_with_pagination(page_limit=3)] == sorted(ids, reverse=True)
    assert api.list_powerpacks(page_limit=3, page_offset=7).data == []


def test_refuses_what_is_no_group(client):
    with pytest.raises(ApiException, match=r"API input validation failed.*'type'"):
        PowerpackApi(client).create_powerpack(pack("queue", type="note"))
