from typing import Any

import pytest

from tests.local.organisation import Organisation

PATH = "/api/v2/metrics/a.b/tags"
NO_ATTRIBUTES = {"data": {"type": "manage_tags", "id": "a.b", "attributes": []}}


def configuration(**attributes: Any) -> dict[str, Any]:
    return {"data": {"type": "manage_tags", "id": "a.b", "attributes": attributes}}


def test_a_gauge_is_configured_changed_and_freed():
    organisation = Organisation()
    organisation.report("a.b")
    status, created = organisation.ask("POST", PATH, configuration(metric_type="gauge", tags=["app", "Datacenter"]))
    attributes = created["data"]["attributes"]
    assert status == 201
    assert list(attributes) == ["tags", "created_at", "modified_at", "metric_type", "aggregations", "exclude_tags_mode"]
    assert (attributes["tags"], attributes["aggregations"]) == (
        ["app", "Datacenter"],
        [{"time": "sum", "space": "sum"}],
    )
    assert organisation.ask("GET", PATH) == (200, created)
    _, updated = organisation.ask("PATCH", PATH, configuration(tags=["app"]))
    assert updated["data"]["attributes"] == {**attributes, "tags": ["app"]}
    assert organisation.ask("DELETE", PATH) == (204, None)
    assert organisation.ask("GET", PATH) == (404, {"errors": ["a.b not found"]})


def test_a_distribution_has_percentiles_when_asked_and_no_aggregations():
    organisation = Organisation()
    organisation.ask("POST", "/api/v1/distribution_points", {"series": [{"metric": "a.b", "points": []}]})
    sent = configuration(metric_type="distribution", tags=[], include_percentiles=True)
    _, created = organisation.ask("POST", PATH, sent)
    assert created["data"]["attributes"]["include_percentiles"] is True
    assert "aggregations" not in created["data"]["attributes"]
    _, off = organisation.ask("PATCH", PATH, configuration(include_percentiles=False))
    assert off["data"]["attributes"]["include_percentiles"] is False


def test_a_metric_that_never_reported_cannot_be_configured():
    said = {"errors": ["Cannot configure tags on a metric that does not exist."]}
    assert Organisation().ask("POST", PATH, configuration(metric_type="gauge", tags=[])) == (400, said)


def test_a_metric_has_one_configuration():
    organisation = Organisation()
    organisation.report("a.b")
    sent = configuration(metric_type="gauge", tags=[])
    assert organisation.ask("POST", PATH, sent)[0] == 201
    assert organisation.ask("POST", PATH, sent)[0] == 409


@pytest.mark.parametrize(
    "attributes",
    [
        {},
        {"metric_type": "set"},
        {"metric_type": "gauge", "tags": "app"},
        {"metric_type": "gauge", "include_percentiles": True},
        {"metric_type": "distribution", "include_percentiles": "yes"},
        {"metric_type": "gauge", "exclude_tags_mode": 1},
        {"metric_type": "gauge", "aggregations": {}},
    ],
)
def test_refuses_attributes_that_are_none(attributes: dict[str, Any]):
    organisation = Organisation()
    organisation.report("a.b")
    assert organisation.ask("POST", PATH, configuration(**attributes))[0] == 400


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"data": []},
        {"data": {"type": "manage_tags", "id": "other"}},
        {"data": {"type": "x", "id": "a.b"}},
        NO_ATTRIBUTES,
    ],
)
def test_refuses_data_about_something_else(body: dict[str, Any]):
    organisation = Organisation()
    organisation.report("a.b")
    assert organisation.ask("POST", PATH, body)[0] == 400


def test_the_type_of_a_configuration_stays():
    organisation = Organisation()
    organisation.report("a.b")
    organisation.ask("POST", PATH, configuration(metric_type="gauge", tags=[]))
    assert organisation.ask("PATCH", PATH, configuration(metric_type="count"))[0] == 400
    assert organisation.ask("PATCH", PATH, configuration(metric_type="gauge", tags=["x"]))[0] == 200


def test_all_tags_are_those_of_some_series_or_some_of_them():
    organisation = Organisation()
    organisation.report("a.b", "env:prod", "host:x")
    organisation.report("a.b", "env:dev", "host:y", "b")

    def found(**query: object) -> list[str]:
        filters = {name.replace("_", "[", 1) + "]": value for name, value in query.items()}
        return list(organisation.ask("GET", "/api/v2/metrics/a.b/all-tags", **filters)[1]["data"]["attributes"]["tags"])

    assert found() == ["b", "env:dev", "env:prod", "host:x", "host:y"]
    assert found(filter_tags="env:dev,host:y") == ["b", "env:dev", "host:y"]
    assert found(filter_match="env") == ["env:dev", "env:prod"]
    assert found(filter_include_tag_values="false") == ["b", "env", "host"]
    assert found(page_limit=2) == ["b", "env:dev"]
    assert organisation.ask("GET", "/api/v2/metrics/a.b/all-tags", **{"page[limit]": 0})[0] == 400


@pytest.mark.parametrize("method", ["GET", "PATCH", "DELETE"])
def test_what_is_not_configured_is_not_found(method: str):
    organisation = Organisation()
    organisation.report("a.b")
    assert organisation.ask(method, PATH, configuration()) == (404, {"errors": ["a.b not found"]})
    assert organisation.ask("GET", "/api/v2/metrics/x/all-tags")[0] == 404
