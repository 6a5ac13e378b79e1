import re

import pytest

from tests.local.organisation import NOTE, Organisation, dashboard


def test_create_answers_with_what_get_shows():
    organisation = Organisation()
    status, created = organisation.ask("POST", "/api/v1/dashboard", dashboard())
    assert status == 200
    assert re.fullmatch(r"[a-z2-9]{3}(-[a-z2-9]{3}){2}", created["id"])
    assert organisation.ask("GET", f"/api/v1/dashboard/{created['id']}") == (200, created)


def test_update_replaces_the_whole_but_keeps_id_and_creation():
    organisation = Organisation()
    created = organisation.created_dashboard(description="long", tags=["team:a"])
    path = f"/api/v1/dashboard/{created['id']}"
    status, updated = organisation.ask("PUT", path, dashboard(title="New", widgets=created["widgets"]))
    expected = {name: value for name, value in created.items() if name != "tags"}
    assert status == 200
    assert updated == {**expected, "title": "New", "url": f"/dashboard/{created['id']}/new", "description": None}


def test_delete_answers_with_the_id_once():
    organisation = Organisation()
    id = organisation.created_dashboard()["id"]
    assert organisation.ask("DELETE", f"/api/v1/dashboard/{id}") == (200, {"deleted_dashboard_id": id})
    assert organisation.ask("DELETE", f"/api/v1/dashboard/{id}")[0] == 404


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_what_is_not_there_is_not_found(method: str):
    said = {"errors": ["Dashboard with ID abc-def-ghi not found"]}
    assert Organisation().ask(method, "/api/v1/dashboard/abc-def-ghi", dashboard(widgets=[NOTE])) == (404, said)
