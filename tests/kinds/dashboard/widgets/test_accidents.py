"""What happens to real widgets by accident is named, and never breaks what looks at them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from dogwatch.kinds import Problem
from dogwatch.kinds.dashboard import DASHBOARD
from dogwatch.official import Refused, unparsed
from tests.kinds.dashboard.bodies import committed, copied, recorded

JUNK = (None, 5, 5.5, True, "x", "", [], {}, ["x"], {"a": 1}, [[]], [None], {"type": "x"})
NAMES = ("titel", "", "x` - at `$.title", "a\nb", "a.b[0]")


def definitions(widgets: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for widget in widgets:
        yield widget["definition"]
        yield from definitions(widget["definition"].get("widgets") or ())


def real() -> list[dict[str, Any]]:
    bodies = [body for body in committed().values() if "title" in body]
    return [
        each
        for body in [*bodies, *(row["response"] for row in recorded("create"))]
        for each in definitions(body["widgets"])
    ]


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Each thing that holds something, and the name or the place of what it holds."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, each in list(inside):
        yield value, step
        yield from places(each)


def broken(definition: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """A copy of a definition in which something has another value or another name."""
    copy: dict[str, Any] = copied(definition)
    holder, step = chance.choice(list(places(copy)))
    if isinstance(holder, dict) and chance.random() < 0.3:
        holder[chance.choice(NAMES)] = holder.pop(step)
    else:
        holder[step] = chance.choice(JUNK)
    return copy


def looked_at(body: dict[str, Any], is_slow: bool) -> list[Problem]:
    found = DASHBOARD.warnings(body)
    if is_slow:
        try:
            found += unparsed("dashboard", body)
        except Refused as error:
            found += error.problems
    return found


@pytest.mark.nightly
def test_real_widgets_that_are_broken_are_looked_at_to_the_end(request: pytest.FixtureRequest) -> None:
    """50,000 of them with `-m nightly`, else a small share; a hundredth of them also through Datadog's own client."""
    number = 50_000 if "nightly" in request.config.getoption("markexpr") else 1_500
    seed = random.randrange(2**32)
    print(f"{number} broken widgets, seed {seed}")
    chance, known = random.Random(seed), real()
    told = 0
    for count in range(number):
        body = {
            "title": "a",
            "layout_type": "ordered",
            "widgets": [{"definition": broken(chance.choice(known), chance)}],
        }
        if DASHBOARD.problems(body):
            continue
        before = repr(body)
        found = looked_at(body, count % 100 == 0)
        assert all(each.path and each.seen and each.remedy for each in found), body
        assert repr(body) == before
        told += bool(found)
    print(f"{told} of them are told of")
    assert told > number / 2
