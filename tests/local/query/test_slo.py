from __future__ import annotations

from typing import Any

import pytest

from tests.local.organisation import NOON, Clock, Organisation

SECOND = int(NOON.timestamp())


def measured(by: str = "", **changes: Any) -> tuple[Organisation, str]:
    """An SLO with a target of 95 %, and ten requests a minute ago, of which one failed."""
    organisation = Organisation(Clock(SECOND))
    for code, count in (("2xx", 9), ("5xx", 1)):
        point = {"timestamp": SECOND - 60, "value": count}
        series = {"metric": "hits", "type": 1, "points": [point], "tags": [f"code:{code}"]}
        assert organisation.ask("POST", "/api/v2/series", {"series": [series]})[0] == 202
    query = {"numerator": f"sum:hits{{code:2xx}}{by}.as_count()", "denominator": f"sum:hits{{*}}{by}.as_count()"}
    return organisation, organisation.created_slo(query=query, **changes)["id"]


def ask(organisation: Organisation, kind: str, slo: str, measure: str, **changes: Any) -> tuple[int, Any]:
    formulas = changes.pop("formulas", [{"formula": "a"}])
    query = {"data_source": "slo", "name": "a", "slo_id": slo, "measure": measure, **changes}
    attributes = {"from": (SECOND - 600) * 1000, "to": SECOND * 1000, "queries": [query], "formulas": formulas}
    sent = {"data": {"type": f"{kind}_request", "attributes": attributes}}
    return organisation.ask("POST", f"/api/v2/query/{kind}", sent)


@pytest.mark.parametrize(
    ("measure", "expected"),
    [("good_events", 9), ("bad_events", 1), ("slo_status", 90), ("error_budget_remaining", -100), ("burn_rate", 2)],
)
def test_a_scalar_is_of_the_window(measure: str, expected: float):
    organisation, slo = measured()
    status, answer = ask(organisation, "scalar", slo, measure)
    (column,) = answer["data"]["attributes"]["columns"]
    assert (status, column["name"], column["values"]) == (200, "a", [pytest.approx(expected)])


def test_a_timeseries_has_the_measure_of_each_minute():
    organisation, slo = measured()
    _, answer = ask(organisation, "timeseries", slo, "slo_status")
    attributes = answer["data"]["attributes"]
    assert attributes["series"] == [{"group_tags": [], "query_index": 0, "unit": None}]
    assert attributes["times"][-1] == (SECOND - 60) * 1000
    assert (attributes["values"][0][-1], attributes["values"][0][0]) == (90, None)
    assert ask(organisation, "timeseries", slo, "error_budget_burndown")[0] == 200


def test_components_are_its_groups():
    organisation, slo = measured(" by {code}")
    _, answer = ask(organisation, "scalar", slo, "good_events", group_mode="components")
    group, number = answer["data"]["attributes"]["columns"]
    assert (group["name"], group["values"], number["values"]) == ("code", [["2xx"], ["5xx"]], [9, 0])


@pytest.mark.parametrize(
    ("changes", "status", "said"),
    [
        ({"measure": "colour"}, 400, "colour is not emulated; write one of good_events"),
        ({"measure": "good_minutes"}, 400, "an SLO of type metric has no good_minutes"),
        ({"measure": "error_budget_burndown"}, 400, "not available in scalars"),
        ({"slo_id": "x"}, 404, "SLO not found"),
        ({"group_mode": "x"}, 400, "'group_mode' is invalid"),
        ({"additional_query_filters": "env:prod"}, 501, "additional_query_filters"),
        ({"formulas": [{"formula": "a * 2"}]}, 501, "formulas that calculate with measures of SLOs"),
    ],
)
def test_refuses_what_is_not_measured(changes: dict[str, Any], status: int, said: str):
    organisation, slo = measured()
    found = ask(organisation, "scalar", changes.pop("slo_id", slo), changes.pop("measure", "slo_status"), **changes)
    assert (found[0], said in found[1]["errors"][0]) == (status, True)


def test_slos_of_monitors_have_no_measures():
    organisation, _ = measured()
    monitor = organisation.created()["id"]
    slo = organisation.created_slo(type="monitor", monitor_ids=[monitor], query=None)["id"]
    assert ask(organisation, "scalar", slo, "slo_status")[0] == 400
