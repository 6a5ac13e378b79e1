"""Celery's workers, and what sends them tasks.

    watch_tasks()        # beside the app, before tasks are sent or run

A task is a call of the feature that has the route `TASK name.of.the.task`. Tested with Celery 5.7. A task that is tried
again was a failure of the type Retry. The feature that sends a task is its `feature.upstream` where the worker accepts
it; there is no allow-list of brokers, since whoever may read a queue runs its tasks.
"""

from __future__ import annotations

import functools
from contextlib import ExitStack
from typing import Any

from celery import signals  # type: ignore[import-untyped]

from dogwatch.instrument.baggage import HEADER, with_feature
from dogwatch.instrument.client import process_client
from dogwatch.instrument.context import current_feature
from dogwatch.names import TASK

from .request import Request, handled

_STACK, _CALL = "_dogwatch_stack", "_dogwatch_call"


@functools.cache
def watch_tasks() -> None:
    """Has tasks of this process be calls of features, and those that it sends say which feature sent them."""
    signals.before_task_publish.connect(_sent)
    signals.task_prerun.connect(_began)
    signals.task_postrun.connect(_ended)
    signals.worker_process_shutdown.connect(_over)


def _sent(headers: dict[str, Any] | None = None, **_: Any) -> None:
    feature = current_feature()
    if headers is not None and feature is not None:
        headers[HEADER] = with_feature(str(headers.get(HEADER) or ""), feature)


def _began(task: Any = None, **_: Any) -> None:
    stack = ExitStack()
    baggage = task.request.get(HEADER)
    call = stack.enter_context(handled(TASK, task.name, baggage if isinstance(baggage, str) else None, cpu=True))
    # Every run of a task has a request of its own, also where one task calls another as a function.
    setattr(task.request, _STACK, stack)
    setattr(task.request, _CALL, call)


def _over(**_: Any) -> None:
    """A child of a prefork worker leaves by os._exit, past what a process does at its end."""
    process_client().at_exit()


def _ended(task: Any = None, state: str | None = None, retval: Any = None, **_: Any) -> None:
    stack: ExitStack | None = getattr(task.request, _STACK, None)
    call: Request | None = getattr(task.request, _CALL, None)
    if stack is None or call is None:
        return
    if isinstance(retval, BaseException) and state != "SUCCESS":
        call.failed(type(retval).__name__)
    stack.close()
