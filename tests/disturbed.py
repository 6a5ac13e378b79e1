"""A run of apply that something goes wrong with, as the command does it: in this process, or in one that is killed."""

from __future__ import annotations

import io
import os
import signal
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field, replace
from multiprocessing import get_context
from pathlib import Path
from threading import Event

import click

from dogwatch.cli.apply import carry_out
from dogwatch.cli.catalogs import Loaded
from dogwatch.cli.connection import Connection
from dogwatch.cli.interruption import Interruption
from dogwatch.cli.session import Call as Asked
from dogwatch.cli.session import Session
from dogwatch.client import Http, OnlyTo, Target, patient
from dogwatch.declare import Catalog, Declared
from dogwatch.errors import DogwatchError
from dogwatch.kinds import Resource
from tests.faults import Answer, Call, Cut, Fault, Hold, Lose

HTML = Answer(503, "<html>The service is away</html>", {"content-type": "text/html"})
LIMIT = {"x-ratelimit-limit": "1", "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1", "x-ratelimit-period": "1"}
LIMITED = {"errors": ["Rate limit"]}

# What a request may meet. With `kill` the process that sent it is gone when that happens.
FAULTS: Mapping[str, Fault] = {
    "cut before it": Cut(carried_out=False),
    "cut after it": Cut(carried_out=True),
    "reply cut": Lose(),
    "500": Answer(500, {"errors": ["Internal error"]}),
    "503 with HTML": HTML,
    "429 with headers": Answer(429, LIMITED, LIMIT),
    "429 without headers": Answer(429, LIMITED),
    "200 with HTML": Answer(200, "<html>Log in</html>", {"content-type": "text/html"}),
    "too slow": Hold(),
    "killed before it": Cut(carried_out=False),
    "killed after it": Cut(carried_out=True),
}
KILLS = frozenset({"killed before it", "killed after it"})
# Seconds after which a run gives an answer up.
ANSWERS_WITHIN = 1.0


@dataclass(frozen=True)
class Wanted:
    """What a run is about: a catalog's resources, and how many requests it may have in flight."""

    resources: Sequence[Resource]
    namespaces: Sequence[str]
    journals: Path
    parallel: int = 1
    catalog: str = "shop"


@dataclass(frozen=True)
class Ended:
    """The exit code of a run, None for one that was killed, and what it said."""

    code: int | None
    said: str


@dataclass
class Trap:
    """A rule of faults that catches one request, the process that sent it included if that is to be killed."""

    catches: Callable[[Call], bool]
    fault: Fault
    is_deadly: bool = False
    victim: int = 0
    is_alive: Event = field(default_factory=Event)
    caught: Call | None = None

    def __call__(self, call: Call) -> Fault:
        if self.caught or not self.catches(call):
            return None
        self.caught = call
        if self.is_deadly:
            assert self.is_alive.wait(60)
            os.kill(self.victim, signal.SIGKILL)
        return self.fault


def run(target: Target, wanted: Wanted) -> Ended:
    """`dogwatch apply --yes --allow-deletes` to its end, but for the waiting."""
    with closing(Http(replace(target, parallel=wanted.parallel), ANSWERS_WITHIN)) as http:
        return _said(session(http, target, wanted), wanted)


def session(http: Http, target: Target, wanted: Wanted) -> Session:
    """A session as the commands open it, that never sleeps."""
    target = replace(target, parallel=wanted.parallel)
    interruption = Interruption()
    send = patient(interruption.stopping(http), _at_once, _at_once, wanted.parallel)
    connection = Connection(target, OnlyTo(target, send), _at_once, interruption, spent=lambda: send.spent)
    loaded = Loaded(
        Declared(Catalog(wanted.catalog, namespaces=list(wanted.namespaces)), (), (), (), ()),
        wanted.resources,
        False,
        "prod",
    )
    return Session(connection, loaded, Asked(None, "prod", None, False, (), (), allow_deletes=True))


def run_to_be_killed(target: Target, wanted: Wanted, trap: Trap) -> Ended:
    """The same in a process of its own, which the trap kills unless it ends before; forked from a warm one."""
    context = get_context("forkserver")
    context.set_forkserver_preload(["tests.disturbed"])
    process = context.Process(target=_to_its_end, args=(target, wanted))
    process.start()
    assert process.pid
    trap.victim = process.pid
    trap.is_alive.set()
    process.join(120)
    assert process.exitcode is not None
    killed = process.exitcode == -signal.SIGKILL
    return Ended(None if killed else process.exitcode, "")


def _to_its_end(target: Target, wanted: Wanted) -> None:
    ended = run(target, wanted)
    raise SystemExit(ended.code)


def _said(session: Session, wanted: Wanted) -> Ended:
    said = io.StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        try:
            carry_out(session, session.plan(), wanted.journals, yes=True)
            code = 0
        except click.exceptions.Exit as exit:
            code = exit.exit_code
        except DogwatchError as error:
            click.echo(str(error), err=True)
            code = error.exit_code
    return Ended(code, said.getvalue())


def _at_once(seconds: float) -> None:
    """Sleeps no longer than it must."""
