"""Durations in options."""

from __future__ import annotations

import click

from dogwatch.values import Duration


class Lasting(click.ParamType[Duration]):
    """A duration of 0 or more with its unit, such as 100ms."""

    name = "duration"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Duration:
        try:
            duration = Duration.parse(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)
        if duration.seconds < 0:
            self.fail(f"{value!r} is less than no time; write one such as 30s", param, ctx)
        return duration
