"""A run is cut off at one request after the other, and each time the next run has to end as an undisturbed one."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from itertools import count

from dogwatch.errors import ApiError
from dogwatch.kinds import Resource
from tests.faults import Call, Drop, Fault
from tests.organisation import Organisation, organisation
from tests.silenced import applied, carried_out, planned


def cut_off(at: int, first: Fault) -> Callable[[Call], Fault]:
    """A network that meets a fault at one request, and after which nothing comes through."""

    def rule(call: Call) -> Fault:
        return None if call.number < at else first if call.number == at else Drop()

    return rule


def disturbed(datadog: Organisation, wanted: list[Resource], rule: Callable[[Call], Fault]) -> int:
    """Runs once on a network that keeps a rule, and once undisturbed; the requests that the first run came to."""
    datadog.faulty.calls.clear()
    datadog.faulty.rule = rule
    with suppress(ApiError):
        carried_out(datadog, planned(datadog, wanted))
    calls = len(datadog.faulty.calls)
    datadog.faulty.rule = lambda call: None
    applied(datadog, wanted)
    assert planned(datadog, wanted).changes == ()
    return calls


def cut_off_everywhere(
    fault: Fault, before: list[Resource], wanted: list[Resource], ended: Callable[[Organisation], None]
) -> int:
    """Runs from what was before to what is wanted, cut off at request 1, 2 … to the last; how many requests that are.

    After each, `ended` looks at what is there.
    """
    for at in count(1):
        with organisation() as datadog:
            applied(datadog, before)
            calls = disturbed(datadog, wanted, cut_off(at, fault))
            ended(datadog)
        if calls < at:
            return calls
    raise AssertionError("there is always a last request")


def on_paths(path: str, nth: int, fault: Fault) -> Callable[[Call], Fault]:
    """A rule: the nth call of those whose path has this in it meets a fault."""
    met = 0

    def rule(call: Call) -> Fault:
        nonlocal met
        is_one = path in call.path
        met += is_one
        return fault if is_one and met == nth else None

    return rule
