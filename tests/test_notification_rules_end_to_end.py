"""Notification rules of a catalog over real HTTP: made, changed, healed, deleted; somebody else's are left alone."""

from __future__ import annotations

from pathlib import Path

from tests.faults import Answer, Lose, on
from tests.organisation import organisation
from tests.silenced import applied, ask, attributes_by_title, catalog, changes, planned

RULES = "/api/v2/monitor/notification_rule"
KEY = "shop/payments-all"
NAME = f"payments-all [dogwatch:prod/{KEY}]"
RULE = 'rule = NotificationRule("payments-all", team=payments, tells="@slack-payments-all")'
ON_CALL = 'when={"transition_type:is_alert": "@oncall-payments"}, environments="prod"'
TWO = RULE.replace("team=payments", f"team=payments, {ON_CALL}")
BY_HAND = {"name": "theirs", "filter": {"tags": ["team:payments"]}, "recipients": ["slack-theirs"]}


def test_a_rule_is_made_and_then_there_is_nothing_to_do(tmp_path: Path) -> None:
    wanted = catalog(tmp_path, RULE)
    with organisation() as datadog:
        assert changes(applied(datadog, wanted)) == [("Create", "notification_rule", KEY)]
        assert planned(datadog, wanted).changes == ()
        [(name, rule)] = attributes_by_title(datadog, RULES).items()
    assert name == NAME
    assert rule["filter"] == {"scope": "team:payments AND env:prod AND NOT tells:nobody"}
    assert rule["recipients"] == ["slack-payments-all"]


def test_a_change_of_the_declaration_is_sent(tmp_path: Path) -> None:
    with organisation() as datadog:
        applied(datadog, catalog(tmp_path / "before", RULE))
        changed = catalog(tmp_path / "after", TWO)
        [update] = applied(datadog, changed).updates
        assert {field.path for field in update.fields} == {"recipients", "conditional_recipients"}
        assert planned(datadog, changed).changes == ()
        rule = attributes_by_title(datadog, RULES)[NAME]
        assert "recipients" not in rule
        assert rule["conditional_recipients"]["fallback_recipients"] == ["slack-payments-all"]

        applied(datadog, catalog(tmp_path / "again", RULE))
        assert "conditional_recipients" not in attributes_by_title(datadog, RULES)[NAME]


def test_what_is_deleted_by_hand_is_made_again_and_what_is_edited_goes_back(tmp_path: Path) -> None:
    wanted = catalog(tmp_path, RULE)
    with organisation() as datadog:
        applied(datadog, wanted)
        [rule] = ask(datadog, "GET", RULES)["data"]
        ask(datadog, "DELETE", f"{RULES}/{rule['id']}")
        applied(datadog, wanted)

        [rule] = ask(datadog, "GET", RULES)["data"]
        by_hand = {"type": rule["type"], "id": rule["id"], "attributes": {"recipients": ["slack-other"]}}
        ask(datadog, "PATCH", f"{RULES}/{rule['id']}", {"data": by_hand})
        [update] = applied(datadog, wanted).updates
        assert [(each.path, each.before, each.after) for each in update.fields] == [
            ("recipients", ["slack-other"], ["slack-payments-all"])
        ]
        assert planned(datadog, wanted).changes == ()


def test_somebody_elses_is_left_alone_and_what_nothing_declares_any_more_goes(tmp_path: Path) -> None:
    with organisation() as datadog:
        ask(datadog, "POST", RULES, {"data": {"type": "monitor-notification-rule", "attributes": BY_HAND}})
        applied(datadog, catalog(tmp_path / "before", RULE))
        applied(datadog, catalog(tmp_path / "other", RULE, name="warehouse"), name="warehouse")
        assert changes(applied(datadog, catalog(tmp_path / "after"))) == [("Delete", "notification_rule", KEY)]
        assert set(attributes_by_title(datadog, RULES)) == {
            "theirs",
            NAME.replace("shop", "warehouse"),
        }


def test_a_create_whose_answer_is_lost_makes_one(tmp_path: Path) -> None:
    wanted = catalog(tmp_path, RULE)
    with organisation(on("POST", RULES, Lose())) as datadog:
        applied(datadog, wanted)
        assert list(attributes_by_title(datadog, RULES)) == [NAME]
        assert planned(datadog, wanted).changes == ()


def test_keys_that_may_not_read_rules_do_for_a_catalog_without_any(tmp_path: Path) -> None:
    with organisation(on("GET", RULES, Answer(403, {"errors": ["Forbidden"]}))) as datadog:
        assert planned(datadog, catalog(tmp_path)).changes == ()
