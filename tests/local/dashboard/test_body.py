import pytest

from dogwatch.local.api.dashboard.body import slug
from tests.local.organisation import NOTE, Organisation, dashboard


def test_answers_in_the_recorded_order_with_the_recorded_defaults():
    created = Organisation().created_dashboard()
    assert list(created) == [
        "id",
        "title",
        "description",
        "author_handle",
        "author_name",
        "layout_type",
        "url",
        "template_variables",
        "widgets",
        "notify_list",
        "created_at",
        "modified_at",
        "restricted_roles",
    ]
    empty = ("description", "template_variables", "notify_list", "restricted_roles")
    assert [created[name] for name in empty] == [None, None, None, []]
    assert created["created_at"] == created["modified_at"] == "2026-01-02T12:00:00.345678+00:00"


def test_further_fields_come_back_when_they_were_sent():
    sent = {
        "template_variable_presets": [],
        "default_timeframe": {"type": "live", "unit": "hour", "value": 4},
        "reflow_type": "auto",
        "tags": ["team:a"],
        "tabs": [{"id": "x", "name": "One", "widget_ids": [1]}],
    }
    created = Organisation().created_dashboard(**sent)
    assert {name: created[name] for name in sent} == sent


def test_the_address_ends_with_the_words_of_the_title():
    organisation = Organisation()
    created = organisation.created_dashboard(title="Is It Working?")
    assert created["url"] == f"/dashboard/{created['id']}/is-it-working"
    assert organisation.created_dashboard(title="")["url"].endswith("/")


def test_a_slug_loses_signs_keeps_dashes_and_is_cut_at_80():
    assert slug("Zubin - a_b (c) [D-4]") == "zubin---ab-c-d-4"
    assert slug("x" * 79 + " yz") == "x" * 79
    assert len(slug("word " * 40)) <= 80


def test_sorts_whom_to_notify():
    assert Organisation().created_dashboard(notify_list=["z@x", "a@x"])["notify_list"] == ["a@x", "z@x"]


@pytest.mark.parametrize("name", ["title", "layout_type", "widgets"])
def test_says_which_parameter_is_missing(name: str):
    assert Organisation().dashboard_refusal(**{name: None}) == f"The parameter '{name}' is required"


@pytest.mark.parametrize(
    "change",
    [
        {"title": 1},
        {"description": []},
        {"layout_type": "grid"},
        {"layout_type": []},
        {"reflow_type": "both"},
        {"reflow_type": None},
        {"layout_type": "free", "reflow_type": "auto"},
        {"notify_list": "a@x"},
        {"tags": "team:a"},
        {"tags": [f"team:{number}" for number in range(6)]},
    ],
)
def test_refuses_values_that_are_none(change: dict[str, object]):
    (name,) = list(change)[-1:]
    assert Organisation().dashboard_refusal(**change).startswith(f"'{name}' value ")


@pytest.mark.parametrize("tag", ["tm:foobar", "team:", "x"])
def test_tags_name_teams_only(tag: str):
    assert Organisation().dashboard_refusal(tags=[tag]) == "Invalid tag format. Valid tag keys are: team."


def test_the_layout_type_cannot_change():
    organisation = Organisation()
    path = f"/api/v1/dashboard/{organisation.created_dashboard()['id']}"
    said = {"errors": ["The layout_type of a dashboard cannot be changed"]}
    assert organisation.ask("PUT", path, dashboard(layout_type="free", widgets=[NOTE])) == (400, said)
