from __future__ import annotations

import pytest

from tests.local.organisation import Organisation, dashboard, slo
from tests.local.web.visits import report


def test_draws_a_dashboard_that_is_not_stored() -> None:
    organisation = Organisation()
    report(organisation, "hits", [9.0] * 10, ["code:2xx"])
    widgets = [{"definition": {"type": "slo", "slo_id": "${slo:shop/good}"}}]
    sent = {"dashboard": dashboard(widgets=widgets), "slos": {"${slo:shop/good}": slo()}, "span": "4h"}
    status, body = organisation.ask("POST", "/local/preview", sent)
    assert status == 200
    assert body["html"].startswith("<!doctype html>")
    assert "100 %" in body["html"]
    assert organisation.ask("GET", "/api/v1/dashboard")[1] == {"dashboards": []}


def test_has_the_units_that_are_sent_where_it_knows_none() -> None:
    organisation = Organisation()
    report(organisation, "size", [2e6] * 10, [])
    widget = {"definition": {"type": "query_value", "requests": [{"q": "max:size{*}", "aggregator": "max"}]}}
    sent = {"dashboard": dashboard(widgets=[widget]), "metadata": {"size": {"metric": "size", "unit": "byte"}}}
    assert "2 MB" in organisation.ask("POST", "/local/preview", sent)[1]["html"]


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"dashboard": []},
        {"dashboard": dashboard(), "span": "soon"},
        {"dashboard": dashboard(), "span": 4},
        {"dashboard": dashboard(), "slos": [1]},
        {"dashboard": dashboard(), "variables": {"env": "prod"}},
    ],
)
def test_refuses_what_is_no_preview(sent: dict[str, object]) -> None:
    assert Organisation().ask("POST", "/local/preview", sent)[0] == 400
