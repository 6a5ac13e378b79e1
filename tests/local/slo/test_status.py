from typing import Any

import pytest

from tests.local.organisation import Organisation

from .test_history import SECOND, measured


def status(organisation: Organisation, slo: str, **query: Any) -> tuple[int, Any]:
    return organisation.ask("GET", f"/api/v2/slo/{slo}/status", from_ts=SECOND - 3600, to_ts=SECOND, **query)


def test_tells_what_is_left_of_the_budget_in_percent_and_in_requests():
    organisation, slo = measured()
    code, answer = status(organisation, slo)
    assert (code, answer["data"]["id"], answer["data"]["type"]) == (200, slo, "slo_status")
    assert answer["data"]["attributes"] == {
        "sli": 80,
        "error_budget_remaining": -300,
        "raw_error_budget_remaining": {"value": pytest.approx(-1.5), "unit": "requests"},
        "state": "breached",
        "span_precision": 3,
    }


def test_corrections_may_be_left_out_and_without_data_there_is_no_sli():
    organisation, slo = measured()
    correction = {"slo_id": slo, "start": SECOND - 60, "end": SECOND, "category": "Other"}
    organisation.ask("POST", "/api/v1/slo/correction", {"data": {"type": "correction", "attributes": correction}})
    attributes = status(organisation, slo)[1]["data"]["attributes"]
    assert (attributes["sli"], attributes["error_budget_remaining"], attributes["state"]) == (None, None, "no_data")
    assert status(organisation, slo, disable_corrections="true")[1]["data"]["attributes"]["sli"] == 80


def test_refuses_what_is_not_there_or_not_judged():
    organisation, _ = measured()
    monitor = organisation.created()["id"]
    of_monitor = organisation.created_slo(type="monitor", monitor_ids=[monitor], query=None)["id"]
    assert status(organisation, "x")[0] == 404
    assert status(organisation, of_monitor)[0] == 501
    assert organisation.ask("GET", f"/api/v2/slo/{of_monitor}/status")[0] == 400
