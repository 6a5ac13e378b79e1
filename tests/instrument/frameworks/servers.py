"""Applications behind the real uvicorn, in this process."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn

# Seconds of a processor.
BURNT = 0.02


def burn(share: float = 1.0) -> str:
    """Takes a share of so much of this thread."""
    end = time.thread_time() + BURNT * share
    while time.thread_time() < end:
        pass
    return "burnt"


async def burn_here_and_there() -> str:
    """Half of it on the event loop, half in a thread."""
    await asyncio.to_thread(burn, 0.5)
    return burn(0.5)


@contextmanager
def served(app: Any, **options: Any) -> Iterator[str]:
    """The address of the application while the block lasts."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = uvicorn.Server(uvicorn.Config(app, log_level="critical", lifespan="off", **options))
        serving = threading.Thread(target=server.run, args=([listening],))
        serving.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            serving.join(20)
