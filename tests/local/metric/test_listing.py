import pytest

from tests.local.organisation import Clock, Organisation

PATH = "/api/v2/metrics"


def small_shop() -> Organisation:
    organisation = Organisation()
    organisation.report("a", "env:prod", "app:web")
    organisation.report("b", "env:dev")
    organisation.ask("POST", "/api/v1/distribution_points", {"series": [{"metric": "c", "points": []}]})
    attributes = {"metric_type": "distribution", "tags": ["app"], "include_percentiles": True}
    body = {"data": {"type": "manage_tags", "id": "c", "attributes": attributes}}
    assert organisation.ask("POST", f"{PATH}/c/tags", body)[0] == 201
    return organisation


def listed(organisation: Organisation, **query: object) -> list[tuple[str, str]]:
    filters = {name.replace("_", "[", 1) + "]": value for name, value in query.items()}
    status, answer = organisation.ask("GET", PATH, **filters)
    assert status == 200
    return [(each["type"], each["id"]) for each in answer["data"]]


def test_lists_metrics_and_then_their_configurations():
    organisation = small_shop()
    assert listed(organisation) == [("metrics", "a"), ("metrics", "b"), ("metrics", "c"), ("manage_tags", "c")]
    assert listed(organisation, filter_configured="true") == [("metrics", "c"), ("manage_tags", "c")]
    assert listed(organisation, filter_configured="false", window_seconds=60) == [("metrics", "a"), ("metrics", "b")]
    assert organisation.ask("GET", PATH)[1]["data"][-1] == organisation.ask("GET", f"{PATH}/c/tags")[1]["data"]


def test_filters_by_tags_type_and_percentiles():
    organisation = small_shop()
    assert listed(organisation, filter_tags="env:prod AND app") == [("metrics", "a")]
    assert listed(organisation, filter_tags="env:prod,x") == []
    assert listed(organisation, filter_metric_type="non_distribution") == [("metrics", "a"), ("metrics", "b")]
    assert listed(organisation, filter_metric_type="distribution")[0] == ("metrics", "c")
    assert listed(organisation, filter_include_percentiles="true")[0] == ("metrics", "c")
    assert listed(organisation, filter_tags_configured="app")[0] == ("metrics", "c")
    assert listed(organisation, filter_tags="env IN (prod,dev) AND NOT app:w*") == [("metrics", "b")]


def test_lists_what_came_within_the_window():
    clock = Clock()
    organisation = Organisation(clock)
    organisation.report("a")
    clock.pass_(3601)
    organisation.report("b")
    assert listed(organisation) == [("metrics", "b")]
    assert listed(organisation, window_seconds=3601) == [("metrics", "a"), ("metrics", "b")]


@pytest.mark.parametrize("name", ["filter[queried]", "filter[related_assets]", "filter[is_configurable]", "include"])
def test_filters_that_are_not_emulated_are_refused_by_name(name: str):
    status, said = Organisation().ask("GET", PATH, **{name: "true"})
    assert (status, said["errors"]) == (501, [f"not emulated: {name} of the list of metrics"])


def test_goes_on_behind_a_cursor():
    organisation = small_shop()
    _, first = organisation.ask("GET", PATH, **{"page[size]": 3})
    cursor = first["meta"]["pagination"]["next_cursor"]
    _, second = organisation.ask("GET", PATH, **{"page[size]": 3, "page[cursor]": cursor})
    assert (len(first["data"]), [each["type"] for each in second["data"]]) == (3, ["manage_tags"])
    assert second["meta"]["pagination"]["next_cursor"] is None


@pytest.mark.parametrize(
    "page",
    [{"page[size]": 0}, {"page[size]": "x"}, {"page[size]": 10001}, {"page[cursor]": "x"}, {"window[seconds]": 0}],
)
def test_refuses_a_page_that_is_none(page: dict[str, object]):
    assert Organisation().ask("GET", PATH, **page)[0] == 400
