"""`make live`: submits samples, waits until they are there, asks all cases, and prints where the answers differ.

Ends with 0 where all are the same, 1 where one is not, 2 without keys. Needs DD_API_KEY and DD_APP_KEY of a sandbox
organisation, and its DD_SITE, or the address in DATADOG_HOST.
"""

from __future__ import annotations

import os
import secrets
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import closing

from dogwatch.client import Http, Send, from_environment
from dogwatch.errors import NotEvaluated, UsageError
from dogwatch.measure import Store

from . import datadog
from .cases import CASES, UNSEEN, Case
from .comparing import Compared, compared, evaluated
from .datadog import Refused
from .samples import SAMPLES, SPAN, store

# Samples lie this long back, so that the last of them is there; Datadog takes points of the last hour.
AGO, ALIGNED = 2700, 300
# How long Datadog may take for what it was sent, and the seconds between two looks.
PATIENCE, PAUSE = 1200, 30
NEEDED = ("DD_API_KEY", "DD_APP_KEY", "DD_SITE")
ABOUT = f"""{", ".join(NEEDED)} name the organisation, DATADOG_HOST an address instead of a site.
It submits series and enables percentiles: take a sandbox that is there for such things."""

Sleep = Callable[[float], None]


def main(environ: Mapping[str, str], now: int, sleep: Sleep) -> int:
    """Runs against the organisation that the environment names; returns the exit code."""
    named = {**environ, "DD_SITE": environ.get("DD_SITE") or environ.get("DATADOG_HOST", "")}
    if missing := [name for name in NEEDED if not named.get(name)]:
        return _not_run(f"not set: {', '.join(missing)}")
    try:
        target = from_environment(environ).with_keys(environ)
    except UsageError as error:
        return _not_run(str(error))
    prefix, begin = f"dogwatch.live.x{secrets.token_hex(4)}", (now - AGO) // ALIGNED * ALIGNED
    print(f"{target.url}: {len(SAMPLES)} series under {prefix}, {SPAN} s from {begin} on")
    with closing(Http(target)) as http:
        return _run(http, prefix, begin, sleep)


def _not_run(why: str) -> int:
    print(f"{why}\n{ABOUT}", file=sys.stderr)
    return 2


def _run(send: Send, prefix: str, begin: int, sleep: Sleep) -> int:
    try:
        _submit(send, prefix, begin, sleep)
    except (Refused, TimeoutError) as error:
        print(error, file=sys.stderr)
        return 1
    ours = store(prefix, begin)
    rows = [(case, _compared(send, ours, case, prefix, begin)) for case in CASES]
    _table(rows)
    return 0 if all(row.is_same for _, row in rows) else 1


def _submit(send: Send, prefix: str, begin: int, sleep: Sleep) -> None:
    """Submits all samples, and waits until two looks at them see the same."""
    datadog.submit(send, prefix, begin)
    datadog.introduce_distributions(send, prefix, begin - ALIGNED)
    _until(lambda: datadog.enable_percentiles(send, prefix), "percentiles could not be enabled", sleep)
    datadog.submit_distributions(send, prefix, begin)
    before: list[object] = []

    def settled() -> bool:
        seen = [datadog.asked(send, _look(metric), prefix, begin) for metric in metrics]
        is_settled = all(seen) and seen == before
        before[:] = seen
        return is_settled

    metrics = sorted({sample.metric for sample in SAMPLES})
    _until(settled, "not all series could be queried", sleep)


def _look(metric: str) -> Case:
    return Case("", f"sum:M.{metric}{{*}} by {{host}}.rollup(sum, 60)")


def _until(holds: Callable[[], bool], otherwise: str, sleep: Sleep) -> None:
    for _ in range(PATIENCE // PAUSE):
        if holds():
            return
        sleep(PAUSE)
    raise TimeoutError(f"{otherwise} within {PATIENCE // 60} minutes")


def _compared(send: Send, ours: Store, case: Case, prefix: str, begin: int) -> Compared:
    try:
        theirs = datadog.asked(send, case, prefix, begin)
        return compared(evaluated(ours, case, prefix, begin), theirs, case.tolerance, begin)
    except NotEvaluated as error:
        return Compared(str(error), "", is_same=False)
    except Refused as error:
        return Compared("", str(error), is_same=False)


def _table(rows: list[tuple[Case, Compared]]) -> None:
    print(f"{'rule':<27} {'ours':<44} {'theirs':<44} same?")
    for case, row in rows:
        print(f"{case.rule:<27} {row.ours:<44} {row.theirs:<44} {'yes' if row.is_same else 'NO'}")
        if not row.is_same:
            print(f"    {case.query}" + (f" by {case.aggregator}, {case.formula}" if case.aggregator else ""))
    for rule, why in UNSEEN.items():
        print(f"{rule:<27} not asked: {why}")


if __name__ == "__main__":
    sys.exit(main(os.environ, int(time.time()), time.sleep))
