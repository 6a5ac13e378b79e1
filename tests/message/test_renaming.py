from __future__ import annotations

import pytest

from dogwatch.message import renamed


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("{{value}} and {{ value }} and {{{value}}}", "{{a.value}} and {{ a.value }} and {{{a.value}}}"),
        ('{{eval "round(value / 60, 2) + value"}}', '{{eval "round(a.value / 60, 2) + a.value"}}'),
        (
            '{{#is_exact_match "value" "value"}}value{{/is_exact_match}}',
            '{{#is_exact_match "a.value" "value"}}value{{/is_exact_match}}',
        ),
        (
            '{{#is_match (eval "int(value)") "8"}}x{{/is_match}}',
            '{{#is_match (eval "int(a.value)") "8"}}x{{/is_match}}',
        ),
        (
            '{{#is_match "host.name" "value"}}{{value}}{{/is_match}}',
            '{{#is_match "host.name" "value"}}{{a.value}}{{/is_match}}',
        ),
        ("value {{value.name}} {{b.value}} {{[value].name}} {{values}}", None),
        ("{{!-- {{value}} --}} {{{{raw}}}}{{value}}{{{{/raw}}}}", None),
        ("{{#is_alert}}{{value}}", None),
    ],
)
def test_a_variable_has_another_name_where_it_is_meant(text: str, other: str | None) -> None:
    assert renamed(text, "value", "a.value") == (other or text)
