from typing import Any

import pytest

from tests.local.organisation import Organisation

SPANS, RUM = "/api/v2/apm/config/metrics", "/api/v2/rum/config/metrics"
COUNT = {"aggregation_type": "count"}
TIME = {"aggregation_type": "distribution", "path": "@duration"}


def definition(path: str, id: str | None = "shop.time", **attributes: Any) -> dict[str, Any]:
    type = "spans_metrics" if path == SPANS else "rum_metrics"
    return {"data": {"type": type, "attributes": attributes} | ({} if id is None else {"id": id})}


def created(path: str, id: str = "shop.time", **attributes: Any) -> dict[str, Any]:
    """What a create that must succeed is answered, in an organisation of its own."""
    status, body = Organisation().ask("POST", path, definition(path, id, **attributes))
    assert status == (200 if path == SPANS else 201), body
    return dict(body["data"])


def test_a_span_based_metric_is_created_changed_and_deleted() -> None:
    organisation, path = Organisation(), f"{SPANS}/shop.time"
    group = {"path": "@http.status_code", "tag_name": "code"}
    status, body = organisation.ask("POST", SPANS, definition(SPANS, compute=TIME, group_by=[group]))
    assert status == 200
    assert body["data"] == {
        "id": "shop.time",
        "type": "spans_metrics",
        "attributes": {
            "filter": {"query": "*"},
            "group_by": [group],
            "compute": {"aggregation_type": "distribution", "path": "@duration", "include_percentiles": False},
        },
    }
    assert organisation.ask("GET", path) == (200, body)
    assert organisation.ask("GET", SPANS) == (200, {"data": [body["data"]]})
    changes = {"filter": {"query": "service:a"}, "compute": {"include_percentiles": True}}
    status, changed = organisation.ask("PATCH", path, definition(SPANS, None, **changes))
    assert status == 200
    assert changed["data"]["attributes"] == {
        "filter": {"query": "service:a"},
        "group_by": [group],
        "compute": {**TIME, "include_percentiles": True},
    }
    assert organisation.ask("DELETE", path) == (204, None)
    said = {"errors": ["not_found(Metric with name 'shop.time' not found)"]}
    assert organisation.ask("DELETE", path) == organisation.ask("GET", path) == (404, said)


def test_a_rum_based_metric_has_no_filter_unless_one_is_sent() -> None:
    attributes = created(RUM, compute=COUNT, event_type="action")["attributes"]
    assert attributes == {"compute": COUNT, "event_type": "action", "group_by": []}


@pytest.mark.parametrize(
    ("sent", "stored"),
    [("Test-spans-1", "Test_spans_1"), ('"quoted"', "quoted"), ("shop.time", "shop.time"), ("a  b", "a_b")],
)
def test_a_name_is_stored_as_metrics_are_named(sent: str, stored: str) -> None:
    assert created(SPANS, sent, compute=COUNT)["id"] == stored


@pytest.mark.parametrize(
    ("path", "name"), [(SPANS, "trace.web"), (RUM, "datadog.estimated_usage.x"), (SPANS, "--"), (SPANS, None)]
)
def test_names_that_are_reserved_or_none_are_refused(path: str, name: str | None) -> None:
    sent = definition(path, name, compute=COUNT, event_type="view")
    assert Organisation().ask("POST", path, sent)[0] == 400


@pytest.mark.parametrize("second", [SPANS, RUM])
def test_a_name_belongs_to_one_metric(second: str) -> None:
    organisation = Organisation()
    organisation.ask("POST", SPANS, definition(SPANS, compute=COUNT))
    event = {"event_type": "view"} if second == RUM else {}
    status, body = organisation.ask("POST", second, definition(second, compute=COUNT, **event))
    [error] = body["errors"]
    said = error["detail"] if second == RUM else error
    assert (status, "a metric already exists with that name" in said) == (409, True)


@pytest.mark.parametrize(
    "attributes",
    [
        {},
        {"compute": {"aggregation_type": "sum"}},
        {"compute": {"aggregation_type": "distribution"}},
        {"compute": {**TIME, "include_percentiles": "yes"}},
        {"compute": {**COUNT, "path": "@duration"}},
        {"compute": {**COUNT, "include_percentiles": False}},
        {"compute": COUNT, "filter": "service:a"},
        {"compute": COUNT, "filter": {"query": 1}},
        {"compute": COUNT, "group_by": {}},
        {"compute": COUNT, "group_by": [{"tag_name": "a"}]},
        {"compute": COUNT, "group_by": [{"path": "a", "tag_name": 1}]},
        {"compute": COUNT, "event_type": "view"},
    ],
)
def test_refuses_what_is_no_definition(attributes: dict[str, Any]) -> None:
    assert Organisation().ask("POST", SPANS, definition(SPANS, **attributes))[0] == 400


@pytest.mark.parametrize(
    "attributes",
    [
        {},
        {"event_type": "click"},
        {"event_type": "view", "uniqueness": {"when": "later"}},
        {"event_type": "view", "uniqueness": "end"},
    ],
)
def test_refuses_what_are_no_events(attributes: dict[str, Any]) -> None:
    assert Organisation().ask("POST", RUM, definition(RUM, compute=COUNT, **attributes))[0] == 400


def test_only_sessions_and_views_last() -> None:
    uniqueness = {"when": "match"}
    sent = definition(RUM, compute=COUNT, event_type="action", uniqueness=uniqueness)
    status, body = Organisation().ask("POST", RUM, sent)
    detail = 'attribute "uniqueness" failed excluded_if validation'
    assert (status, body) == (400, {"errors": [{"status": "400", "title": "Bad Request", "detail": detail}]})
    assert created(RUM, compute=COUNT, event_type="view", uniqueness=uniqueness)["attributes"]["uniqueness"]


@pytest.mark.parametrize(
    "changes",
    [
        {"compute": COUNT},
        {"compute": {"path": "@size"}},
        {"compute": []},
        {"event_type": "view"},
        {"uniqueness": {"when": "end"}},
        {"filter": {"query": None}},
    ],
)
def test_what_is_computed_of_what_stays(changes: dict[str, Any]) -> None:
    organisation = Organisation()
    uniqueness = {"when": "match"}
    organisation.ask("POST", RUM, definition(RUM, compute=TIME, event_type="session", uniqueness=uniqueness))
    before = organisation.ask("GET", f"{RUM}/shop.time")
    assert organisation.ask("PATCH", f"{RUM}/shop.time", definition(RUM, **changes))[0] == 400
    assert organisation.ask("GET", f"{RUM}/shop.time") == before


def test_a_change_may_repeat_what_stays() -> None:
    organisation = Organisation()
    sent = {"compute": COUNT, "event_type": "action"}
    organisation.ask("POST", RUM, definition(RUM, **sent))
    assert organisation.ask("PATCH", f"{RUM}/shop.time", definition(RUM, **sent))[0] == 200


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"data": {"type": "x", "attributes": {}}}, 400),
        ({"data": {"type": "spans_metrics"}}, 400),
        ({"data": []}, 400),
        (definition(SPANS, "shop.other"), 409),
    ],
)
def test_a_change_has_to_be_about_the_metric(body: dict[str, Any], status: int) -> None:
    organisation = Organisation()
    organisation.ask("POST", SPANS, definition(SPANS, compute=COUNT))
    assert organisation.ask("PATCH", f"{SPANS}/shop.time", body)[0] == status
