"""`dogwatch doctor --traffic`: what services send to an Agent, which dogwatch is for a while."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from types import FrameType

import click

from dogwatch.cli.lasting import Lasting
from dogwatch.diagnosis import Finding, Heard, Listened, traffic_findings
from dogwatch.errors import UsageError

from .examination import Examination, Given, Subject

_OPTIONS = (
    click.option("--traffic", is_flag=True, help="Listen as an Agent: does what is declared arrive?"),
    click.option("--for", "lasting", type=Lasting(), default="30s", show_default=True, help="How long to listen."),
    click.option(
        "--dogstatsd-port",
        envvar="DD_DOGSTATSD_PORT",
        show_envvar=True,
        default=8125,
        show_default=True,
        help="Where metrics come; 0 takes a free one.",
    ),
    click.option(
        "--trace-port",
        envvar="DD_TRACE_AGENT_PORT",
        show_envvar=True,
        default=8126,
        show_default=True,
        help="Where traces come.",
    ),
)


def _findings(subject: Subject, given: Given) -> Iterable[Finding]:
    listened = _listened(subject, given)
    return traffic_findings(subject.declared, subject.features, subject.metrics, listened)


def _listened(subject: Subject, given: Given) -> Listened:
    from dogwatch.local import listening

    heard = Heard()
    try:
        with listening(given["dogstatsd_port"], given["trace_port"], heard) as (metrics, traces), _ctrl_c() as pressed:
            begin, seconds = time.monotonic(), given["lasting"].seconds
            _announce(seconds, metrics, traces)
            pressed.wait(seconds)
            took = time.monotonic() - begin
    except UsageError as error:
        ports = "--dogstatsd-port and --trace-port take others"
        raise UsageError(f"{error}\n    An Agent or dogwatch up may listen there: end it; {ports}") from None
    known = frozenset(feature.name for feature in subject.declared.features)
    return Listened(heard, took, metrics, traces, subject.env, known)


def _announce(seconds: float, metrics: int, traces: int) -> None:
    click.echo(f"Listening for {seconds:.0f} s, or until Ctrl-C. For services:", err=True)
    click.echo(f"  DD_AGENT_HOST=127.0.0.1 DD_DOGSTATSD_PORT={metrics} DD_TRACE_AGENT_PORT={traces}", err=True)


@contextmanager
def _ctrl_c() -> Iterator[threading.Event]:
    """Set when Ctrl-C is pressed, which ends nothing meanwhile."""
    pressed = threading.Event()

    def on_signal(number: int, frame: FrameType | None) -> None:
        pressed.set()

    before = signal.signal(signal.SIGINT, on_signal)
    try:
        yield pressed
    finally:
        signal.signal(signal.SIGINT, before)


TRAFFIC = Examination("traffic", _OPTIONS, _findings)
