from typing import Any

import pytest

from tests.local.organisation import NOON, Clock, Organisation

SECOND = int(NOON.timestamp())


def found(organisation: Organisation, query: str, **page: object) -> list[str]:
    words = {f"page[{name}]": value for name, value in page.items()}
    status, answer = organisation.ask("GET", "/api/v1/slo/search", query=query, **words)
    assert status == 200
    return [each["data"]["attributes"]["name"] for each in answer["data"]["attributes"]["slos"]]


def test_finds_by_name_type_and_tags():
    organisation = Organisation()
    organisation.created_slo(name="Checkout availability", tags=["env:prod", "team:a", "tier:1"])
    organisation.created_slo(name="Search")
    assert found(organisation, "checkout avail") == ["Checkout availability"]
    assert found(organisation, '"checkout availability" env:prod team:a') == ["Checkout availability"]
    assert found(organisation, "slo_type:monitor") == []
    assert len(found(organisation, "slo_type:metric")) == 2
    assert organisation.ask("GET", "/api/v1/slo/search", query="colour:red")[0] == 501


def test_shows_an_slo_in_the_shape_of_searches():
    organisation = Organisation()
    id = organisation.created_slo(tags=["env:prod", "team:a", "service:s", "x"])["id"]
    _, answer = organisation.ask("GET", "/api/v1/slo/search")
    (shown,) = answer["data"]["attributes"]["slos"]
    attributes = shown["data"]["attributes"]
    assert (shown["data"]["id"], shown["data"]["type"], attributes["slo_type"]) == (id, "slo", "metric")
    tags = [attributes[f"{name}_tags"] for name in ("env", "team", "service", "all")]
    assert tags == [["env:prod"], ["team:a"], ["service:s"], ["env:prod", "team:a", "service:s", "x"]]
    assert attributes["thresholds"][0]["target_display"] == "95"
    assert attributes["query"]["metrics"] is None


def test_pages_by_number_and_size():
    organisation = Organisation()
    for number in range(12):
        organisation.created_slo(name=f"slo {number}")
    assert len(found(organisation, "")) == 10
    assert len(found(organisation, "", number=1)) == 2
    every = found(organisation, "", size=12)
    assert found(organisation, "", number=2, size=5) == every[10:]
    _, answer = organisation.ask("GET", "/api/v1/slo/search", **{"page[size]": 5})
    page = answer["meta"]["pagination"]
    assert (page["total"], page["last_number"], page["next_number"], page["size"]) == (12, 2, 1, 5)
    assert organisation.ask("GET", "/api/v1/slo/search", **{"page[size]": 0})[0] == 400
    assert organisation.ask("GET", "/api/v1/slo/search", **{"page[number]": "x"})[0] == 400


def shown(organisation: Organisation) -> dict[str, Any]:
    """The only SLO, as a search shows it."""
    status, answer = organisation.ask("GET", "/api/v1/slo/search")
    assert status == 200, answer
    (found,) = answer["data"]["attributes"]["slos"]
    return found["data"]["attributes"]


def test_shows_how_an_slo_stands_over_each_of_its_windows():
    organisation = Organisation(Clock(SECOND))
    store = organisation.world.intake.series
    for code, days, count in (("2xx", 20, 300), ("2xx", 1, 90), ("5xx", 1, 10)):
        store.add(store.series("hits", [f"code:{code}"], "count"), SECOND - days * 86400, count)
    query = {"numerator": "sum:hits{code:2xx}.as_count()", "denominator": "sum:hits{*}.as_count()"}
    thresholds = [{"timeframe": "7d", "target": 80}, {"timeframe": "30d", "target": 99, "warning": 99.5}]
    organisation.created_slo(query=query, thresholds=thresholds, timeframe="7d", target_threshold=80)

    found = shown(organisation)

    week, month = found["overall_status"]
    assert week == {
        "timeframe": "7d",
        "target": 80,
        "status": pytest.approx(90),
        "state": "ok",
        "error": None,
        "error_budget_remaining": pytest.approx(50),
        "raw_error_budget_remaining": {"value": pytest.approx(10), "unit": "requests"},
        "indexed_at": SECOND,
        "span_precision": 3,
    }
    assert (month["status"], month["state"]) == (pytest.approx(97.5), "breached")
    assert month["error_budget_remaining"] == pytest.approx(-150)
    assert (found["status"]["sli"], found["status"]["state"]) == (week["status"], "ok")
    assert found["status"]["calculation_error"] is None


def test_says_what_of_an_slo_is_not_known():
    organisation = Organisation()
    organisation.created_slo()
    (week,) = shown(organisation)["overall_status"]
    assert (week["status"], week["state"], week["error"]) == (None, "no_data", None)
    assert (week["error_budget_remaining"], week["raw_error_budget_remaining"]) == (None, None)

    organisation = Organisation()
    id = organisation.created()["id"]
    organisation.created_slo(type="monitor", monitor_ids=[id], query=None)
    found = shown(organisation)
    assert f"the states of the monitors {id}, which are not judged here" in found["overall_status"][0]["error"]
    assert found["status"]["calculation_error"] == found["overall_status"][0]["error"]
    assert found["status"]["sli"] is None
