import pytest

from tests.local.organisation import Organisation, dashboard, slo


def test_create_answers_with_a_list_of_one_and_get_with_the_slo_itself():
    organisation = Organisation()
    status, created = organisation.ask("POST", "/api/v1/slo", slo())
    assert (status, created["error"]) == (200, None)
    (body,) = created["data"]
    assert (body["type_id"], body["description"], body["tags"], body["timeframe"]) == (1, "", [], "7d")
    status, found = organisation.ask("GET", f"/api/v1/slo/{body['id']}")
    assert (status, found) == (200, {"data": body, "error": None})


def test_whole_targets_are_integers_when_written_and_floats_when_read():
    organisation = Organisation()
    created = organisation.created_slo()
    _, found = organisation.ask("GET", f"/api/v1/slo/{created['id']}")
    assert (repr(created["target_threshold"]), repr(found["data"]["target_threshold"])) == ("95", "95.0")
    assert (repr(created["warning_threshold"]), repr(found["data"]["warning_threshold"])) == ("98", "98.0")


def test_update_replaces_all_but_the_creation():
    organisation = Organisation()
    created = organisation.created_slo(description="long", tags=["a:b"])
    path = f"/api/v1/slo/{created['id']}"
    status, updated = organisation.ask("PUT", path, slo(name="new"))
    assert (status, updated["data"]) == (200, [{**created, "name": "new", "description": "", "tags": []}])


def test_delete_answers_with_the_id_once():
    organisation = Organisation()
    path = f"/api/v1/slo/{organisation.created_slo()['id']}"
    assert organisation.ask("DELETE", path) == (200, {"data": [path.rpartition("/")[2]], "error": None})
    assert organisation.ask("DELETE", path)[0] == 404


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_what_is_not_there_is_not_found(method: str):
    said = {"errors": ["SLO not found: abc not found"]}
    assert Organisation().ask(method, "/api/v1/slo/abc", slo()) == (404, said)


def widget(slo_id: str) -> dict[str, object]:
    return {"definition": {"type": "slo", "slo_id": slo_id, "view_type": "detail"}}


def test_an_slo_on_a_dashboard_is_deleted_only_by_force():
    organisation = Organisation()
    one, two = (organisation.created_slo(name=name)["id"] for name in ("one", "two"))
    inner = {"definition": {"type": "group", "layout_type": "ordered", "widgets": [widget(one)]}}
    dashboard = organisation.created_dashboard(widgets=[inner])["id"]
    said = f"SLO [{one},one] is referenced in dashboards: [{dashboard},Checkout]"
    path = f"/api/v1/slo/{one}"
    assert organisation.ask("DELETE", path) == (409, {"data": [], "errors": {one: said}})
    asked = organisation.ask("GET", "/api/v1/slo/can_delete", ids=f"{one},{two}")
    assert asked == (409, {"data": {"ok": [two], "denied_ids": []}, "errors": {one: said}})
    assert organisation.ask("DELETE", path, force="true")[0] == 200


def test_a_dashboard_that_changes_or_goes_sets_its_slos_free():
    organisation = Organisation()
    one, two = (organisation.created_slo(name=name)["id"] for name in ("one", "two"))
    id = organisation.created_dashboard(widgets=[widget(one), widget(two)])["id"]
    organisation.ask("PUT", f"/api/v1/dashboard/{id}", dashboard(widgets=[widget(two)]))
    ok = {"data": {"ok": [one], "denied_ids": []}, "errors": None}
    assert organisation.ask("GET", "/api/v1/slo/can_delete", ids=one) == (200, ok)
    organisation.ask("DELETE", f"/api/v1/dashboard/{id}")
    assert organisation.ask("DELETE", f"/api/v1/slo/{two}")[0] == 200


def test_an_slo_with_an_alert_is_deleted_only_by_force():
    organisation = Organisation()
    one = organisation.created_slo(name="one")["id"]
    alert = organisation.created(type="slo alert", name="budget", query=f'error_budget("{one}").over("7d") > 75')["id"]
    said = f"SLO [{one},one] is referenced in monitors: [{alert},budget]"
    assert organisation.ask("DELETE", f"/api/v1/slo/{one}") == (409, {"data": [], "errors": {one: said}})
    organisation.ask("DELETE", f"/api/v1/monitor/{alert}")
    assert organisation.ask("DELETE", f"/api/v1/slo/{one}")[0] == 200


def test_can_delete_wants_to_know_what():
    said = {"errors": ["Invalid payload: Required parameter 'ids' is missing"]}
    assert Organisation().ask("GET", "/api/v1/slo/can_delete") == (400, said)
    assert Organisation().ask("GET", "/api/v1/slo/can_delete", ids="7")[0] == 404


def test_a_refused_update_changes_nothing():
    organisation = Organisation()
    path = f"/api/v1/slo/{organisation.created_slo()['id']}"
    assert organisation.ask("PUT", path, slo(name="new", query=None))[0] == 400
    assert organisation.ask("GET", path)[1]["data"]["name"] == "availability"
