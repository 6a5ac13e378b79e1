from __future__ import annotations

import gzip
import json
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dogwatch.kinds import Body, FieldChange
from dogwatch.kinds.monitor import compare
from dogwatch.kinds.monitor.fields import OPTIONS, TOP
from dogwatch.names import Mark
from tests.bodies import declared, found
from tests.corpus import corpus


def differing(wanted: Body, seen: Body) -> dict[str, tuple[Any, Any]]:
    return {change.path: (change.before, change.after) for change in compare.differences(wanted, seen)}


def with_options(**options: Any) -> dict[str, Any]:
    return {"options": {"thresholds": {"critical": 0.4}, **options}}


def recorded(op: str) -> list[dict[str, Any]]:
    with gzip.open(corpus("objects/monitors.jsonl.gz"), "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [row for row in rows if row["op"] == op and row["status"] == 200]


# Everything Datadog was recorded to answer after a create or an update, against what it had been sent: no exceptions.
@pytest.mark.parametrize("op", ["create", "update"])
def test_what_datadog_answers_is_no_different_from_what_it_was_sent(op: str) -> None:
    rows = recorded(op)
    differing_rows = {
        row["source"]: changes for row in rows if (changes := compare.differences(row["request"], row["response"]))
    }
    print(f"{op}: {len(rows) - len(differing_rows)} of {len(rows)} recorded answers show no difference")
    assert differing_rows == {}
    assert len(rows) > 20


def test_what_datadog_stored_would_not_be_written_again() -> None:
    for row in recorded("create"):
        stored = {**row["response"], **compare.merged(row["request"], row["response"])}
        assert compare.differences(row["request"], stored) == []


@pytest.mark.parametrize(
    ("changes", "shown"),
    [
        ({"name": "other"}, {"name": ("other", "[prod] shop/checkout/latency-p95")}),
        ({"message": "other"}, {"message": ("other", "Slow. @slack-payments")}),
        ({"priority": 2}, {"priority": (2, None)}),
        ({"type": "log alert"}, {"type": ("log alert", "query alert")}),
        ({"options": {"thresholds": {"critical": 0.5}}}, {"options.thresholds.critical": (0.5, 0.4)}),
        (with_options(renotify_interval=30), {"options.renotify_interval": (30, None)}),
        (with_options(include_tags=False), {"options.include_tags": (False, True)}),
        (with_options(escalation_message="again"), {"options.escalation_message": ("again", None)}),
    ],
)
def test_a_change_by_hand_is_exactly_that_field(changes: dict[str, Any], shown: dict[str, tuple[Any, Any]]) -> None:
    assert differing(declared(), found(1)) == {}
    assert differing(declared(), found(1, **changes)) == shown


def test_a_field_removed_from_the_declaration_goes_back_to_datadogs_default() -> None:
    seen = found(1, priority=1, **with_options(renotify_interval=30, timeout_h=2))
    assert differing(declared(), seen) == {
        "priority": (1, None),
        "options.renotify_interval": (30, None),
        "options.timeout_h": (2, None),
    }
    merged = compare.merged(declared(), seen)
    assert merged["priority"] is None
    assert merged["options"] == {"thresholds": {"critical": 0.4}}


def test_a_message_removed_from_the_declaration_is_emptied() -> None:
    wanted = declared()
    del wanted["message"]
    assert compare.merged(wanted, found(1))["message"] == ""


@pytest.mark.parametrize("name", sorted(OPTIONS))
def test_absent_null_and_the_default_are_the_same(name: str) -> None:
    field = OPTIONS[name]
    for value in (None, field.default, *field.same_as_default):
        assert differing(declared(**with_options(**{name: value})), found(1)) == {}
        assert differing(declared(), found(1, **with_options(**{name: value}))) == {}


def test_numbers_compare_by_value_and_a_bool_is_no_number() -> None:
    assert (
        differing(
            declared(options={"thresholds": {"critical": 1}}), found(1, options={"thresholds": {"critical": 1.0}})
        )
        == {}
    )
    assert differing(declared(), found(1, options={"thresholds": {"critical": True}})) == {
        "options.thresholds.critical": (True, 0.4)
    }
    assert differing(declared(**with_options(notify_audit=0)), found(1)) == {"options.notify_audit": (False, 0)}
    assert differing(declared(**with_options(min_failure_duration=False)), found(1)) == {
        "options.min_failure_duration": (0, False)
    }


def test_space_around_texts_is_no_difference_since_datadog_strips_it() -> None:
    for name in ("name", "query", "message"):
        wanted = declared()
        wanted[name] = f"\n {wanted[name]}\n"
        assert differing(wanted, found(1)) == {}
    assert differing(declared(**with_options(escalation_message=" \n")), found(1)) == {}


def test_metric_alert_and_query_alert_are_one_type() -> None:
    assert differing(declared(type="query alert"), found(1, type="metric alert")) == {}
    assert compare.merged(declared(), found(1, type="metric alert"))["type"] == "query alert"
    assert compare.can_become(found(1, type="metric alert"), declared())
    assert not compare.can_become(found(1, type="log alert"), declared())
    assert not compare.can_become(found(1, type="query alert"), declared(type="log alert"))


def test_a_custom_schedule_comes_and_goes_only_with_the_monitor() -> None:
    daily, weekly = (with_options(scheduling_options={"custom_schedule": {"rrule": rule}}) for rule in ("D", "W"))
    assert compare.can_become(found(1, **daily), declared(**weekly))
    assert not compare.can_become(found(1), declared(**daily))
    assert not compare.can_become(found(1, **daily), declared())
    assert compare.can_become(found(1), declared(**with_options(scheduling_options={"evaluation_window": {}})))
    assert compare.can_become(found(1), declared(options=None))


@pytest.mark.parametrize(
    "name", ["id", "created", "creator", "modified", "multi", "overall_state", "matching_downtimes", "org_id"]
)
def test_what_the_server_owns_is_never_a_difference(name: str) -> None:
    wanted = declared()
    assert differing(wanted, {**found(1), name: "something"}) == {}
    assert differing({**wanted, name: "something"}, found(1)) == {}


def test_a_mute_made_in_the_ui_is_neither_shown_nor_sent() -> None:
    muted = found(1, **with_options(silenced={"*": None}))
    assert differing(declared(), muted) == {}
    assert "silenced" not in compare.merged(declared(name="new"), muted)["options"]


def test_what_nobody_declared_is_not_shown_and_survives_a_put() -> None:
    seen = {**found(1, **with_options(brand_new=[1], avalanche_window=20)), "restricted_roles": ["a-role"]}
    seen["options"]["thresholds"]["period"] = {"seconds": 300}
    assert differing(declared(), seen) == {}
    merged = compare.merged(declared(name="new"), seen)
    # The top level of a PUT is merged by Datadog, so what is not sent stays; options are replaced, so they are sent.
    assert "restricted_roles" not in merged
    assert merged["options"]["brand_new"] == [1]
    assert merged["options"]["avalanche_window"] == 20
    assert merged["options"]["thresholds"] == {"critical": 0.4, "period": {"seconds": 300}}


def test_what_is_unmanaged_is_compared_once_it_is_declared() -> None:
    wanted = declared(restricted_roles=["a"], **with_options(brand_new=1))
    assert differing(wanted, found(1)) == {"restricted_roles": (None, ["a"]), "options.brand_new": (None, 1)}
    assert compare.merged(wanted, found(1))["restricted_roles"] == ["a"]
    taken_off = differing(declared(restricted_roles=None), {**found(1), "restricted_roles": ["a"]})
    assert taken_off == {"restricted_roles": (["a"], None)}


def test_datadog_may_add_keys_to_objects_it_was_sent() -> None:
    wanted = declared(**with_options(brand_new={"a": [{"b": 1}]}))
    assert differing(wanted, found(1, **with_options(brand_new={"a": [{"b": 1.0, "id": 7}], "more": 2}))) == {}
    assert list(differing(wanted, found(1, **with_options(brand_new={"a": [{"b": 2}]})))) == ["options.brand_new"]
    assert list(differing(wanted, found(1, **with_options(brand_new={"a": []})))) == ["options.brand_new"]


def test_null_in_an_object_is_an_absent_key() -> None:
    wanted = declared(**with_options(threshold_windows={"trigger_window": "last_5m", "recovery_window": None}))
    assert differing(wanted, found(1, **with_options(threshold_windows={"trigger_window": "last_5m"}))) == {}


@pytest.mark.parametrize("name", ["assets", "restriction_policy"])
def test_what_a_list_does_not_show_is_compared_only_where_it_is_shown(name: str) -> None:
    wanted = declared(**{name: [{"name": "Runbook"}]})
    assert differing(wanted, found(1)) == {}
    assert differing(wanted, {**found(1), name: []}) == {}
    assert differing(wanted, {**found(1), name: [{"name": "Runbook", "options": {}}]}) == {}
    assert list(differing(wanted, {**found(1), name: [{"name": "Other"}]})) == [name]


def test_a_service_check_without_counts_wants_one_status_in_a_row() -> None:
    check = {"type": "service check", "query": '"ntp.in_sync".over("*").last(2).count_by_status()'}
    wanted = declared(**check, options={"thresholds": {"critical": 1}})
    assert differing(wanted, found(1, **check, options={"thresholds": {"critical": 1, "ok": 1, "warning": 1}})) == {}
    seen = found(1, **check, options={"thresholds": {"critical": 1, "ok": 3}})
    assert differing(wanted, seen) == {"options.thresholds.ok": (3, 1)}


def test_a_metric_monitor_without_a_warning_has_none() -> None:
    seen = found(1, options={"thresholds": {"critical": 0.4, "warning": 1}})
    assert differing(declared(), seen) == {"options.thresholds.warning": (1, None)}
    assert compare.merged(declared(), seen)["options"]["thresholds"] == {"critical": 0.4}


def test_thresholds_removed_from_the_declaration_are_not_sent_back() -> None:
    wanted, seen = declared(options={}), found(1)
    assert differing(wanted, seen) == {"options.thresholds.critical": (0.4, None)}
    assert compare.merged(wanted, seen)["options"] == {}
    assert compare.merged(declared(options=None), found(1, options={}))["options"] == {}
    assert compare.merged(declared(options={"thresholds": None}), seen)["options"] == {"thresholds": None}


def test_a_custom_schedule_swallows_the_default_for_missing_data() -> None:
    schedule = {"custom_schedule": {"recurrences": [{"rrule": "FREQ=DAILY", "timezone": "UTC"}]}}
    wanted = declared(**with_options(scheduling_options=schedule, on_missing_data="default"))
    assert differing(wanted, found(1, **with_options(scheduling_options=schedule))) == {}
    resolving = found(1, **with_options(scheduling_options=schedule, on_missing_data="resolve"))
    assert differing(wanted, resolving) == {"options.on_missing_data": ("resolve", "default")}
    assert differing(declared(**with_options(on_missing_data="default")), found(1)) == {
        "options.on_missing_data": (None, "default")
    }


def test_a_tag_added_by_hand_is_not_shown_and_stays() -> None:
    seen = found(1)
    seen["tags"].append("favourite:yes")
    assert differing(declared(), seen) == {}
    assert compare.merged(declared(), seen)["tags"] == [*declared()["tags"], "favourite:yes"]


@pytest.mark.parametrize("tag", ["team:others", "env:staging", "service:x", "feature:x", "tier:1", "catalog:x"])
def test_a_tag_of_a_key_the_catalog_owns_is_taken_off(tag: str) -> None:
    seen = found(1)
    seen["tags"].append(tag)
    [change] = compare.differences(declared(), seen)
    assert (change.path, set(change.before) - set(change.after)) == ("tags", {tag})
    assert compare.merged(declared(), seen)["tags"] == declared()["tags"]


def test_a_declared_key_of_a_tag_is_owned_with_all_its_values() -> None:
    wanted = declared(tags=["area:money"])
    assert differing(wanted, found(1, tags=["area:money", "area:food"])) == {
        "tags": (["area:food", "area:money"], ["area:money"])
    }


def test_order_and_repetition_of_tags_mean_nothing() -> None:
    seen = found(1)
    seen["tags"] = [*reversed(seen["tags"]), seen["tags"][0]]
    assert differing(declared(), seen) == {}


def test_reads_every_mark_a_monitor_carries() -> None:
    seen = found(1, tags=["team:a", "dogwatch:prod/shop/a", "dogwatch:staging/shop/a"])
    assert compare.marks_of(seen) == [Mark("prod", "shop/a"), Mark("staging", "shop/a")]
    assert compare.marks_of({"id": 1}) == []


def test_monitors_of_synthetic_tests_are_managed_elsewhere() -> None:
    assert compare.is_managed_elsewhere({"type": "synthetics alert"})
    assert not compare.is_managed_elsewhere(found(1))


def test_the_smaller_id_is_the_older_monitor() -> None:
    assert compare.is_older(found(9), found(10))
    assert not compare.is_older(found(10), found(9))
    assert not compare.is_older(found(9), found(9))


def test_looks_like_it_with_the_same_type_name_and_query() -> None:
    bare = found(1, tags=[], message="other", type="metric alert")
    assert compare.looks_like(bare, declared())
    assert compare.looks_like({**bare, "name": f" {bare['name']} "}, declared())
    for name in ("type", "name", "query"):
        assert not compare.looks_like({**bare, name: "composite"}, declared())


def test_neither_body_is_changed_by_looking_at_it() -> None:
    wanted, seen = declared(), found(1, **with_options(brand_new={"a": None}, renotify_interval=5))
    before = deepcopy((wanted, seen))
    compare.differences(wanted, seen)
    compare.merged(wanted, seen)["options"]["added"] = True
    assert (wanted, seen) == before


def test_fields_are_shown_in_the_order_of_the_table() -> None:
    seen = found(1, message="m", priority=3, tags=[], options={"timeout_h": 1, "thresholds": {"critical": 1}})
    paths = [change.path for change in compare.differences(declared(name="n"), seen)]
    assert paths == ["name", "message", "priority", "options.timeout_h", "options.thresholds.critical", "tags"]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.floats(-5, 5) | st.sampled_from(["", " a ", "0"]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from("ab"), inner, max_size=2),
    max_leaves=4,
)
numbers = st.none() | st.integers(-3, 3) | st.floats(-3, 3)
thresholds = st.none() | st.dictionaries(
    st.sampled_from(["critical", "warning", "ok", "critical_recovery", "period"]), numbers, max_size=4
)
schedules = st.none() | st.dictionaries(st.sampled_from(["custom_schedule", "evaluation_window"]), json_values)
ordinary = sorted({*OPTIONS, "brand_new", "other_new"} - {"scheduling_options"})
options = st.none() | st.builds(
    lambda some, special: {**some, **special},
    st.dictionaries(st.sampled_from(ordinary), json_values, max_size=4),
    st.fixed_dictionaries(
        {}, optional={"scheduling_options": schedules, "thresholds": thresholds, "silenced": st.just({"*": None})}
    ),
)
tags = st.none() | st.lists(st.sampled_from(["team:a", "team:b", "x:1", "x:2", "plain", Mark("prod", "shop/a").tag]))
types = st.sampled_from(["query alert", "metric alert", "service check", "log alert"])
bodies = st.fixed_dictionaries(
    {"name": st.sampled_from(["n", " n", "m"]), "type": types, "query": st.sampled_from(["q > 1", "q > 2 "])},
    optional={
        "message": st.none() | st.sampled_from(["", "m", "m\n"]),
        "priority": st.none() | st.integers(0, 5),
        "restricted_roles": st.none() | st.lists(st.sampled_from("ab")),
        "brand_new": json_values,
        "tags": tags,
        "options": options,
    },
)


# Enough to meet every branch: many of them need two rare things at once.
thorough = settings(max_examples=400)


def put(stored: Body, sent: Body) -> Body:
    """What Datadog keeps of a PUT: the top level merged, options replaced whole but for a mute."""
    muted = (stored.get("options") or {}).get("silenced", {})
    return {**stored, **sent, "options": {**sent["options"], "silenced": muted}}


@thorough
@given(wanted=bodies, seen=bodies)
def test_one_put_makes_any_found_monitor_the_declared_one(wanted: Body, seen: Body) -> None:
    stored = put(seen, compare.merged(wanted, seen))
    assert compare.differences(wanted, stored) == []


@thorough
@given(wanted=bodies, seen=bodies)
def test_a_put_keeps_whatever_nobody_declared(wanted: Body, seen: Body) -> None:
    stored = put(seen, compare.merged(wanted, seen))
    known = {*OPTIONS, "thresholds", *(wanted.get("options") or {})}
    for name, value in (seen.get("options") or {}).items():
        assert name in known or stored["options"][name] == value
    for name in seen.keys() - wanted.keys() - TOP.keys() - {"tags", "options"}:
        assert stored[name] == seen[name]
    assert "x:1" not in (seen.get("tags") or ()) or "x:2" in (wanted.get("tags") or ()) or "x:1" in stored["tags"]


@given(body=bodies)
def test_nothing_differs_from_itself(body: Body) -> None:
    assert compare.differences(body, body) == []


def test_a_change_says_before_and_after() -> None:
    assert compare.differences(declared(), found(1, priority=2)) == [FieldChange("priority", 2, None)]
