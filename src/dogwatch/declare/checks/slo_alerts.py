"""What Datadog would refuse of alerts on SLOs, and what of those on the catalog's own SLOs could never fire."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from dogwatch.declare import rules
from dogwatch.declare.checks.finding import Seen, Watched
from dogwatch.kinds import Resource
from dogwatch.query import BurnRate, SloAlert, plain, unsound

# Of 100, at which everything fails: below it there is no need to calculate exactly.
_FAR_BELOW = 99


def slo_window_refused(watched: Watched) -> Seen:
    """The windows of a burn rate are tied to each other and to the time frame (docs: SLOs, burn rate alerts)."""
    if isinstance(watched.tree, SloAlert):
        yield from (("query", *rules.halves(sentence)) for sentence in unsound(watched.tree.measured))


def slo_has_no_such_time_frame(watched: Watched) -> Seen:
    """An SLO promises something over its own time frames, and alerts can be about no other."""
    slo = _slo(watched)
    if slo is None or not isinstance(watched.tree, SloAlert):
        return
    targets, over = _targets(slo), watched.tree.measured.over
    if over not in targets:
        seen = f"it asks for {over}, and the SLO {slo.key} ({slo.place}) is over {', '.join(targets)}"
        yield "query", seen, f'write .over("{next(iter(targets))}"), or change the over= of the SLO'


def burn_rate_out_of_reach(watched: Watched) -> Seen:
    """With nothing but errors a budget burns 1/(1-target) times as fast as it lasts (docs: SLO, burn rate)."""
    slo, alert = _slo(watched), watched.tree
    if slo is None or not isinstance(alert, SloAlert) or not isinstance(alert.measured, BurnRate):
        return
    target = _targets(slo).get(alert.measured.over)
    if target is None or list(unsound(alert.measured)):
        return
    if 0 < alert.threshold * (100 - target) < _FAR_BELOW:
        return  # nearly always
    highest = 1 / (1 - Fraction(str(target)) / 100)
    if alert.threshold > highest:
        most = plain(int(highest * 100) / 100)
        reason = f"with a target of {plain(target)}% it is {most} at most"
        seen = f"the burn rate {plain(alert.threshold)} is out of reach: {reason}"
        yield "query", seen, f"write {most} or less; Datadog refuses more"
    elif alert.threshold <= 0:
        seen = f"the burn rate {plain(alert.threshold)} is always reached"
        yield "query", seen, f"write one above 0, up to {plain(float(highest))}"


def _slo(watched: Watched) -> Resource | None:
    """The SLO of the catalog that it is about."""
    if not isinstance(watched.tree, SloAlert):
        return None
    catalog = watched.key.partition("/")[0]
    return watched.around.slos.get(watched.tree.measured.slo.replace("$catalog/", f"{catalog}/"))


def _targets(slo: Resource) -> dict[str, Any]:
    return {str(each["timeframe"]): each["target"] for each in slo.body["thresholds"]}
