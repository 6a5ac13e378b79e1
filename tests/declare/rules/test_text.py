from __future__ import annotations

import pytest

from dogwatch.declare.rules.text import wrong_text


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("{{#is_alert}}now", "end it with {{/is_alert}}"),
        ("{{^is_alert}}{{#is_match 'host.name' 'a'}}now{{/is_match}}", "end it with {{/is_alert}}"),
        ("now{{/is_alert}}", "begin it with {{#is_alert}}, or leave it out"),
        ("{{#is_alert}}now{{/is_warning}}", "begin it with {{#is_warning}}, or leave it out"),
    ],
)
def test_a_block_begins_and_ends_in_the_same_text(text: str, remedy: str) -> None:
    assert [said.splitlines()[-1].strip() for _, said in wrong_text(text)] == [remedy]


def test_blocks_may_stand_within_each_other() -> None:
    text = '{{#is_alert}}{{^is_renotify}}{{value}}{{else}}x{{/is_renotify}}{{/is_alert}} {{eval "value/60"}}'
    assert list(wrong_text(text)) == []


def test_points_at_the_place() -> None:
    ((seen, remedy),) = wrong_text('Slow: {{eval "value/"}} seconds.')

    assert seen == "the expression ends too early, so nothing is written there"
    assert remedy.splitlines() == [
        'Slow: {{eval "value/"}} seconds.',
        f"{' ' * 24}^",
        "    write a variable or a number",
    ]


def test_what_was_imported_may_say_what_never_comes_true() -> None:
    assert [seen for seen, _ in wrong_text("{{#is_alerts}}x{{/is_alerts}}")] == [
        "there is no block 'is_alerts', so it is never shown"
    ]
    assert list(wrong_text("{{#is_alerts}}x{{/is_alerts}}", is_imported=True)) == []


def test_what_was_imported_and_is_no_message_is_wrong_too() -> None:
    assert len(list(wrong_text("{{#is_alert}}x", is_imported=True))) == 1


def test_handles_are_looked_at_beside_variables() -> None:
    assert [seen for seen, _ in wrong_text("{{value}}@slack-x")] == ["Datadog would not deliver '{{value}}@slack-x'"]
