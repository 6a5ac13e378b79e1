import pytest

from tests.local.organisation import Organisation, slo


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
