import pytest

from tests.local.organisation import Organisation

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


def test_lists_the_names_of_active_metrics():
    organisation = Organisation()
    for name in ("b", "a"):
        organisation.report(name)
    assert organisation.ask("GET", "/api/v1/metrics", **{"from": 5}) == (200, {"from": "5", "metrics": ["a", "b"]})
    assert organisation.ask("GET", "/api/v1/metrics")[0] == 400
