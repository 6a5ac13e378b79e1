from __future__ import annotations

import pytest

from dogwatch.report.pages.told import (
    AGAIN,
    ALERT,
    ALERT_ENDS,
    ALERT_TO_WARNING,
    DATA_IS_BACK,
    NO_DATA,
    WARNING_ENDS,
    WARNS,
    told,
    transitions,
)

PAGED = "{{#is_alert}}\n@pagerduty-X\n{{/is_alert}}{{#is_alert_recovery}} @pagerduty-X {{/is_alert_recovery}}\n@slack-x"


def test_a_handle_outside_of_blocks_is_told_each_time() -> None:
    assert [told("It broke. @slack-x", transition) for transition in (ALERT, WARNS, ALERT_ENDS)] == [["@slack-x"]] * 3


def test_a_handle_in_a_block_is_told_then() -> None:
    assert told(PAGED, ALERT) == told(PAGED, ALERT_ENDS) == ["@pagerduty-X", "@slack-x"]
    assert told(PAGED, WARNS) == told(PAGED, WARNING_ENDS) == ["@slack-x"]


def test_blocks_are_negated_nested_and_have_another_side() -> None:
    again = "{{^is_recovery}}@a {{#is_renotify}}@b {{/is_renotify}}{{/is_recovery}}"
    message = f"{again}{{{{#is_warning}}}}@c {{{{else}}}}@d{{{{/is_warning}}}}"
    assert told(message, ALERT) == ["@a", "@d"]
    assert told(message, AGAIN) == ["@a", "@b", "@d"]
    assert told(message, WARNS) == ["@a", "@c"]
    assert told(message, ALERT_ENDS) == ["@d"]


def test_a_block_that_hangs_on_a_value_counts_as_kept() -> None:
    message = '{{#is_match "env.name" "eu"}}@slack-eu{{else}} @slack-us{{/is_match}}'
    assert told(message, ALERT) == ["@slack-eu", "@slack-us"]


def test_handles_end_before_what_ends_the_sentence() -> None:
    assert told("Ask @slack-x, @team-y. @workflow-z(a=b) mail@example.com @slack-x", ALERT) == [
        "@slack-x",
        "@team-y",
        "@workflow-z(a=b)",
    ]


@pytest.mark.parametrize(
    ("options", "more"),
    [
        ({}, []),
        ({"thresholds": {"critical": 1, "warning": 2}}, [WARNS, WARNING_ENDS, ALERT_TO_WARNING]),
        ({"notify_no_data": True}, [NO_DATA, DATA_IS_BACK]),
        ({"on_missing_data": "show_and_notify_no_data"}, [NO_DATA, DATA_IS_BACK]),
        ({"on_missing_data": "show_no_data"}, []),
        ({"renotify_interval": 30}, [AGAIN]),
    ],
)
def test_options_say_what_can_happen(options: dict[str, object], more: list[str]) -> None:
    assert transitions(options) == [ALERT, ALERT_ENDS, *more]
