from __future__ import annotations

import re

import pytest

from dogwatch.errors import NotEvaluated
from dogwatch.measure import RULE_TABLES, RULES, Plan, Store
from dogwatch.measure.refusal import refused
from dogwatch.query import Expression, Function, parse_metric
from dogwatch.query.known import FUNCTIONS

from . import test_compiler, test_watch

ARGUMENTS = {
    "clamp_min": ", 1",
    "clamp_max": ", 1",
    "cutoff_min": ", 1",
    "cutoff_max": ", 1",
    "is_greater": ", 1",
    "is_less": ", 1",
    "is_between": ", 1, 2",
    "top": ", 5, 'mean', 'desc'",
    "top_offset": ", 5, 'mean', 'desc', 1",
    "timeshift": ", -60",
    "calendar_shift": ", '-1d', 'UTC'",
    "moving_rollup": ", 60, 'avg'",
    "fill": ", 'last', 60",
}


def rule_of(function: str) -> str:
    """The rule of a function: its own, or that of its family."""
    if function in RULES:
        return function
    family = re.match(r"top|bottom|ewma|median|rollingavg", function)
    assert family is not None
    return {"bottom": "top"}.get(family[0], family[0])


def test_every_rule_has_a_name_of_its_own() -> None:
    assert sum(map(len, RULE_TABLES.values())) == len(RULES)
    assert not [rule for rule in RULES.values() if not re.fullmatch(r"[a-z][a-z0-9_-]+", rule.name) or not rule.what]


def test_what_is_exact_has_a_page() -> None:
    assert [rule.name for rule in RULES.values() if rule.degree == "exact" and not rule.source] == []


@pytest.mark.parametrize("function", FUNCTIONS)
def test_every_function_is_evaluated_or_refused_as_its_rule_says(function: str) -> None:
    tree = parse_metric(f"{function}(avg:x{{*}}{ARGUMENTS.get(function, '')})")
    assert isinstance(tree, Function)
    rule = RULES[rule_of(function)]

    if rule.degree == "refused":
        with pytest.raises(NotEvaluated) as refusal:
            compile_and_run(tree)
        assert refusal.value.rule == rule.name
    else:
        compile_and_run(tree)


def test_every_refusal_is_seen_by_a_test() -> None:
    (compiler,) = (
        mark for mark in test_compiler.test_what_is_not_evaluated_is_refused_by_the_name_of_its_rule.pytestmark
    )
    seen = {rule for _, rule in compiler.args[1]} | {"query-of-metrics", test_watch.REFUSED}

    assert seen == {rule.name for rule in RULES.values() if rule.degree == "refused"}


def test_a_refusal_needs_a_rule() -> None:
    with pytest.raises(LookupError):
        refused("no-such-rule", "", "")


def compile_and_run(tree: Expression) -> None:
    Plan(Store(), tree).series(1_700_000_000, 1_700_000_600)
