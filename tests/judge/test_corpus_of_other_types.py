"""Every monitor of real organisations that reads no metric is judged, or refused by the name of a rule."""

from __future__ import annotations

from dogwatch.judge import CheckRuns, Checks, Events, Judging, Records
from dogwatch.measure import Store

from .bodies import START
from .test_corpus import real_monitors

ELSEWHERE = ("metric alert", "query alert", "slo alert")


def test_each_is_judged_or_refused_by_name() -> None:
    bodies = [body for body in real_monitors() if "query" in body and body.get("type") not in (None, *ELSEWHERE)]
    kinds = (Checks(CheckRuns()), Events(Records()))
    judging = Judging(Store(), dict(enumerate(bodies)), now=START, kinds=kinds)

    judging.run(START + 600)

    judged = {str(monitor.body["type"]) for monitor in judging.monitors.values()}
    assert judged == {"log alert", "service check"}
    refused = {(str(bodies[id]["type"]), error.rule) for id, error in judging.refused.items()}
    assert {rule for type, rule in refused if type == "composite"} == {"composite-of-unjudged"}
    assert all(rule == type.replace(" ", "-") for type, rule in refused if type != "composite")
