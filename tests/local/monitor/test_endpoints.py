import pytest

from tests.local.organisation import QUERY, Organisation, monitor


def test_create_answers_with_what_the_list_shows_and_more():
    organisation = Organisation()
    created = organisation.created()
    _, listed = organisation.ask("GET", "/api/v1/monitor")
    assert created["creator"].keys() == {"name", "email", "handle", "id"}
    assert {**created, "matching_downtimes": []} == {**listed[0], "assets": [], "restriction_policy": None}


def test_a_second_create_of_the_same_is_refused_with_the_first_id():
    organisation = Organisation()
    first = organisation.created(tags=["a:b"])
    expected = f"Duplicate of an existing monitor_id:{first['id']} org_id:{first['org_id']}"
    assert organisation.refusal(tags=["a:b"], type="metric alert") == expected


@pytest.mark.parametrize(
    "change", [{"name": "other"}, {"message": "m"}, {"tags": ["a"]}, {"priority": 1}, {"options": {"timeout_h": 1}}]
)
def test_whatever_a_client_decides_makes_a_difference(change: dict[str, object]):
    organisation = Organisation()
    organisation.created()
    organisation.created(**change)


def test_what_was_deleted_or_changed_is_no_duplicate():
    organisation = Organisation()
    first, second = organisation.created(), organisation.created(name="second")
    organisation.ask("PUT", f"/api/v1/monitor/{second['id']}", {"name": "third"})
    organisation.ask("DELETE", f"/api/v1/monitor/{first['id']}")
    assert organisation.created()["id"] > second["id"]
    organisation.created(name="second")
    assert "Duplicate" in organisation.refusal(name="third")


def test_get_shows_assets_and_downtimes_only_when_asked():
    organisation = Organisation()
    link = {"name": "Runbook", "category": "runbook", "url": "https://x"}
    created = organisation.created(assets=[link])
    path = f"/api/v1/monitor/{created['id']}"
    _, plain = organisation.ask("GET", path)
    assert not {"assets", "matching_downtimes", "restriction_policy"} & plain.keys()
    _, full = organisation.ask("GET", path, with_assets="true", with_downtimes="true")
    assert full["matching_downtimes"] == []
    assert [{**shown, "monitor_id": created["id"]} for shown in full["assets"]] == created["assets"]


def test_update_keeps_what_is_not_sent_and_leaves_the_creator_out():
    organisation = Organisation()
    created = organisation.created(message="hello", tags=["a:b"], priority=2)
    status, updated = organisation.ask("PUT", f"/api/v1/monitor/{created['id']}", {"name": "new"})
    assert status == 200
    assert updated == {**{k: v for k, v in created.items() if k != "creator"}, "name": "new"}
    _, found = organisation.ask("GET", f"/api/v1/monitor/{created['id']}")
    assert (found["name"], found["creator"]) == ("new", created["creator"])


def test_update_keeps_the_assets_unless_new_ones_come():
    organisation = Organisation()
    link = {"name": "Runbook", "category": "runbook", "url": "https://x"}
    created = organisation.created(assets=[link])
    path = f"/api/v1/monitor/{created['id']}"
    assert organisation.ask("PUT", path, {"name": "new"})[1]["assets"] == created["assets"]
    assert organisation.ask("PUT", path, {"assets": []})[1]["assets"] == []


def test_a_refused_update_changes_nothing():
    organisation = Organisation()
    created = organisation.created()
    path = f"/api/v1/monitor/{created['id']}"
    assert organisation.ask("PUT", path, {"name": "new", "query": "nonsense"})[0] == 400
    assert organisation.ask("GET", path)[1]["name"] == "load"


@pytest.mark.parametrize("id", ["1", "abc", "²", "9" * 30])
@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_what_is_not_there_is_not_found(method: str, id: str):
    asked = Organisation().ask(method, f"/api/v1/monitor/{id}", {})
    assert asked == (404, {"errors": ["Monitor not found"]})


def test_delete_answers_with_the_id_once():
    organisation = Organisation()
    id = organisation.created()["id"]
    assert organisation.ask("DELETE", f"/api/v1/monitor/{id}") == (200, {"deleted_monitor_id": id})
    assert organisation.ask("DELETE", f"/api/v1/monitor/{id}")[0] == 404


def test_a_monitor_in_a_composite_is_deleted_only_by_force():
    organisation = Organisation()
    one, two = (organisation.created(name=name)["id"] for name in ("one", "two"))
    both = organisation.created(type="composite", name="both", query=f"{one} && !{two}")["id"]
    said = f"monitor [{one},one] is referenced in composite monitors: [{both},both]"
    assert organisation.ask("DELETE", f"/api/v1/monitor/{one}") == (400, {"errors": [said]})
    ids = f"{one},{both}"
    refused = {"data": {"ok": [both]}, "errors": {str(one): [said]}}
    assert organisation.ask("GET", "/api/v1/monitor/can_delete", monitor_ids=ids) == (409, refused)
    assert organisation.ask("DELETE", f"/api/v1/monitor/{one}", force="true")[0] == 200


def test_a_composite_that_changes_or_goes_sets_its_monitors_free():
    organisation = Organisation()
    one, two = (organisation.created(name=name)["id"] for name in ("one", "two"))
    both = organisation.created(type="composite", name="both", query=f"{one} && {two}")["id"]
    organisation.ask("PUT", f"/api/v1/monitor/{both}", {"query": f"{two} || {two}"})
    assert organisation.ask("DELETE", f"/api/v1/monitor/{one}")[0] == 200
    organisation.ask("DELETE", f"/api/v1/monitor/{both}")
    ok = {"data": {"ok": [two]}, "errors": None}
    assert organisation.ask("GET", "/api/v1/monitor/can_delete", monitor_ids=two) == (200, ok)


def test_a_composite_needs_monitors_that_are_there_and_none_of_its_own_kind():
    organisation = Organisation()
    one = organisation.created()["id"]
    composite = organisation.created(type="composite", query=str(one))["id"]
    for query in ("1 && 2", f"{one} && {composite}"):
        assert organisation.refusal(type="composite", query=query) == "Some monitor IDs are invalid"


def test_validate_stores_nothing_and_does_not_mind_a_duplicate():
    organisation = Organisation()
    assert organisation.ask("POST", "/api/v1/monitor/validate", monitor()) == (200, {})
    assert organisation.ask("GET", "/api/v1/monitor") == (200, [])
    created = organisation.created()
    assert organisation.ask("POST", "/api/v1/monitor/validate", monitor()) == (200, {})
    assert organisation.ask("POST", f"/api/v1/monitor/{created['id']}/validate", monitor()) == (200, {})


def test_validate_says_what_a_create_and_an_update_would_meet():
    organisation = Organisation()
    wrong = monitor(options={"thresholds": {"critical": 6}})
    said = (400, {"errors": ["Alert threshold (6.0) does not match that used in the query (5.0)."]})
    assert organisation.ask("POST", "/api/v1/monitor/validate", wrong) == said
    path = f"/api/v1/monitor/{organisation.created()['id']}/validate"
    assert organisation.ask("POST", path, wrong) == said
    other = monitor(type="log alert", query='logs("*").rollup("count").last("5m") > 5')
    assert organisation.ask("POST", path, other) == (400, {"errors": ["Monitor type change not allowed"]})
    assert organisation.ask("POST", "/api/v1/monitor/7/validate", monitor())[0] == 404


def test_validate_looks_at_the_assets_too():
    organisation = Organisation()
    wrong = monitor(assets=[{"name": "Runbook"}])
    assert organisation.ask("POST", "/api/v1/monitor/validate", wrong)[0] == 400
    path = f"/api/v1/monitor/{organisation.created()['id']}/validate"
    assert organisation.ask("POST", path, wrong)[0] == 400


def test_can_delete_wants_to_know_what():
    said = {"errors": ["The parameter 'monitor_ids' is required"]}
    assert Organisation().ask("GET", "/api/v1/monitor/can_delete") == (400, said)
    assert Organisation().ask("GET", "/api/v1/monitor/can_delete", monitor_ids="7")[0] == 404


def test_names_a_restriction_policy_as_not_emulated_unless_it_restricts_nobody():
    organisation = Organisation()
    organisation.created(restriction_policy={"bindings": []})
    bound = monitor(name="bound", restriction_policy={"bindings": [{"relation": "editor"}]})
    status, said = organisation.ask("POST", "/api/v1/monitor", bound)
    assert (status, said) == (501, {"errors": ["not emulated: restriction_policy of a monitor"]})


def test_the_query_alone_makes_a_monitor():
    status, created = Organisation().ask("POST", "/api/v1/monitor", {"type": "query alert", "query": QUERY})
    assert (status, created["name"], created["message"], created["tags"]) == (200, f"`{QUERY}`", "", [])


def test_a_monitor_in_an_slo_is_deleted_only_by_force():
    organisation = Organisation()
    one, two = (organisation.created(name=name)["id"] for name in ("one", "two"))
    slo = organisation.created_slo(type="monitor", query=None, monitor_ids=[one], name="uptime")["id"]
    said = f"monitor [{one},one] is referenced in slos: [{slo},uptime]"
    assert organisation.ask("DELETE", f"/api/v1/monitor/{one}") == (400, {"errors": [said]})
    refused = {"data": {"ok": [two]}, "errors": {str(one): [said]}}
    assert organisation.ask("GET", "/api/v1/monitor/can_delete", monitor_ids=f"{one},{two}") == (409, refused)
    organisation.ask("DELETE", f"/api/v1/slo/{slo}")
    assert organisation.ask("DELETE", f"/api/v1/monitor/{one}")[0] == 200
