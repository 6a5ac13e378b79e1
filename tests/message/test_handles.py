from __future__ import annotations

import pytest

from dogwatch.message.handles import (
    glued_handles,
    handles_in,
    has_blocks,
    is_mail,
    is_pager,
    written_handles,
    wrong_handle,
)


@pytest.mark.parametrize(
    "handle",
    [
        "@slack-payments-alerts",
        "@pagerduty-Payments",
        "@team-payments",
        "@webhook-deploys",
        "@workflow-restart(host=a, force=true)",
        "@who@example.com",
        "@who+pager@mail.example.com",
        "@slack-{{service.name}}",
        "@slack-alerts-{{[kube.cluster].name}}-low",
        "@slack-{{ service.name }}",
        '@slack-{{eval "lower(service.name)"}}',
        "@{{owner.name}}",
        "@here",
    ],
)
def test_takes_what_datadog_delivers_to(handle: str) -> None:
    assert wrong_handle(handle) is None


@pytest.mark.parametrize(
    ("handle", "remedy"),
    [
        ("slack-payments", "write '@slack-payments'"),
        ("{{value}}@slack-payments", "write '@slack-payments'"),
        ("who@example.com", "write '@who@example.com'"),
        ("payments", "write '@slack-checkout'"),
        ("@slack-one @slack-two", "write one handle without spaces"),
        ("@pagerdty-Payments", "did you mean '@pagerduty-Payments'?"),
        ("@slack", "did you mean '@slack-…'?"),
        ("", "write one as in '@slack-checkout' or '@pagerduty-Payments'"),
        (None, "write one as in '@slack-checkout' or '@pagerduty-Payments'"),
    ],
)
def test_says_what_to_write_instead(handle: object, remedy: str) -> None:
    wrong = wrong_handle(handle)
    assert wrong is not None
    assert wrong[1] == remedy


def test_lists_the_channels_for_a_handle_like_none_of_them() -> None:
    wrong = wrong_handle("@x")
    assert wrong is not None
    assert "@who@example.com" in wrong[1]
    assert "@slack-…" in wrong[1]


def test_finds_handles_with_something_right_before_them() -> None:
    assert glued_handles("{{value}}@slack-x and calls@pagerduty-y") == ["{{value}}@slack-x", "calls@pagerduty-y"]


def test_sees_no_glue_after_space_brackets_or_blocks() -> None:
    assert glued_handles("@slack-a (@slack-b) {{#is_alert}}@pagerduty-c{{/is_alert}}\n@slack-d") == []


@pytest.mark.parametrize(
    ("handle", "is_one"),
    [("@pagerduty-A", True), ("@oncall-a", True), ("@slack-pagerduty-a", False), ("@team-a", False), ("@a@b.c", False)],
)
def test_knows_who_keeps_an_alert_open(handle: str, is_one: bool) -> None:
    assert is_pager(handle) == is_one


def test_knows_mail_from_channels() -> None:
    assert is_mail("@who@example.com")
    assert not is_mail("@slack-who")


def test_finds_what_is_delivered_wherever_it_stands() -> None:
    text = "@here (@slack-a), tell @slack-{{service.name}}-low; @who@mail.example.com. x@slack-b @nobody @all"
    assert handles_in(text) == ["@here", "@slack-a", "@slack-{{service.name}}-low", "@who@mail.example.com", "@all"]


def test_knows_text_that_is_shown_sometimes_only() -> None:
    assert has_blocks("{{#is_alert}}now{{/is_alert}}")
    assert not has_blocks("{{value}} of {{host.name}}")


def test_a_tag_is_one_word_of_a_handle() -> None:
    text = "@slack-{{ service.name }} x@slack-{{ service.name }}"
    assert written_handles(text) == ["@slack-{{service.name}}"]
    assert glued_handles(text) == ["x@slack-{{service.name}}"]


def test_sees_the_handles_of_a_text() -> None:
    text = "Tell @slack-a.\n{{#is_alert}}@pagerduty-b{{/is_alert}} or mail who@example.com"
    assert written_handles(text) == ["@slack-a.", "@pagerduty-b"]


@pytest.mark.parametrize("text", ["x" * 200_000, "{{#" + " " * 200_000])
def test_gets_through_a_long_word(text: str) -> None:
    """Each letter is looked at once; looking back from each of them would take minutes here."""
    assert glued_handles(f"{text} x@slack-a") == ["x@slack-a"]
