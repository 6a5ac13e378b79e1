"""An SLO measured by monitors: the time in which none of them alerts."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from dogwatch.declare.monitor import Monitor
from dogwatch.declare.several import several


def _monitors(value: Iterable[Monitor | str | int]) -> tuple[Monitor | str | int, ...]:
    return several(value)


def _groups(value: Iterable[str]) -> tuple[str, ...]:
    return several(value)


@attrs.frozen
class Uptime:
    """The time in which none of the monitors alerts, `Uptime([errors, latency])`.

    A text is a reference `${monitor:shop/checkout/errors}`, a number an id. `groups` limits it to groups of a single
    monitor, as in `groups=["region:eu"]`.
    """

    monitors: tuple[Monitor | str | int, ...] = attrs.field(converter=_monitors)
    groups: tuple[str, ...] = attrs.field(default=(), converter=_groups, kw_only=True)
