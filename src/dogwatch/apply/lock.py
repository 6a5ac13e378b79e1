"""One run at a time on one machine, for each catalog, environment and organisation."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from dogwatch.apply.journal import Scope
from dogwatch.errors import UnsafePlan, UsageError


@contextmanager
def alone(folder: Path, scope: Scope, clock: Callable[[], float]) -> Iterator[None]:
    """While the block lasts no other run of the same scope gets here; raises UnsafePlan if one is here already.

    The operating system gives the lock back when the process ends, whatever ends it: none is left behind by a kill.
    """
    path = folder / f"{scope.name}.lock"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}; name another folder with --journal or DOGWATCH_JOURNAL") from None
    try:
        _take(lock, path, scope)
        os.ftruncate(lock, 0)
        os.pwrite(lock, f"process {os.getpid()} since {datetime.fromtimestamp(clock(), UTC):%H:%M:%S} UTC".encode(), 0)
        yield
    finally:
        os.close(lock)


def _take(lock: int, path: Path, scope: Scope) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        who = os.pread(lock, 200, 0).decode("utf-8", "replace") or "another process"
        raise UnsafePlan(
            f"{scope.catalog} is being applied to {scope.url}, environment {scope.env}, by another run on this machine "
            f"({who}): nothing was changed; run this again when that one has ended"
        ) from None
