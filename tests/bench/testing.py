"""What alert tests take, beside `promtool test rules` on rules that ask the same.

Both get 50 scenarios of an hour over 50 monitors of 10 groups each, with a value of each group every ten seconds; in
each scenario one monitor alerts. Processor time is counted, of all threads, which other work on the machine hardly
changes.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

_SCENARIOS, _MONITORS, _GROUPS = 50, 50, 10
# A value every ten seconds for an hour.
_POINTS = 360

_CATALOG = f"""
from dogwatch import Catalog, Monitor, Team

team = Team("ops", notify="@slack-ops")
monitors = [
    Monitor(
        f"monitor-{{number}}",
        team=team,
        title="too high",
        what="It is too high.",
        query=f"avg(last_5m):avg:app.metric_{{number}}{{{{$env}}}} by {{{{host}}}} > 3",
        options={{"new_group_delay": 0, "new_host_delay": 0}},
    )
    for number in range({_MONITORS})
]
catalog = Catalog("bench", namespaces=[])
"""
_TEST = f"""
import pytest

from features import catalog


@pytest.mark.parametrize("loud", range({_SCENARIOS}))
def test_one_alerts(simulate, loud):
    sim = simulate(catalog, even=True)
    for number in range({_MONITORS}):
        for host in range({_GROUPS}):
            values = "1x180 9x180" if number == loud else "1x360"
            sim.series(f"app.metric_{{number}}{{{{host:h{{host}}}}}}", values)
    run = sim.run("60m")
    run.expect_alert(f"monitor-{{loud}}", within="33m", group="h3")
    run.expect_quiet(but=[f"monitor-{{loud}}"])
"""


def rows() -> Iterator[tuple[str, str, str, str]]:
    """The table's rows: what, the goal, and the two numbers."""
    what = f"dogwatch test: {_SCENARIOS} scenarios of 1 h, {_MONITORS} monitors of {_GROUPS} groups"
    with tempfile.TemporaryDirectory(prefix="dogwatch-bench-") as name:
        folder = Path(name)
        _write(folder)
        ours = _taken([sys.executable, "-m", "dogwatch", "test"], folder)
        promtool = shutil.which("promtool")
        if promtool is None:
            yield what, "", f"{ours:.1f} s", ""
            yield "  beside: promtool test rules", "", "skipped", "promtool is not installed"
        else:
            theirs = _taken([promtool, "test", "rules", "tests.yml"], folder)
            yield what, f"{theirs / 2:.1f} s", f"{ours:.1f} s", f"{theirs / ours:.1f} times"
            yield "  beside: promtool test rules, processor time too", "", f"{theirs:.1f} s", ""
    root = Path(__file__).parent.parent.parent
    itself = _taken([sys.executable, "-m", "dogwatch", "test", "--self"], root)
    yield "dogwatch test --self: the root catalog", "10 s", f"{itself:.1f} s", ""


def _taken(command: list[str], folder: Path) -> float:
    """The seconds of processor time of a command that ends well."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=folder, check=True, capture_output=True, env={**os.environ, "DD_ENV": "prod"})
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _write(folder: Path) -> None:
    (folder / "features.py").write_text(_CATALOG)
    (folder / "alert_tests").mkdir()
    (folder / "alert_tests" / "test_bench.py").write_text(_TEST)
    (folder / "rules.yml").write_text("\n".join(_rules()))
    (folder / "tests.yml").write_text("\n".join(_tests()))


def _rules() -> Iterator[str]:
    yield "groups:\n- name: bench\n  interval: 1m\n  rules:"
    for number in range(_MONITORS):
        yield f"  - alert: monitor_{number}\n    expr: avg by (host) (avg_over_time(app_metric_{number}[5m])) > 3"


def _tests() -> Iterator[str]:
    yield "rule_files: [rules.yml]\nevaluation_interval: 1m\ntests:"
    for loud in range(_SCENARIOS):
        yield "- interval: 10s\n  input_series:"
        for number in range(_MONITORS):
            for host in range(_GROUPS):
                # Of promtool's `1x179` there are 180.
                values = "1x179 9x179" if number == loud else f"1x{_POINTS - 1}"
                yield f'  - series: app_metric_{number}{{host="h{host}"}}\n    values: "{values}"'
        yield "  alert_rule_test:"
        for number in range(_MONITORS):
            yield f"  - eval_time: 33m\n    alertname: monitor_{number}"
            if number == loud:
                yield "    exp_alerts:"
                yield from (f"    - exp_labels: {{host: h{host}}}" for host in range(_GROUPS))


if __name__ == "__main__":
    for row in rows():
        print(*row, sep=" | ")
