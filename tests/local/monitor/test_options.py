import pytest

from dogwatch.local.api.errors import Refused
from dogwatch.local.api.monitor import options as monitor_options
from tests.local.organisation import QUERY

METRIC = "query alert"
CHECK = '"a.up".over("*").by("host").last(3).count_by_status()'


INVALID = "The value provided for parameter 'options' is invalid: "


def filled(type: str = METRIC, query: str = QUERY, **sent: object) -> dict[str, object]:
    return monitor_options.filled(type, query, sent)


def test_fills_in_what_is_absent():
    assert filled() == {
        "notify_audit": False,
        "include_tags": True,
        "notify_no_data": False,
        "new_host_delay": 300,
        "silenced": {},
    }


def test_keeps_what_is_sent_null_and_unknown_included():
    sent = {"notify_no_data": True, "new_host_delay": 0, "include_tags": False, "renotify_interval": "0", "novel": None}
    assert filled(**sent) == {**sent, "notify_audit": False, "silenced": {}}


def test_fills_in_neither_of_two_alternatives_where_the_other_was_sent():
    assert "notify_no_data" not in filled(on_missing_data="resolve")
    assert "new_host_delay" not in filled(new_group_delay=60)


@pytest.mark.parametrize("type", ["log alert", "ci-tests alert", "rum alert"])
def test_monitors_that_count_events_get_simple_groups(type: str):
    assert filled(type, 'x("a").last("5m") > 1')["groupby_simple_monitor"] is False


def test_thresholds_become_floats_and_null_ones_go():
    assert repr(filled(thresholds={"critical": 5, "warning": None})["thresholds"]) == "{'critical': 5.0}"
    assert repr(filled(thresholds={"critical": 5, "period": {"digit": 5}})["thresholds"]) == (
        "{'critical': 5.0, 'period': {'digit': 5}}"
    )


def test_empty_thresholds_go():
    assert "thresholds" not in filled(thresholds={})
    assert "thresholds" not in filled(thresholds={"critical": None})


def test_a_composite_keeps_a_null_threshold():
    assert filled("composite", "1 && 2", thresholds={"critical": None})["thresholds"] == {"critical": None}


@pytest.mark.parametrize(
    ("query", "thresholds", "words"),
    [
        ("a > 5", {"critical": 6}, r"Alert threshold \(6.0\) does not match that used in the query \(5.0\)\."),
        ("a > 5", {"warning": 4}, r"Alert status is required\."),
        (
            "a > 5",
            {"critical": 5, "warning": 5},
            r"Warning threshold \(5.0\) must be less than the alert threshold \(5.0\) with > comparison\.",
        ),
        (
            "a <= 5",
            {"critical": 5, "warning": 4},
            r"Warning threshold \(4.0\) must be greater than the alert threshold \(5.0\) with <= comparison\.",
        ),
        ("a > 5", {"critical": 5, "critical_recovery": 6}, "simultaneously in alert and alert recovery"),
        ("a < 5", {"critical": 5, "critical_recovery": 4}, "simultaneously in alert and alert recovery"),
        ("a > 5", {"critical": 5, "warning": 4, "warning_recovery": 4.5}, "simultaneously"),
        ("a > 5", {"critical": 5, "warning_recovery": 4}, "warning_recovery needs a warning"),
        ("a > 5", {"critical": "5"}, "the threshold critical must be a number"),
        ("a > 5", {"critical": True}, "the threshold critical must be a number"),
        ("a > 5", 5, "thresholds must be an object"),
    ],
)
def test_refuses_thresholds_that_contradict_the_query_or_one_another(query, thresholds, words):
    with pytest.raises(Refused, match=words):
        filled(query=query, thresholds=thresholds)


@pytest.mark.parametrize(
    ("query", "thresholds"),
    [
        ("a > 5", {"critical": 5, "warning": 4, "critical_recovery": 5, "warning_recovery": 0}),
        ("a < 5", {"critical": 5.0, "warning": 6, "critical_recovery": 7}),
        ("a >= 1", {"critical": 1, "critical_recovery": 0, "ok": 0}),
        ("a == 1", {"critical": 1, "warning": 2}),
        ("a > threshold", {"critical_query": "b"}),
        ("a > 4.3e9", {"critical": 4300000000}),
    ],
)
def test_takes_thresholds_that_agree(query, thresholds):
    filled(query=query, thresholds=thresholds)


def test_the_last_n_of_a_service_check_covers_the_largest_threshold():
    filled("service check", CHECK, thresholds={"critical": 3, "warning": 1, "ok": 2})
    with pytest.raises(Refused, match="Last field should be larger than or equal to max threshold"):
        filled("service check", CHECK, thresholds={"critical": 4})
    by_share = CHECK.replace("count_by", "pct_by")
    filled("service check", by_share, thresholds={"critical": 50})


def test_one_alert_for_all_groups_needs_groups():
    with pytest.raises(Refused, match=f"{INVALID}notify_by needs a query with groups"):
        filled(query="avg(last_5m):a{*} > 1", notify_by=["*"])
    filled(notify_by=["*"])


def test_a_custom_schedule_on_metrics_needs_on_missing_data_of_which_the_default_goes():
    schedule = {"custom_schedule": {"recurrences": [{"rrule": "FREQ=DAILY"}]}}
    with pytest.raises(Refused, match=f"{INVALID}a custom_schedule needs on_missing_data"):
        filled(scheduling_options=schedule)
    assert "on_missing_data" not in filled(scheduling_options=schedule, on_missing_data="default")
    assert filled(scheduling_options=schedule, on_missing_data="resolve")["on_missing_data"] == "resolve"
    filled("log alert", 'logs("a").last("5m") > 1', scheduling_options=schedule)
