from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dogwatch.message import Transition, read
from dogwatch.message.told import tells_at_its_end, told

T = Transition


@pytest.mark.parametrize("transition", Transition)
def test_what_stands_outside_of_blocks_is_told_always(transition: Transition) -> None:
    assert told("Slow. @slack-a", transition) == ["@slack-a"]


@pytest.mark.parametrize(
    ("message", "transition", "handles"),
    [
        ("{{#is_alert}}@pagerduty-a{{/is_alert}} @slack-b", T.ALERT, ["@pagerduty-a", "@slack-b"]),
        ("{{#is_alert}}@pagerduty-a{{/is_alert}} @slack-b", T.RECOVERY, ["@slack-b"]),
        ("{{#is_alert}}@pagerduty-a{{/is_alert}}", T.RENOTIFY, ["@pagerduty-a"]),
        ("{{#is_recovery}}@slack-a{{/is_recovery}}", T.WARNING_RECOVERY, ["@slack-a"]),
        ("{{#is_alert_recovery}}@slack-a{{/is_alert_recovery}}", T.WARNING_RECOVERY, []),
        ("{{^is_recovery}}@slack-a{{/is_recovery}}", T.ALERT, ["@slack-a"]),
        ("{{^is_recovery}}@slack-a{{/is_recovery}}", T.NO_DATA_RECOVERY, []),
        ("{{#is_alert}}@slack-a{{else}}@slack-b{{/is_alert}}", T.ALERT, ["@slack-a"]),
        ("{{#is_alert}}@slack-a{{else}}@slack-b{{/is_alert}}", T.WARNING, ["@slack-b"]),
        ("{{^is_alert}}@slack-a{{ else }}@slack-b{{/is_alert}}", T.ALERT, ["@slack-b"]),
        ("{{#is_alert}}@a@b.c {{#is_renotify}}@slack-a{{/is_renotify}}{{/is_alert}}", T.ALERT, ["@a@b.c"]),
        (
            "{{#is_alert}}@a@b.c {{#is_renotify}}@slack-a{{/is_renotify}}{{/is_alert}}",
            T.RENOTIFY,
            ["@a@b.c", "@slack-a"],
        ),
        ("{{#is_warning}}{{^is_renotify}}@slack-a{{/is_renotify}}{{/is_warning}}", T.WARNING_RENOTIFY, []),
    ],
)
def test_a_block_is_told_at_its_transition(message: str, transition: Transition, handles: list[str]) -> None:
    assert told(message, transition) == handles


def test_what_depends_on_the_group_may_be_told() -> None:
    either = '{{#is_match "host.name" "a"}}@slack-a{{else}}@slack-b{{/is_match}}'
    text = f'{either} {{{{^is_exact_match "x" ""}}}}@slack-c{{{{/is_exact_match}}}}'
    assert told(text, Transition.ALERT) == ["@slack-a", "@slack-b", "@slack-c"]
    assert told(f"{{{{#is_alert}}}}{text}{{{{/is_alert}}}}", Transition.WARNING) == []


def test_comments_tell_nobody_and_raw_text_has_no_blocks() -> None:
    assert told("{{!-- @slack-a --}} {{!-- not closed }} @slack-b", Transition.ALERT) == ["@slack-b"]
    assert told("{{{{raw}}}}{{#is_alert}}{{{{/raw}}}} @slack-a", Transition.WARNING) == ["@slack-a"]


def test_a_handle_counts_once_and_without_what_stands_around_it() -> None:
    text = "Tell (@slack-a), @slack-a. Or @who@example.com: @workflow-restart(host=a, force=true)!"
    assert told(text, Transition.ALERT) == ["@slack-a", "@who@example.com", "@workflow-restart(host=a, force=true)"]


@pytest.mark.parametrize(
    "handle",
    [
        "@slack-{{service.name}}",
        "@slack-{{ service.name }}-alerts",
        "@slack-{{{service.name}}}",
        '@slack-{{eval "lower(service.name)"}}',
        "@slack-{{[kube/app].name}}",
        "@{{owner.name}}",
        "@{{owner.name}}@example.com",
    ],
)
def test_a_handle_that_data_make_is_told(handle: str) -> None:
    assert told(f"Tell {handle} of it.", Transition.ALERT) == [handle]


def test_what_is_not_delivered_is_not_told() -> None:
    assert told("mail who@example.com or @nobody, x@slack-a", Transition.ALERT) == []


@pytest.mark.parametrize(
    "message",
    [
        "{{#is_alert}}x{{/is_alert}}{{/is_alert}}",
        "{{else}}",
        "{{#is_warning}}",
        "{{value",
        "{{!-- not closed",
        "{{{{raw}}}}",
    ],
)
@pytest.mark.parametrize("transition", Transition)
def test_a_message_that_cannot_be_read_tells_nobody(message: str, transition: Transition) -> None:
    assert told(f"@slack-a {message} @slack-b", transition) == []


@pytest.mark.parametrize(
    ("text", "is_read"),
    [
        ("@" * 50_000, True),
        ("@slack-" * 50_000, True),
        ("{{value}}" * 10_000, True),
        ("{{!--" * 50_000, False),
        ("{{{{raw}}}}" * 50_000, False),
        ("{{#is_alert" * 50_000, False),
        ("{{'" * 50_000, False),
    ],
)
def test_gets_through_odd_text(text: str, is_read: bool) -> None:
    """Each letter is looked at a fixed number of times; more would take minutes here."""
    assert told(f"{text} @slack-a", Transition.ALERT)[-1:] == ["@slack-a"] * is_read


PIECES = (
    *("{{#is_alert}}", "{{/is_alert}}", "{{^is_recovery}}", "{{/is_recovery}}", "{{#is_match 'a.b' 'c'}}", "{{else}}"),
    *(" @slack-a ", " @slack-b", "words ", "{{value}}", "{{!-- ", " --}}", "{{{{raw}}}}", "{{{{/raw}}}}"),
)


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
@example("{{#is_alert}} @slack-a {{/is_alert}}")
@example("{{!-- @slack-a --}} {{value}}")
def test_who_stands_at_the_end_hears_of_every_transition(message: str) -> None:
    if tells_at_its_end(message):
        assert read(message).error is None
        assert all(told(message, transition) for transition in Transition)


@pytest.mark.parametrize(
    ("message", "is_seen"),
    [
        ("{{#is_alert}}@pagerduty-a{{/is_alert}} @slack-b", True),
        ("Slow. @slack-b", True),
        ("{{#is_alert}} @pagerduty-a {{/is_alert}}", False),
        ("{{#is_alert}} @pagerduty-a {{/is_alert}} {{value}}", False),
        ("{{#is_alert}}x{{/is_alert}} {{value}} @slack-{{host.name}} {{value}}", True),
        ("{{value}} @slack-b", True),
        ("@slack-b {{value", False),
        ("{{#is_alert}} @slack-b", False),
        ("{{/is_alert}}{{#is_alert}}{{#is_renotify}}{{/is_renotify}} @slack-b", False),
        ("{{!-- {{/is_alert}} @slack-b --}}", False),
    ],
)
def test_only_behind_all_blocks_is_at_the_end(message: str, is_seen: bool) -> None:
    assert tells_at_its_end(message) is is_seen
