from typing import Any

import pytest

from tests.local.organisation import NOON, Clock, Organisation

PATH = "/api/v2/monitor/notification_rule"


def data(**changes: Any) -> dict[str, Any]:
    attributes = {"name": "rule", "filter": {"tags": ["team:a"]}, "recipients": ["slack-a"], **changes}
    said = {name: value for name, value in attributes.items() if value is not ...}
    return {"data": {"type": "monitor-notification-rule", "attributes": said}}


def made(organisation: Organisation, **changes: Any) -> dict[str, Any]:
    status, answer = organisation.ask("POST", PATH, data(**changes))
    assert status == 200, answer
    return dict(answer["data"])


CONDITIONAL = {
    "conditions": [{"scope": "transition_type:is_alert", "recipients": ["pagerduty"]}],
    "fallback_recipients": ["mail@example.com"],
}


def test_a_new_rule_was_never_modified():
    organisation = Organisation()
    rule = made(organisation)
    attributes = rule["attributes"]
    assert (attributes["created_at"], attributes["modified_at"]) == (NOON.isoformat(), "1970-01-01T00:00:00+00:00")
    assert rule["relationships"]["created_by"]["data"]["type"] == "users"
    _, answer = organisation.ask("GET", f"{PATH}/{rule['id']}")
    assert answer == {"data": {"type": rule["type"], "id": rule["id"], "attributes": attributes}}
    assert "included" in organisation.ask("GET", f"{PATH}/{rule['id']}", include="created_by")[1]


def test_an_update_puts_one_kind_of_recipients_in_the_place_of_the_other():
    clock = Clock()
    organisation = Organisation(clock)
    rule = made(organisation)
    clock.pass_(60)
    sent = {"data": {"type": rule["type"], "attributes": {"conditional_recipients": CONDITIONAL}}}
    status, answer = organisation.ask("PATCH", f"{PATH}/{rule['id']}", sent)
    attributes = answer["data"]["attributes"]
    assert (status, attributes["name"], attributes["conditional_recipients"]) == (200, "rule", CONDITIONAL)
    assert "recipients" not in attributes
    assert attributes["modified_at"] > attributes["created_at"]


def test_is_gone_when_it_is_deleted():
    organisation = Organisation()
    id = made(organisation, recipients=..., conditional_recipients=CONDITIONAL)["id"]
    assert organisation.ask("DELETE", f"{PATH}/{id}") == (204, None)
    for method in ("GET", "PATCH", "DELETE"):
        said = {"errors": ["Monitor Notification Rule not found"]}
        assert organisation.ask(method, f"{PATH}/{id}", data()) == (404, said)


def test_lists_by_time_or_name():
    clock = Clock()
    organisation = Organisation(clock)
    for name in "bca":
        made(organisation, name=name)
        clock.pass_(1)

    def names(**query: Any) -> list[str]:
        return [each["attributes"]["name"] for each in organisation.ask("GET", PATH, **query)[1]["data"]]

    assert names() == ["b", "c", "a"]
    assert names(sort="name:desc") == ["c", "b", "a"]
    assert names(per_page=2, page=1) == ["a"]
    assert organisation.ask("GET", PATH, sort="colour:asc")[0] == 400
    assert organisation.ask("GET", PATH, filters="{}")[0] == 501


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"recipients": ["@slack-a"]}, "Invalid recipients: Recipient handle should not start with '@'"),
        ({"name": ...}, "'name' is invalid"),
        ({"name": 1001 * "a"}, "1 to 1000 letters"),
        ({"colour": 1}, "Additional properties are not allowed ('colour' was unexpected)"),
        ({"filter": {}}, "either tags or a scope"),
        ({"filter": {"tags": ["a:b"], "scope": "a:b"}}, "either tags or a scope"),
        ({"filter": {"scope": "a:(b"}}, "'scope' is invalid"),
        ({"filter": {"tags": []}}, "a list of 1 to 20"),
        ({"recipients": ...}, "either recipients or conditional_recipients"),
        ({"conditional_recipients": CONDITIONAL}, "either recipients or conditional_recipients"),
        ({"recipients": ["a", "a"]}, "each may stand in it once"),
        ({"recipients": ..., "conditional_recipients": {"conditions": []}}, "1 to 10 conditions"),
        ({"recipients": ..., "conditional_recipients": {"conditions": ["a"]}}, "'conditions' is invalid"),
    ],
)
def test_refuses_what_is_no_rule(changes: dict[str, Any], said: str):
    status, answer = Organisation().ask("POST", PATH, data(**changes))
    assert status == 400
    assert said in answer["errors"][0]
