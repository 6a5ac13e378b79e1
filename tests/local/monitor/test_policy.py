import pytest

from tests.local.organisation import Organisation, monitor

PATH = "/api/v2/monitor/policy"


def policy(key: str = "team", *values: str, required: bool = True) -> dict[str, object]:
    tag_policy = {"tag_key": key, "tag_key_required": required, "valid_tag_values": list(values)}
    attributes = {"policy": tag_policy, "policy_type": "tag"}
    return {"data": {"type": "monitor-config-policy", "attributes": attributes}}


def test_stores_lists_changes_and_deletes_policies():
    organisation = Organisation()
    status, created = organisation.ask("POST", PATH, policy("team", "a"))
    assert (status, created["data"]["attributes"]) == (200, policy("team", "a")["data"]["attributes"])
    path = f"{PATH}/{created['data']['id']}"
    assert organisation.ask("GET", PATH) == (200, {"data": [created["data"]]})
    changed = organisation.ask("PATCH", path, policy("team", "b"))[1]
    assert organisation.ask("GET", path) == (200, changed)
    assert changed["data"]["attributes"]["policy"]["valid_tag_values"] == ["b"]
    assert organisation.ask("DELETE", path) == (204, None)
    assert organisation.ask("GET", path)[0] == 404


@pytest.mark.parametrize("method", ["GET", "PATCH", "DELETE"])
def test_what_is_not_there_is_not_found(method: str):
    said = {"errors": ["Monitor Config Policy not found"]}
    assert Organisation().ask(method, f"{PATH}/none", policy("team")) == (404, said)


def test_one_key_has_one_policy():
    organisation = Organisation()
    organisation.ask("POST", PATH, policy("team"))
    assert organisation.ask("POST", PATH, policy("team", "x"))[0] == 400


def test_a_required_key_is_missed_on_create_update_and_validate():
    organisation = Organisation()
    old = organisation.created()["id"]
    organisation.ask("POST", PATH, policy("team", "*"))
    said = (400, {"errors": ["Monitor tag policy: a tag with the key 'team' is required"]})
    assert organisation.ask("POST", "/api/v1/monitor", monitor(name="new")) == said
    assert organisation.ask("POST", "/api/v1/monitor/validate", monitor(name="new")) == said
    assert organisation.ask("PUT", f"/api/v1/monitor/{old}", {"name": "newer"}) == said
    organisation.created(name="new", tags=["team:any"])


def test_a_key_with_values_takes_only_those():
    organisation = Organisation()
    organisation.ask("POST", PATH, policy("tier", "1", "2", required=False))
    said = organisation.refusal(tags=["tier:1", "tier:3"])
    assert said == "Monitor tag policy: 'tier:3' is not allowed, use one of: 1, 2"
    organisation.created(tags=["tier:2", "tiers:9"])
    organisation.created()


def test_names_policies_on_downtimes_as_not_emulated():
    body = policy()
    body["data"]["attributes"] = {"policy_type": "downtime", "policy": {"max_duration_ms": 1}}
    assert Organisation().ask("POST", PATH, body)[0] == 501


@pytest.mark.parametrize(
    "change",
    [{"tag_key": 1}, {"tag_key_required": "yes"}, {"valid_tag_values": [1]}, {"valid_tag_values": None}, {"x": 1}],
)
def test_refuses_a_policy_of_another_shape(change: dict[str, object]):
    body = policy("team")
    body["data"]["attributes"]["policy"].update(change)
    assert Organisation().ask("POST", PATH, body)[0] == 400
    assert Organisation().ask("POST", PATH, {"data": []})[0] == 400
