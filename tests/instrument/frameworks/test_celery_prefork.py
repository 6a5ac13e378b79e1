"""Celery's own worker with forked children, over a broker of files: each task counts once, whichever child ran it."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.instrument.sink import Sink, sink
from tests.instrument.trace_agent import clean_environment

from .conftest import FEATURES
from .workers import said, started

TASKS = """
import os, time
from celery import Celery
from dogwatch.instrument import configure, current_feature, track
from dogwatch.instrument.frameworks.celery import watch_tasks

app = Celery("tasks", broker="filesystem://", backend="file://results")
folders = {"data_folder_in": "queue", "data_folder_out": "queue", "control_folder": "control"}
app.conf.broker_transport_options = {**folders, "polling_interval": 0.05}
app.conf.worker_prefetch_multiplier = 1
watch_tasks()
configure(accept_features=["cart"])

@app.task(name="shop.pay")
def pay(fails=False):
    time.sleep(0.02)
    with track("stock"):
        pass
    if fails:
        raise ZeroDivisionError
    return [os.getpid(), current_feature()]
"""
SENDER = """
import sys
from tasks import pay
from dogwatch.instrument import track

with track("cart"):
    sent = [pay.delay(number % 3 == 2) for number in range(int(sys.argv[1]))]
done = [one.get(timeout=60, propagate=False) for one in sent]
print([answer for answer in done if isinstance(answer, list)])
"""

WORKERS = {
    "children that stay": ["--concurrency", "2"],
    "children that are replaced after each few tasks": ["--concurrency", "2", "--max-tasks-per-child", "2"],
}


def environment(folder: Path, metrics: Sink) -> dict[str, str]:
    (folder / "tasks.py").write_text(TASKS)
    (folder / "catalog.json").write_text(json.dumps({"version": 1, "catalog": "shop", "features": FEATURES}))
    for name in ("queue", "control", "results"):
        (folder / name).mkdir()
    return {"DOGWATCH_CATALOG": "catalog.json", "DD_DOGSTATSD_URL": metrics.url, "DD_SERVICE": "shop-api"}


def send(folder: Path, number: int, about: dict[str, str]) -> list[list[object]]:
    """Sends so many tasks from a process of its own, and waits for them: pid and feature of those that went well."""
    ended = subprocess.run(
        [sys.executable, "-c", SENDER, str(number)],
        cwd=folder,
        env=clean_environment(PYTHONPATH=str(folder), **{**about, "DD_SERVICE": "web"}),
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr + said(folder)
    answer: list[list[object]] = json.loads(ended.stdout.replace("'", '"'))
    return answer


@pytest.mark.parametrize("kind", WORKERS)
def test_every_task_arrives_from_whichever_child(tmp_path: Path, kind: str) -> None:
    command = ["celery", "--app", "tasks", "worker", "--pool", "prefork", *WORKERS[kind]]
    quick = ["--without-gossip", "--without-mingle", "--without-heartbeat", "--loglevel", "WARNING"]
    with sink("unixgram", tmp_path) as metrics:
        about = environment(tmp_path, metrics)
        with started(tmp_path, *command, *quick, **about):
            answers = send(tmp_path, 12, about)
        # What the children counted in their last second they sent at their end.
        metrics.arrived(lambda: metrics.count("feature.hits", service="shop-api") == 24)
        time.sleep(0.05)
        assert metrics.count("feature.hits", feature="payment", route="shop.pay") == 12
        assert metrics.count("feature.hits", feature="payment", outcome="error", error_type="zerodivisionerror") == 4
        assert metrics.count("feature.hits", feature="payment", **{"feature.upstream": "cart"}) == 12
        assert metrics.count("feature.hits", feature="stock", outcome="ok") == 12
        durations = metrics.all_values("feature.duration", feature="payment")
    assert len(durations) == 12
    assert min(durations) >= 0.02
    assert [feature for _, feature in answers] == ["payment"] * 8
    assert len({pid for pid, _ in answers}) > 1, "one child ran everything"
