import pytest

from tests.local.organisation import Organisation

START = 1704236088


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


def test_names_the_types_whose_history_is_not_emulated():
    organisation = Organisation()
    monitor = organisation.created()["id"]
    id = organisation.created_slo(type="monitor", monitor_ids=[monitor], query=None)["id"]
    said = {"errors": ["not emulated: history of an SLO of type monitor"]}
    assert organisation.ask("GET", f"/api/v1/slo/{id}/history", from_ts=1, to_ts=2) == (501, said)
    assert organisation.ask("GET", "/api/v1/slo/x/history", from_ts=1, to_ts=2)[0] == 404
