from __future__ import annotations

from typing import Any

from dogwatch.plan import broken_policies

TAGS = ["team:payments", "env:prod"]


def policy(key: str, values: list[str], *, required: bool = False) -> dict[str, Any]:
    rule = {"tag_key": key, "tag_key_required": required, "valid_tag_values": values}
    return {"policy_type": "tag", "policy": rule}


def test_tags_that_keep_every_policy_break_none() -> None:
    policies = [policy("team", ["payments", "search"], required=True), policy("tier", ["1"]), policy("env", [])]
    assert broken_policies(policies, TAGS) == []
    assert broken_policies([], TAGS) == []


def test_says_which_tag_is_missing() -> None:
    assert broken_policies([policy("tier", ["1", "2"], required=True)], TAGS) == [
        "the organisation's policy wants a tag tier:, one of 1, 2"
    ]
    assert broken_policies([policy("tier", [], required=True)], TAGS) == ["the organisation's policy wants a tag tier:"]


def test_says_which_value_is_not_allowed() -> None:
    assert broken_policies([policy("team", ["search", "web"])], TAGS) == [
        "the organisation's policy allows no team:payments; write one of search, web"
    ]


def test_every_value_of_a_key_must_be_allowed() -> None:
    assert broken_policies([policy("team", ["payments"])], [*TAGS, "team:others"]) == [
        "the organisation's policy allows no team:others; write one of payments"
    ]


def test_a_star_allows_any_value() -> None:
    assert broken_policies([policy("team", ["*"], required=True)], TAGS) == []
    assert broken_policies([policy("tier", ["*"], required=True)], TAGS) == [
        "the organisation's policy wants a tag tier:"
    ]


def test_tells_of_every_policy_that_is_broken() -> None:
    assert len(broken_policies([policy("team", ["web"]), policy("tier", ["1"], required=True)], TAGS)) == 2


def test_lists_the_first_of_many_values() -> None:
    [sentence] = broken_policies([policy("team", [f"team-{number}" for number in range(20)])], TAGS)
    assert sentence.endswith("team-6, team-7, …")


def test_lists_eight_values_whole() -> None:
    [sentence] = broken_policies([policy("team", [f"team-{number}" for number in range(8)])], TAGS)
    assert sentence.endswith("team-6, team-7")


def test_policies_on_other_things_than_tags_are_none_of_ours() -> None:
    assert broken_policies([{**policy("team", ["web"]), "policy_type": "downtime"}], TAGS) == []
    assert broken_policies([{}], TAGS) == []
