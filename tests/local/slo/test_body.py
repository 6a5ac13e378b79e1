import pytest

from tests.local.organisation import Organisation


@pytest.mark.parametrize("name", ["type", "name"])
def test_says_which_parameter_is_missing(name: str):
    assert Organisation().slo_refusal(**{name: None}) == f"Invalid payload: Required parameter '{name}' is missing"


@pytest.mark.parametrize(
    "change", [{"type": "count"}, {"type": []}, {"tags": "a:b"}, {"tags": [1]}, {"description": 1}, {"groups": "a"}]
)
def test_refuses_what_is_of_another_form(change: dict[str, object]):
    assert Organisation().slo_refusal(**change).startswith("Invalid payload: ")


def test_tags_are_lower_case_and_each_once():
    organisation = Organisation()
    assert organisation.slo_refusal(tags=["Team:a"]) == "Invalid payload: tags must be lower case"
    assert organisation.created_slo(tags=["env:prod", "a", "env:prod"])["tags"] == ["env:prod", "a"]


def test_the_type_stays_and_an_update_is_read_as_one_of_it():
    organisation = Organisation()
    created = organisation.created_slo()
    change = {"type": "monitor", "name": "n", "monitor_ids": [1], "thresholds": created["thresholds"]}
    said = {"errors": ["Invalid payload: must specify the query for count types"]}
    assert organisation.ask("PUT", f"/api/v1/slo/{created['id']}", change) == (400, said)


def test_a_monitor_slo_names_one_to_twenty_monitors_that_are_there():
    organisation = Organisation()
    ids = [organisation.created(name=str(number))["id"] for number in range(21)]
    of = {"type": "monitor", "query": None}
    assert organisation.created_slo(**of, monitor_ids=ids[:20])["monitor_ids"] == ids[:20]
    assert organisation.slo_refusal(**of) == "Invalid payload: must specify monitor_ids"
    assert "at most 20" in organisation.slo_refusal(**of, monitor_ids=ids)
    assert "monitor 7 not found" in organisation.slo_refusal(**of, monitor_ids=[ids[0], 7])
    assert "must be numbers" in organisation.slo_refusal(**of, monitor_ids=["7"])


def test_groups_come_back_and_need_a_single_monitor():
    organisation = Organisation()
    assert organisation.created_slo(groups=["env:test"])["groups"] == ["env:test"]
    ids = [organisation.created(name=name)["id"] for name in ("one", "two")]
    of = {"type": "monitor", "query": None, "groups": ["env:test"]}
    assert organisation.created_slo(**of, monitor_ids=ids[:1])["groups"] == ["env:test"]
    assert "single monitor" in organisation.slo_refusal(**of, monitor_ids=ids)
