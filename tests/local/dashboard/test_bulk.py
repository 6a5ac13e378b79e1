import pytest

from tests.local.organisation import Organisation

PATH = "/api/v1/dashboard"


def of(*ids: str) -> dict[str, object]:
    return {"data": [{"id": id, "type": "dashboard"} for id in ids]}


def test_deletes_several_and_restores_them_as_they_were():
    organisation = Organisation()
    dashboards = [organisation.created_dashboard(title=title) for title in ("one", "two")]
    ids = [each["id"] for each in dashboards]
    assert organisation.ask("DELETE", PATH, of(*ids)) == (204, None)
    assert organisation.ask("GET", PATH) == (200, {"dashboards": []})
    assert organisation.ask("PATCH", PATH, of(*ids)) == (204, None)
    assert [organisation.ask("GET", f"{PATH}/{id}") for id in ids] == [(200, each) for each in dashboards]
    assert organisation.ask("GET", PATH, **{"filter[deleted]": "true"}) == (200, {"dashboards": []})


def test_all_or_none_are_deleted_and_restored():
    organisation = Organisation()
    gone, here = (organisation.created_dashboard()["id"] for _ in range(2))
    organisation.ask("DELETE", f"{PATH}/{gone}")
    said = {"errors": ["Dashboard with ID xxx-xxx-xxx not found"]}
    assert organisation.ask("DELETE", PATH, of(here, "xxx-xxx-xxx")) == (404, said)
    assert organisation.ask("GET", f"{PATH}/{here}")[0] == 200
    assert organisation.ask("PATCH", PATH, of(gone, "xxx-xxx-xxx")) == (404, said)
    assert organisation.ask("GET", f"{PATH}/{gone}")[0] == 404


def test_a_restored_dashboard_holds_its_slo_again():
    organisation = Organisation()
    slo = organisation.created_slo()["id"]
    id = organisation.created_dashboard(widgets=[{"definition": {"type": "slo", "slo_id": slo}}])["id"]
    organisation.ask("DELETE", f"{PATH}/{id}")
    organisation.ask("PATCH", PATH, of(id))
    assert organisation.ask("DELETE", f"/api/v1/slo/{slo}")[0] == 409


@pytest.mark.parametrize("body", [{}, {"data": []}, {"data": [{"id": "x"}]}, {"data": ["x"]}, {"data": {"id": "x"}}])
@pytest.mark.parametrize("method", ["DELETE", "PATCH"])
def test_refuses_what_names_no_dashboards(method: str, body: dict[str, object]):
    assert Organisation().ask(method, PATH, body)[0] == 400
