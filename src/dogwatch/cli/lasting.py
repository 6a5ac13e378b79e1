"""Durations in options."""

from __future__ import annotations

import click

from dogwatch.values import Duration


class Lasting(click.ParamType[Duration]):
    """A duration with its unit, such as 100ms."""

    name = "duration"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Duration:
        try:
            return Duration.parse(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)
