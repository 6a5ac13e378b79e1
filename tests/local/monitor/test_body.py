import pytest

from dogwatch.local.api.errors import Refused
from dogwatch.local.api.monitor import body as monitor_body
from dogwatch.local.api.monitor import types as monitor_types
from tests.local.organisation import NOON, QUERY, Organisation, monitor


def test_a_new_monitor_has_the_recorded_fields_in_the_recorded_order():
    body = monitor_body.created(7, monitor_body.defined(monitor()), NOON)
    assert list(body) == [
        *("id", "org_id", "type", "name", "message", "tags", "query", "options", "multi", "created_at", "created"),
        *("modified", "deleted", "priority", "restricted_roles", "draft_status", "overall_state_modified"),
        "overall_state",
    ]
    assert (body["created_at"], body["created"]) == (1767355200000, "2026-01-02T12:00:00.345678+00:00")
    assert (body["overall_state"], body["overall_state_modified"], body["deleted"]) == ("No Data", None, None)


def test_texts_lose_white_space_at_both_ends():
    fields = monitor_body.defined(monitor(name=" load ", message="\n high\nload\n", query=f"\t{QUERY}\n"))
    assert (fields["name"], fields["message"], fields["query"]) == ("load", "high\nload", QUERY)


@pytest.mark.parametrize(("sent", "stored"), [(0, None), (None, None), (1, 1), (5, 5)])
def test_priority_zero_is_none(sent: int | None, stored: int | None):
    assert monitor_body.defined(monitor(priority=sent))["priority"] == stored


@pytest.mark.parametrize(
    ("change", "parameter"),
    [
        ({"type": "nonsense"}, "type"),
        ({"name": 5}, "name"),
        ({"priority": 6}, "priority"),
        ({"priority": True}, "priority"),
        ({"tags": "team:a"}, "tags"),
        ({"tags": [1]}, "tags"),
        ({"options": []}, "options"),
        ({"draft_status": "maybe"}, "draft_status"),
        ({"assets": [{"name": "x"}]}, "assets"),
        ({"assets": ["x"]}, "assets"),
        ({"assets": {"name": "x"}}, "assets"),
        ({"query": "  "}, "query"),
    ],
)
def test_names_the_parameter_with_a_wrong_value(change: dict[str, object], parameter: str):
    expected = f"The value provided for parameter '{parameter}' is invalid"
    assert Organisation().refusal(**change).startswith(expected)


@pytest.mark.parametrize("parameter", ["type", "query"])
def test_type_and_query_are_required(parameter: str):
    assert Organisation().refusal(**{parameter: None}) == f"The parameter '{parameter}' is required"


def test_monitors_of_synthetic_tests_are_made_elsewhere():
    assert "Synthetics API" in Organisation().refusal(type=monitor_types.SYNTHETICS, query="no_query")


def test_an_update_may_call_a_query_alert_a_metric_alert_and_nothing_else():
    stored = monitor_body.defined(monitor())
    assert monitor_body.defined({"type": "metric alert"}, stored)["type"] == "metric alert"
    with pytest.raises(Refused, match="type change"):
        monitor_body.defined({"type": "slo alert", "query": 'error_budget("x").over("7d") > 1'}, stored)


def test_an_update_replaces_the_options_whole_and_fills_them_in_again():
    stored = monitor_body.defined(monitor(options={"timeout_h": 3, "renotify_interval": 10}))
    options = monitor_body.defined({"options": {"locked": True}}, stored)["options"]
    assert options.keys() == {
        *("locked", "notify_audit", "include_tags", "notify_no_data", "new_host_delay", "silenced"),
    }


def test_an_update_without_options_keeps_them():
    stored = monitor_body.defined(monitor(options={"timeout_h": 3}))
    assert monitor_body.defined({"name": "new"}, stored)["options"] == stored["options"]


def test_a_muted_monitor_stays_muted_until_an_update_says_otherwise():
    stored = monitor_body.defined(monitor(options={"silenced": {"*": None}}))
    assert monitor_body.defined({"options": {"timeout_h": 1}}, stored)["options"]["silenced"] == {"*": None}
    assert monitor_body.defined({"options": {"silenced": {}}}, stored)["options"]["silenced"] == {}


def test_a_query_alert_over_a_formula_is_a_metric_alert():
    formula = 'formula("query1").rollup("sum").last("5m") > 100'
    assert monitor_body.defined(monitor(query=formula))["type"] == "metric alert"


@pytest.mark.parametrize(
    ("type", "query", "options", "multi"),
    [
        ("query alert", QUERY, {}, True),
        ("query alert", QUERY, {"notify_by": ["host"]}, True),
        ("query alert", QUERY, {"notify_by": ["*"]}, False),
        ("query alert", "avg(last_5m):avg:a{x:by} > 1", {}, False),
        ("log alert", 'logs("a").rollup("count").by("b,c").last("5m") > 1', {}, True),
        ("log alert", 'logs("by {x}").rollup("count").last("5m") > 1', {}, False),
        ("service check", '"a.up".over("*").by("host").last(2).count_by_status()', {}, True),
        ("service check", '"a.up".over("*").last(2).count_by_status()', {}, False),
        ("cost alert", 'formula("query1").last("7d") > 1', {}, False),
    ],
)
def test_multi_says_whether_there_is_an_alert_per_group(type, query, options, multi):
    fields = monitor_body.defined({"type": type, "query": query, "options": options})
    assert monitor_body.multi(fields) is multi


def test_monitors_on_data_quality_say_who_they_run_as():
    fields = monitor_body.defined({"type": "data-quality alert", "query": 'formula("query1").last("30m") > 1'})
    body = monitor_body.created(1, fields, NOON)
    assert (body["run_as"], body["restricted"], fields["options"]["avalanche_window"]) == (None, False, 10)


def test_a_runbook_link_is_completed():
    link = {"name": "Runbook", "category": "runbook", "url": "https://x"}
    more = {"template_variables": {}, "options": {}, "resource_key": None, "resource_type": None}
    assert monitor_body.assets({"assets": [link]}, []) == [{**link, **more}]


def test_fields_are_put_behind_the_text_of_an_object():
    assert monitor_body.with_fields('{"a": 1}', b=[2], c=None) == '{"a": 1, "b": [2], "c": null}'
    assert monitor_body.with_fields('{"a": 1}') == '{"a": 1}'
