"""A target with the way to speak to it and to wait for it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field

from dogwatch.cli.interruption import Interruption
from dogwatch.cli.terminal import limit_notice
from dogwatch.client import Http, OnlyTo, Target, Unreachable, patient
from dogwatch.errors import ApiError

_NOT_UP = "start it with dogwatch up, or set DATADOG_HOST to the address that it says"


@dataclass(frozen=True)
class Connection:
    """Nothing has been sent over it yet when it is opened, at the second `opened`; `send.ensure` asks whose the keys
    are, and else the first request does.

    `spent` says why nothing is tried again any more, if that is so.
    """

    target: Target
    send: OnlyTo
    sleep: Callable[[float], None]
    interruption: Interruption = field(default_factory=Interruption)
    opened: float = field(default_factory=time.time)
    spent: Callable[[], str | None] = lambda: None

    @property
    def stopped(self) -> str | None:
        """Why nothing more shall begin, if that is so."""
        return self.interruption.reason or self.spent()

    @property
    def organisation(self) -> str:
        """The id of the one that the keys are of, which the target may not name."""
        return self.target.organisation or self.send.whose()

    @contextmanager
    def asking_whose(self) -> Iterator[None]:
        """While the block reads, it is asked whose the keys are, so that who writes need not wait for the answer."""
        with ThreadPoolExecutor(1, thread_name_prefix="dogwatch-whose") as pool:
            pool.submit(self.send.whose)  # what goes wrong is met by whoever asks again
            yield

    @classmethod
    def open(cls, to: Target, interruption: Interruption | None = None) -> Connection:
        """With patience, until Ctrl-C, and to the target's organisation alone."""
        interruption = interruption or Interruption()
        interruption.listen()
        send = patient(interruption.stopping(Http(to)), interruption.sleep, limit_notice(), to.parallel)
        return cls(to, OnlyTo(to, send), interruption.sleep, interruption, spent=lambda: send.spent)


@contextmanager
def explained(is_local: bool) -> Iterator[None]:
    """What the embedded Datadog does not answer is said with what to do about it."""
    try:
        yield
    except Unreachable as error:
        raise ApiError(f"{error}; {_NOT_UP}") if is_local else error from None
