from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator

import pytest

from dogwatch.cli.interruption import Interruption
from dogwatch.errors import ApiError
from dogwatch.kinds import Request, Response
from tests.client.sends import answers

LIST = Request("GET", "/api/v1/monitor")


@pytest.fixture(autouse=True)
def ctrl_c() -> Iterator[None]:
    """Ctrl-C as a new process hears it, and as it was afterwards."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def interrupted() -> Interruption:
    interruption = Interruption()
    interruption.listen()
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)
    return interruption


def test_sleeps_as_long_as_it_is_told() -> None:
    began = time.monotonic()
    Interruption().sleep(0.05)
    assert time.monotonic() - began >= 0.05


def test_wakes_what_sleeps_in_another_thread() -> None:
    interruption, woken = Interruption(), threading.Event()

    def sleeper() -> None:
        with pytest.raises(ApiError, match="interrupted"):
            interruption.sleep(60)
        woken.set()

    interruption.listen()
    thread = threading.Thread(target=sleeper, daemon=True)
    thread.start()
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)
    assert woken.wait(5)


def test_sends_until_it_comes_and_nothing_after() -> None:
    send = answers(Response(200, []))
    Interruption().stopping(send)(LIST)
    with pytest.raises(ApiError, match="interrupted"):
        interrupted().stopping(send)(LIST)
    assert len(send.requests) == 1


def test_stays_deaf_where_ctrl_c_is_ignored() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Interruption().listen()
    assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
