"""How a feature runs: how often it is called, how long that takes, how much of it fails, what people do with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs
import numpy as np

from dogwatch.errors import UsageError
from dogwatch.nearest import nearest

from .amount import Amount, Unit
from .change import Times
from .growing import Growing
from .shape import Constant, Floats, Ints, Shape, shape_of
from .spread import Spread, spread_of

# What is not slower, busier or otherwise than it was.
SAME = Constant(Amount(1.0, "number"))


@attrs.frozen
class Anchored(Shape):
    """A shape that began at a time, whatever is made of it later."""

    shape: Shape
    begun: int

    @property
    def unit(self) -> Unit:
        return self.shape.unit

    @property
    def is_by_the_clock(self) -> bool:
        return self.shape.is_by_the_clock

    def at(self, times: Ints, since: int) -> Floats:
        return self.shape.at(times, self.begun)

    def during(self, times: Ints, span: int, since: int) -> Floats:
        return self.shape.during(times, span, self.begun)


@attrs.frozen
class Product(Shape):
    """A shape so many times."""

    shape: Shape
    factor: Shape

    @property
    def unit(self) -> Unit:
        return self.shape.unit

    @property
    def is_by_the_clock(self) -> bool:
        return self.shape.is_by_the_clock

    def at(self, times: Ints, since: int) -> Floats:
        found: Floats = self.shape.at(times, since) * self.factor.at(times, since)
        return found

    def during(self, times: Ints, span: int, since: int) -> Floats:
        found: Floats = self.shape.during(times, span, since) * self.factor.at(times, since)
        return found


@attrs.frozen(eq=False)
class Course:
    """What is measured of a feature, over time.

    `rate` is calls a second of all hosts together, `errors` the share of them that fail; `slower` and `busier` are
    factors on what `latency` and `cpu` say of calls; `memory` is that of each process; `actions` how often a second
    people do each of them.
    """

    rate: Shape
    latency: Spread
    errors: Shape
    cpu: Spread
    memory: Shape
    actions: Mapping[str, Shape]
    error_types: tuple[str, ...] | Growing = ("Timeout",)
    slower: Shape = SAME
    busier: Shape = SAME

    def changed(self, now: int, changes: Mapping[str, Any]) -> Course:
        """The course with other measures from now on, by name; UsageError for what is none."""
        course = self
        for name, value in changes.items():
            course = attrs.evolve(course, **course._change(name, value, now))
        return course

    def _change(self, name: str, value: Any, now: int) -> dict[str, Any]:
        match name:
            case "rate":
                return {"rate": _changed(self.rate, value, "rate", name, now)}
            case "errors":
                return {"errors": _changed(self.errors, value, "percentage", name, now)}
            case "memory":
                return {"memory": _changed(self.memory, value, "size", name, now)}
            case "latency":
                return _changed_spread("latency", "slower", self.slower, value, now)
            case "cpu":
                return _changed_spread("cpu", "busier", self.busier, value, now)
            case "actions":
                return {"actions": {**self.actions, **self._actions(value, now)}}
            case "error_types" if isinstance(value, Growing):
                return {"error_types": attrs.evolve(value, begun=now)}
            case "error_types":
                return {"error_types": (value,) if isinstance(value, str) else tuple(value)}
            case _:
                meant = nearest(name, MEASURES)
                help = f"did you mean {meant!r}?" if meant else f"it has {', '.join(MEASURES)}"
                raise UsageError(f"a load has no {name}; {help}")

    def _actions(self, value: Mapping[str, Any] | Times, now: int) -> dict[str, Shape]:
        wanted = dict.fromkeys(self.actions, value) if isinstance(value, Times) else value
        if not isinstance(wanted, Mapping):
            raise UsageError(f"actions={value!r} says of no action how often; write {{'pay': '2/s'}}, or times(0.5)")
        return {
            action: _changed(self.actions.get(action), each, "rate", f"actions[{action!r}]", now)
            for action, each in wanted.items()
        }


MEASURES = ("rate", "latency", "errors", "error_types", "cpu", "memory", "actions")


def _changed(before: Shape | None, value: Any, unit: Unit, name: str, now: int) -> Shape:
    if not isinstance(value, Times):
        return Anchored(shape_of(value, unit, name), now)
    if before is None:
        raise UsageError(f"{name} is not there yet to be so many times as much; write a {unit}")
    return Product(before, Anchored(value.factor, now))


def _changed_spread(name: str, factor: str, before: Shape, value: Any, now: int) -> dict[str, Any]:
    if isinstance(value, Times):
        return {factor: Product(before, Anchored(value.factor, now))}
    return {name: spread_of(value, name), factor: SAME}


def clipped(shape: Shape, times: Ints, most: float = np.inf) -> Floats:
    """What a shape comes to, never below nothing."""
    return np.clip(shape.at(times, 0), 0.0, most)
