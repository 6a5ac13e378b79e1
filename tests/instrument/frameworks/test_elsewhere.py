"""Processor time of requests, wherever their work is done, beside others that are handled at the same time."""

from __future__ import annotations

import asyncio
import functools
import gc
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Annotated

import anyio
import anyio.to_thread
import httpx
import pytest
from fastapi import BackgroundTasks, Depends, FastAPI, Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.responses import StreamingResponse

from dogwatch.instrument import configure, track
from dogwatch.instrument.frameworks.asgi import FeatureMiddleware
from dogwatch.instrument.testing import RecordedMetrics

from .servers import BURNT, burn, served

# What finding its way through FastAPI may take beside what is burnt, in seconds.
BESIDE = 0.012
# Of sixteen the first is measured, so that it is two of these.
REQUESTS, MEASURED, AT_ONCE = 17, 2, 8


def burns() -> None:
    """A dependency."""
    burn(0.5)


async def burn_in_steps() -> None:
    for _ in range(3):
        burn(1 / 3)
        await asyncio.sleep(0.001)


def shop() -> FastAPI:
    app = FastAPI()

    @app.middleware("http")
    async def inner(request: Request, answer: Callable[[Request], Awaitable[Response]]) -> Response:
        """Starlette runs what is inside it in a task of its own."""
        return await answer(request)

    app.add_middleware(FeatureMiddleware)

    @app.get("/coroutine")
    async def coroutine() -> None:
        await burn_in_steps()

    @app.get("/function")
    def function() -> str:
        return burn()

    @app.get("/dependency")
    def dependency(found: Annotated[None, Depends(burns)]) -> str:
        return burn(0.5)

    @app.get("/streamed")
    async def streamed() -> StreamingResponse:
        async def parts() -> AsyncIterator[str]:
            for _ in range(3):
                yield burn(1 / 3)

        return StreamingResponse(parts())

    @app.get("/streamed-in-threads")
    def streamed_in_threads() -> StreamingResponse:
        def parts() -> Iterator[str]:
            for _ in range(3):
                yield burn(1 / 3)

        return StreamingResponse(parts())

    @app.get("/afterwards")
    async def afterwards(tasks: BackgroundTasks) -> None:
        burn(0.5)
        tasks.add_task(burn, 0.5)

    @app.get("/tracked-function")
    @track("tracked-function", cpu=True)
    def tracked_function() -> str:
        return burn()

    @app.get("/tracked-coroutine")
    @track("tracked-coroutine", cpu=True)
    async def tracked_coroutine() -> None:
        burn(0.5)
        await run_in_threadpool(burn, 0.5)

    @app.get("/tracked-block")
    async def tracked_block() -> None:
        with track("tracked-block", cpu=True):
            burn()

    @app.get("/tasks")
    async def tasks() -> None:
        async with asyncio.TaskGroup() as group:
            group.create_task(burn_in_steps_and_threads())
            group.create_task(asyncio.to_thread(burn, 0.25))
        async with anyio.create_task_group() as others:
            others.start_soon(anyio.to_thread.run_sync, burn, 0.25)

    async def burn_in_steps_and_threads() -> None:
        burn(0.25)
        await asyncio.get_running_loop().run_in_executor(None, functools.partial(asked_for, asking=0.25))

    # Executors leave the context behind, so what they run is found by who gives it to them.
    def asked_for(asking: float) -> str:
        return burn(asking)

    @app.get("/unasked")
    async def unasked() -> str:
        await run_in_threadpool(burn, 0.1)
        return burn(0.1)

    return app


PATHS = [route.path for route in shop().routes if getattr(route, "endpoint", None) and route.path.count("/") == 1]
NAMES = sorted({path[1:] for path in PATHS} - {"unasked", "openapi.json", "docs", "redoc"})


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served(shop()) as url:
        yield url


@pytest.fixture(autouse=True)
def declared(catalog_file: Path) -> None:
    features = {name: {"service": "shop", "cpu": True, "routes": [f"GET /{name}"]} for name in NAMES}
    features["unasked"] = {"service": "shop", "routes": ["GET /unasked"]}
    catalog_file.write_text(json.dumps({"version": 1, "catalog": "shop", "features": features}))
    configure(catalog=str(catalog_file))


@pytest.fixture(autouse=True)
def _no_garbage() -> Iterator[None]:
    """A search for the garbage of all tests before would be on the account of one request."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def asked(address: str, *names: str) -> None:
    """Requests of each, several at once, those of all in turns."""
    with httpx.Client(trust_env=False, timeout=30) as client, ThreadPoolExecutor(AT_ONCE) as pool:
        answers = pool.map(client.get, [f"{address}/{name}" for _ in range(REQUESTS) for name in names])
        assert {answer.status_code for answer in answers} == {200}


def settled(recorded_metrics: RecordedMetrics, feature: str, number: int) -> list[float]:
    """Values of a feature's processor time: the last may come when its answer has."""
    end = time.monotonic() + 5
    while len(found := recorded_metrics.values("feature.cpu", feature=feature)) < number and time.monotonic() < end:
        time.sleep(0.01)
    return found


@pytest.mark.parametrize("name", NAMES)
def test_what_a_request_takes_of_processors_is_found_again_once(
    address: str, recorded_metrics: RecordedMetrics, name: str
) -> None:
    asked(address, name, "unasked")
    found = settled(recorded_metrics, name, MEASURED)
    assert len(found) == MEASURED
    assert all(BURNT <= spent < BURNT + BESIDE for spent in found), found


def test_nothing_is_measured_for_those_who_do_not_ask(address: str, recorded_metrics: RecordedMetrics) -> None:
    asked(address, "unasked")
    assert recorded_metrics.count("feature.hits", feature="unasked") == REQUESTS
    assert recorded_metrics.values("feature.cpu", feature="unasked") == []
