"""Tasks of Celery as calls of features, sent to a worker in this process over a broker in memory."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest
from celery import Celery, signals
from celery.contrib.testing.worker import start_worker

from dogwatch.instrument import current_feature, track
from dogwatch.instrument.frameworks.celery import watch_tasks
from dogwatch.instrument.testing import RecordedMetrics

app = Celery("shop", broker="memory://", backend="cache+memory://")
app.conf.broker_transport_options = {"polling_interval": 0.02}


@app.task(name="shop.pay", bind=True, max_retries=1)
def pay(task: Any, way: str = "") -> str | None:
    if way == "raise":
        raise ZeroDivisionError
    if way == "retry" and not task.request.retries:
        raise task.retry(countdown=0)
    if way == "inner":
        return pay() + str(current_feature())
    return current_feature()


@app.task(name="shop.other")
def other() -> str | None:
    return current_feature()


def _log_as_before(**_: object) -> None:
    """Nothing is to be done."""


@pytest.fixture(scope="module", autouse=True)
def _worker() -> Iterator[None]:
    watch_tasks()
    # Whoever says how to log keeps the worker from changing it, for all tests after this one.
    signals.setup_logging.connect(_log_as_before)
    with start_worker(app, pool="solo", perform_ping_check=False, shutdown_timeout=20):
        yield


def ended(recorded: RecordedMetrics, number: int) -> None:
    """Waits until so many tasks were counted: their results are known before."""
    end = time.monotonic() + 10
    while recorded.count("feature.hits", feature="payment") < number and time.monotonic() < end:
        time.sleep(0.01)
    assert recorded.count("feature.hits", feature="payment") == number


def test_a_task_is_a_call_of_the_feature_that_has_its_name(recorded_metrics: RecordedMetrics) -> None:
    assert pay.delay().get(timeout=20) == "payment"
    assert other.delay().get(timeout=20) is None
    ended(recorded_metrics, 1)
    assert recorded_metrics.tags("feature.hits") == {("feature:payment", "outcome:ok", "route:shop.pay")}


def test_a_task_knows_which_feature_sent_it(recorded_metrics: RecordedMetrics) -> None:
    with track("cart"):
        sent = pay.delay()
    sent.get(timeout=20)
    ended(recorded_metrics, 1)
    assert recorded_metrics.count("feature.hits", feature="payment", **{"feature.upstream": "cart"}) == 1


def test_a_task_that_raises_is_an_error(recorded_metrics: RecordedMetrics) -> None:
    with pytest.raises(ZeroDivisionError):
        pay.delay("raise").get(timeout=20)
    ended(recorded_metrics, 1)
    assert recorded_metrics.count("feature.hits", outcome="error", error_type="zerodivisionerror") == 1


def test_a_task_that_is_tried_again_has_failed_once(recorded_metrics: RecordedMetrics) -> None:
    assert pay.delay("retry").get(timeout=20) == "payment"
    ended(recorded_metrics, 2)
    assert recorded_metrics.count("feature.hits", outcome="error", error_type="retry") == 1
    assert recorded_metrics.count("feature.hits", outcome="ok") == 1


def test_a_task_that_is_called_as_a_function_is_no_call_of_its_own(recorded_metrics: RecordedMetrics) -> None:
    assert pay.delay("inner").get(timeout=20) == "paymentpayment"
    assert other.delay().get(timeout=20) is None
    ended(recorded_metrics, 1)
