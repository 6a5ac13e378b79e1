from typing import Any

import pytest

from dogwatch.judge import Judging
from tests.local.organisation import NOON, Clock, Organisation

START = 1704236088
SECOND = int(NOON.timestamp())


def measured(by: str = "") -> tuple[Organisation, str]:
    """An SLO of ten requests a minute ago, of which two failed."""
    organisation = Organisation(Clock(SECOND))
    for code, count in (("2xx", 8), ("5xx", 2)):
        point = {"timestamp": SECOND - 60, "value": count}
        series = {"metric": "hits", "type": 1, "points": [point], "tags": [f"code:{code}"]}
        assert organisation.ask("POST", "/api/v2/series", {"series": [series]})[0] == 202
    query = {"numerator": f"sum:hits{{code:2xx}}{by}.as_count()", "denominator": f"sum:hits{{*}}{by}.as_count()"}
    return organisation, organisation.created_slo(query=query)["id"]


def history(organisation: Organisation, slo: str, **query: Any) -> tuple[int, Any]:
    return organisation.ask("GET", f"/api/v1/slo/{slo}/history", from_ts=SECOND - 86400, to_ts=SECOND, **query)


def test_an_slo_without_data_has_a_zero_denominator_and_no_sli():
    organisation = Organisation()
    id = organisation.created_slo()["id"]
    status, answer = organisation.ask("GET", f"/api/v1/slo/{id}/history", from_ts=START, to_ts=START + 86400)
    data = answer["data"]
    assert (status, data["overall"]["sli_value"], data["overall"]["state"]) == (200, None, "no_data")
    assert data["overall"]["errors"][0]["error_type"] == "ZERO_VALUED_DENOMINATOR"
    assert data["slo"] == organisation.ask("GET", f"/api/v1/slo/{id}")[1]["data"]
    assert data["thresholds"].keys() == {"7d"}


def test_the_series_of_a_day_has_the_recorded_times_and_queries():
    organisation = Organisation()
    id = organisation.created_slo()["id"]
    _, answer = organisation.ask("GET", f"/api/v1/slo/{id}/history", from_ts=START, to_ts=START + 86400)
    series = answer["data"]["series"]
    assert (series["times"][:3], len(series["times"])) == ([1704235800000.0, 1704240000000.0, 1704247200000.0], 13)
    good, total = "default_zero(sum:hits{code:2xx}.as_count())", "default_zero(sum:hits{*}.as_count())"
    assert (series["numerator_query"], series["graph_query"]) == (good, f"{good}, {total} - {good}")
    assert (series["numerator"]["values"], series["numerator"]["count"]) == ([0.0] * 13, 13)


@pytest.mark.parametrize(
    "span",
    [{}, {"from_ts": 5}, {"from_ts": "x", "to_ts": 9}, {"from_ts": 9, "to_ts": 9}, {"from_ts": 0, "to_ts": 10**12}],
)
def test_refuses_a_span_that_is_none(span: dict[str, object]):
    organisation = Organisation()
    assert organisation.ask("GET", f"/api/v1/slo/{organisation.created_slo()['id']}/history", **span)[0] == 400


def test_names_monitors_whose_states_nobody_knows():
    organisation = Organisation()
    monitor = organisation.created()["id"]
    id = organisation.created_slo(type="monitor", monitor_ids=[monitor], query=None)["id"]
    said = {"errors": [f"not emulated: the states of the monitors {monitor}, which are not judged here"]}
    assert organisation.ask("GET", f"/api/v1/slo/{id}/history", from_ts=1, to_ts=2) == (501, said)
    assert organisation.ask("GET", "/api/v1/slo/x/history", from_ts=1, to_ts=2)[0] == 404


def judged(*queries: str) -> tuple[Organisation, list[int]]:
    """Monitors over half an hour in which host a was loaded for ten minutes after ten, and host b for the last five."""
    organisation = Organisation(Clock(SECOND))
    store = organisation.world.intake.series
    for minute in range(30):
        for host, is_loaded in (("a", 10 <= minute < 20), ("b", minute >= 25)):
            load = store.series("load", [f"host:{host}"])
            store.add(load, SECOND - (30 - minute) * 60, 9.0 if is_loaded else 1.0)
    bodies = {organisation.created(name=query, query=query)["id"]: query for query in queries}
    monitors = {
        id: {"type": "query alert", "query": query, "options": {"new_host_delay": 0}} for id, query in bodies.items()
    }
    judging = Judging(store, monitors, now=SECOND - 1800)
    judging.run(SECOND)
    organisation.world.alerts.book.learn(judging, bodies)
    return organisation, list(bodies)


def test_an_slo_of_a_monitor_counts_when_it_did_not_alert():
    organisation, ids = judged("max(last_1m):max:load{host:a} > 4")
    slo = organisation.created_slo(type="monitor", monitor_ids=ids, query=None)["id"]
    _, answer = organisation.ask("GET", f"/api/v1/slo/{slo}/history", from_ts=SECOND - 3000, to_ts=SECOND)
    data = answer["data"]
    assert (data["overall"]["sli_value"], data["overall"]["span_precision"]) == (80, 2)
    down = SECOND - 19 * 60
    assert data["overall"]["history"] == [[SECOND - 3000, 0], [down, 1], [down + 600, 0]]
    assert {"groups", "monitors", "series"}.isdisjoint(data)


def test_groups_and_monitors_are_shown_one_by_one():
    organisation, ids = judged("max(last_1m):max:load{*} by {host} > 4", "max(last_1m):max:load{host:a} > 4")

    def shown(**changes: Any) -> dict[str, Any]:
        slo = organisation.created_slo(type="monitor", query=None, **changes)["id"]
        _, answer = organisation.ask("GET", f"/api/v1/slo/{slo}/history", from_ts=SECOND - 3000, to_ts=SECOND)
        return dict(answer["data"])

    grouped = shown(monitor_ids=ids[:1])
    assert [(each["group"], each["sli_value"]) for each in grouped["groups"]] == [("host:a", 80), ("host:b", 92)]
    assert grouped["overall"]["sli_value"] == 72
    assert [each["group"] for each in shown(monitor_ids=ids[:1], groups=["host:b"])["groups"]] == ["host:b"]
    several = shown(monitor_ids=ids)
    assert [(each["monitor_type"], each["sli_value"]) for each in several["monitors"]] == [
        ("query alert", 72),
        ("query alert", 80),
    ]
    assert (several["overall"]["sli_value"], "groups" in several) == (72, False)


def test_events_that_came_in_make_the_sli_and_the_series():
    organisation, slo = measured()
    _, answer = history(organisation, slo)
    overall, series = answer["data"]["overall"], answer["data"]["series"]
    assert (overall["sli_value"], overall["uptime"], overall["state"], overall["errors"]) == (80, 80, "breached", [])
    assert (overall["span_precision"], overall["precision"]) == (3, {"7d": 3})
    assert (series["numerator"]["sum"], series["denominator"]["sum"]) == (8, 10)
    assert series["denominator"]["values"][-1] == 10
    assert "error_budget_remaining" not in overall


def test_a_target_that_is_asked_for_has_its_budget():
    organisation, slo = measured()
    _, answer = history(organisation, slo, target=90)
    assert answer["data"]["overall"]["error_budget_remaining"] == {"custom": pytest.approx(-100)}
    assert answer["data"]["thresholds"]["custom"] == {"timeframe": "custom", "target": 90}
    assert history(organisation, slo, target=100)[0] == history(organisation, slo, target="x")[0] == 400


def test_what_is_corrected_is_left_out_unless_it_is_asked_for():
    organisation, slo = measured()
    correction = {"slo_id": slo, "start": SECOND - 60, "end": SECOND, "category": "Other"}
    sent = {"data": {"type": "correction", "attributes": correction}}
    _, made = organisation.ask("POST", "/api/v1/slo/correction", sent)
    overall = history(organisation, slo)[1]["data"]["overall"]
    assert (overall["sli_value"], overall["state"]) == (None, "no_data")
    assert [each["id"] for each in overall["corrections"]] == [made["data"]["id"]]
    overall = history(organisation, slo, apply_correction="false")[1]["data"]["overall"]
    assert (overall["sli_value"], overall["corrections"]) == (80, [])


def test_groups_of_a_metric_slo_are_named():
    organisation, slo = measured(by=" by {code}")
    _, answer = history(organisation, slo)
    assert (answer["data"]["group_by"], answer["data"]["overall"]["sli_value"]) == (["code"], 80)


def test_time_slices_have_the_times_of_their_outages():
    organisation, _ = measured()
    asked = {"data_source": "metrics", "name": "a", "query": "sum:hits{*} by {code}.as_count()"}
    query = {"formulas": [{"formula": "a"}], "queries": [asked]}
    slices = {"comparator": "<", "threshold": 5, "query": query, "query_interval_seconds": 60}
    slo = organisation.created_slo(type="time_slice", sli_specification={"time_slice": slices}, query=None)["id"]
    status, answer = organisation.ask("GET", f"/api/v1/slo/{slo}/history", from_ts=SECOND - 600, to_ts=SECOND)
    data = answer["data"]
    assert (status, data["overall"]["sli_value"], "series" in data) == (200, 90, False)
    assert data["overall"]["history"] == [[SECOND - 600, 0], [SECOND - 60, 1]]
    assert [(each["group"], each["sli_value"]) for each in data["groups"]] == [("code:2xx", 90), ("code:5xx", 100)]
    assert data["groups"][1]["history"] == [[SECOND - 600, 0]]
    _, answer = organisation.ask("GET", f"/api/v1/slo/{slo}/history", from_ts=SECOND - 30, to_ts=SECOND)
    assert answer["data"]["overall"]["history"] == [[SECOND - 30, 1]]


def test_queries_that_are_not_evaluated_are_refused_by_name():
    organisation = Organisation()
    query = {"numerator": "sum:hits{*} by {code}.as_count()", "denominator": "sum:hits{*}.as_count()"}
    status, answer = history(organisation, organisation.created_slo(query=query)["id"])
    assert (status, "[sides-of-an-sli]" in answer["errors"][0]) == (501, True)
    status, answer = history(organisation, organisation.created_slo(query={**query, "numerator": "sum:hits{"})["id"])
    assert (status, answer["errors"][0].startswith("Error parsing query")) == (400, True)


def test_an_slo_that_is_not_there_has_no_history():
    assert Organisation().ask("GET", "/api/v1/slo/x/history", from_ts=1, to_ts=2)[0] == 404
