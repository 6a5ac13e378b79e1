"""What Datadog would refuse of alerts on SLOs, and what of those on the catalog's own SLOs could never fire."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from dogwatch.declare import rules
from dogwatch.declare.source import argument_place
from dogwatch.errors import Mistake
from dogwatch.kinds import SLO, Reference, Resource
from dogwatch.query import BurnRate, SloAlert, plain, unsound

Said = Iterator[tuple[str, str]]


def slo_alert_mistakes(resources: Iterable[Resource]) -> Iterator[Mistake]:
    """The windows of alerts on SLOs, and what the SLO has to have for them; their queries can be read."""
    resources = list(resources)
    slos = {str(Reference(each.kind, each.key)): each for each in resources if each.kind == SLO.name}
    for monitor in resources:
        if monitor.body.get("type") == "slo alert":
            place, subject = argument_place(monitor.place, "query"), f"monitor {monitor.key}: query"
            for seen, remedy in _said(_read(monitor.body["query"]), slos):
                yield Mistake(place, subject, seen, remedy)


def _read(text: str) -> SloAlert:
    """Read even where a tree was built: only the body says which SLO is meant by its whole name."""
    from dogwatch.query import parse_monitor  # loaded where a catalog has alerts on SLOs

    alert = parse_monitor(text, "slo alert")
    assert isinstance(alert, SloAlert)
    return alert


def _said(alert: SloAlert, slos: Mapping[str, Resource]) -> Said:
    wrong = list(unsound(alert.measured))
    yield from map(rules.halves, wrong)
    slo = slos.get(alert.measured.slo)
    if slo is not None and not wrong:
        yield from _against(alert, slo)


def _against(alert: SloAlert, slo: Resource) -> Said:
    """Whether the SLO has the time frame, and a budget that can burn so fast."""
    targets = {str(each["timeframe"]): each["target"] for each in slo.body["thresholds"]}
    over = alert.measured.over
    if over not in targets:
        seen = f"it asks for {over}, and the SLO {slo.key} ({slo.place}) is over {', '.join(targets)}"
        yield seen, f'write .over("{next(iter(targets))}"), or change the over= of the SLO'
    elif isinstance(alert.measured, BurnRate):
        yield from _out_of_reach(alert.threshold, targets[over])


def _out_of_reach(threshold: float, target: float) -> Said:
    """With nothing but errors a budget burns 1/(1-target) times as fast as it lasts (docs: SLO, burn rate)."""
    highest = 1 / (1 - Fraction(str(target)) / 100)
    if threshold > highest:
        most = plain(int(highest * 100) / 100)
        reason = f"with a target of {plain(target)}% it is {most} at most"
        yield (
            f"the burn rate {plain(threshold)} is out of reach: {reason}",
            f"write {most} or less; Datadog refuses more",
        )
    elif threshold <= 0:
        yield f"the burn rate {plain(threshold)} is always reached", f"write one above 0, up to {plain(float(highest))}"
