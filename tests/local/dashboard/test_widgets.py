import pytest

from tests.local.organisation import NOTE, Organisation, dashboard

GROUP = {"definition": {"type": "group", "layout_type": "ordered", "widgets": [NOTE, {**NOTE, "id": 7}]}}


def test_widgets_without_an_id_get_a_large_one_behind_their_other_fields():
    created = Organisation().created_dashboard(widgets=[{**NOTE, "layout": {"x": 0}}, NOTE])
    first, second = created["widgets"]
    assert list(first) == ["definition", "layout", "id"]
    assert first["id"] != second["id"]
    assert all(10**14 <= widget["id"] < 2**53 for widget in created["widgets"])


def test_ids_that_are_sent_stay_where_they_stood():
    sent = [{"id": 5, **NOTE}, {**NOTE, "id": 6}]
    created = Organisation().created_dashboard(widgets=sent)
    assert [list(widget.items()) for widget in created["widgets"]] == [list(widget.items()) for widget in sent]


def test_widgets_of_a_group_have_ids_too():
    (group,) = Organisation().created_dashboard(widgets=[GROUP])["widgets"]
    inner = [widget["id"] for widget in group["definition"]["widgets"]]
    assert (inner[1], inner[0] >= 10**14) == (7, True)
    assert list(group["definition"]) == ["type", "layout_type", "widgets"]


def test_an_update_keeps_the_ids_it_is_sent_and_gives_new_ones_to_the_others():
    organisation = Organisation()
    created = organisation.created_dashboard(widgets=[NOTE, NOTE])
    ids = [widget["id"] for widget in created["widgets"]]
    path = f"/api/v1/dashboard/{created['id']}"
    _, updated = organisation.ask("PUT", path, dashboard(widgets=[created["widgets"][1], NOTE]))
    assert updated["widgets"][0]["id"] == ids[1]
    assert updated["widgets"][1]["id"] not in ids


@pytest.mark.parametrize("type", ["timeseries", "nobody knows this"])
def test_takes_any_type_and_any_field(type: str):
    widget = {"definition": {"type": type, "further": [1.0, 1, None]}, "unknown": True}
    (created,) = Organisation().created_dashboard(widgets=[widget])["widgets"]
    assert {name: value for name, value in created.items() if name != "id"} == widget


@pytest.mark.parametrize("widgets", [{}, "x", [1], [{}], [{"definition": "note"}]])
def test_refuses_what_is_no_widget(widgets: object):
    assert Organisation().dashboard_refusal(widgets=widgets).startswith("'widgets' value ")


@pytest.mark.parametrize(
    "widget", [{"definition": {}}, {**NOTE, "id": None}, {**NOTE, "id": "5"}, {**NOTE, "id": True}]
)
def test_says_where_the_wrong_widget_stands(widget: object):
    said = Organisation().dashboard_refusal(widgets=[NOTE, widget])
    assert said.startswith("Invalid widget definition at position 1 of type ")


def test_looks_into_groups():
    wrong = {"definition": {"type": "group", "widgets": [NOTE, NOTE, {"definition": {"type": 3}}]}}
    assert "at position 2 of type 3" in Organisation().dashboard_refusal(widgets=[wrong])
