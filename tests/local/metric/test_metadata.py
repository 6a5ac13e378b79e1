import pytest

from tests.local.organisation import Clock, Organisation

NOW = 1_700_000_000

PATH = "/api/v1/metrics/a.b"


def test_a_metric_that_reported_has_metadata():
    organisation = Organisation()
    series = {"metric": "a.b", "points": [[1, 1]], "type": "rate", "interval": 10}
    organisation.ask("POST", "/api/v1/series", {"series": [series]})
    names = ["description", "short_name", "type", "unit", "per_unit", "statsd_interval", "integration"]
    status, metadata = organisation.ask("GET", PATH)
    assert (status, list(metadata)) == (200, names)
    assert metadata == {**dict.fromkeys(names), "type": "rate", "statsd_interval": 10}


def test_an_update_writes_what_is_sent_and_answers_with_all_of_it():
    organisation = Organisation()
    organisation.report("a.b")
    organisation.ask("PUT", PATH, {"description": "hello", "unit": "second"})
    status, metadata = organisation.ask("PUT", PATH, {"description": None, "integration": "mine"})
    assert (status, metadata["description"], metadata["unit"], metadata["integration"]) == (200, None, "second", None)
    assert organisation.ask("GET", PATH) == (200, metadata)


def test_a_metric_that_never_reported_has_none():
    organisation = Organisation()
    assert organisation.ask("GET", PATH) == (404, {"errors": ["a.b not found"]})
    assert organisation.ask("PUT", PATH, {}) == (400, {"errors": ["error updating metric metadata"]})


@pytest.mark.parametrize("change", [{"type": "distribution"}, {"type": []}, {"unit": 1}, {"statsd_interval": "10"}])
def test_refuses_values_that_are_none(change: dict[str, object]):
    organisation = Organisation()
    organisation.report("a.b")
    assert organisation.ask("PUT", PATH, change)[0] == 400


def test_further_points_leave_the_metadata_alone():
    organisation = Organisation()
    organisation.report("a.b")
    organisation.ask("PUT", PATH, {"unit": "byte"})
    organisation.report("a.b", "new:tag")
    assert organisation.ask("GET", PATH)[1]["unit"] == "byte"


def listed(organisation: Organisation, **query: object) -> list[str]:
    """The active metrics since a second, which is `since`."""
    named = {name.replace("since", "from"): value for name, value in query.items()}
    status, body = organisation.ask("GET", "/api/v1/metrics", **named)
    assert (status, body["from"]) == (200, str(query["since"]))
    return list(body["metrics"])


def test_lists_the_names_of_metrics_of_which_points_came_since():
    clock = Clock(NOW)
    organisation = Organisation(clock)
    organisation.report("b")
    clock.pass_(60)
    organisation.report("a", "host:x")
    assert listed(organisation, since=NOW) == ["a", "b"]
    assert listed(organisation, since=NOW + 1) == ["a"]
    assert listed(organisation, since=NOW + 61) == []
    organisation.report("b")
    assert listed(organisation, since=NOW + 1) == ["a", "b"]


def test_lists_the_names_of_metrics_with_a_host_or_with_tags():
    organisation = Organisation()
    organisation.report("a", "host:x", "env:prod", "service:web-1")
    organisation.report("b", "env:dev", "service:web-2")
    organisation.report("c", "env:staging", "service:db")
    assert listed(organisation, since=1, host="x") == ["a"]
    assert listed(organisation, since=1, tag_filter="env IN (dev,staging) AND service:web*") == ["b"]
    assert listed(organisation, since=1, tag_filter="NOT env:dev AND service") == ["a", "c"]
    assert listed(organisation, since=1, tag_filter="host") == ["a"]


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"from": "yesterday"},
        {"from": 1, "host": "x", "tag_filter": "a:b"},
        {"from": 1, "tag_filter": "env:prod AND"},
        {"from": 1, "tag_filter": "$env"},
        {"from": 1, "tag_filter": "a}.rollup(sum, 7200) + avg:y{*"},
    ],
)
def test_refuses_to_list_by_what_is_no_filter(query: dict[str, object]):
    organisation = Organisation()
    organisation.report("a")
    assert organisation.ask("GET", "/api/v1/metrics", **query)[0] == 400


def test_searches_the_names_of_a_day():
    clock = Clock(NOW)
    organisation = Organisation(clock)
    organisation.report("shop.hits")
    clock.pass_(86400)
    organisation.report("shop.Errors")
    assert organisation.ask("GET", "/api/v1/search", q="metrics:shop.") == (
        200,
        {"results": {"metrics": ["shop.Errors", "shop.hits"]}},
    )
    assert organisation.ask("GET", "/api/v1/search", q="errors")[1]["results"]["metrics"] == ["shop.Errors"]
    clock.pass_(1)
    assert organisation.ask("GET", "/api/v1/search", q="metrics:")[1]["results"]["metrics"] == ["shop.Errors"]
    assert organisation.ask("GET", "/api/v1/search")[0] == 400
    status, said = organisation.ask("GET", "/api/v1/search", q="hosts:x")
    assert (status, said["errors"]) == (501, ["not emulated: search of hosts"])
