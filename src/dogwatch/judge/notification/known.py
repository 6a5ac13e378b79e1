"""What a message knows beside what was measured."""

from __future__ import annotations

from typing import Any

from dogwatch.judge.judging import Judging
from dogwatch.judge.slo import SloAlerts
from dogwatch.judge.transition import Notice
from dogwatch.query import SloAlert

from .parts import parts_of


def known_of(judging: Judging, notice: Notice, slo_alerts: SloAlerts) -> dict[str, Any]:
    """The variables of alerts on SLOs, and those of composites, at the time of a notice; none of other monitors."""
    compiled = judging.monitors[notice.monitor].subject.compiled
    if isinstance(compiled, SloAlert):
        return dict(slo_alerts.variables(compiled, notice.at))
    return dict(parts_of(judging, notice))
