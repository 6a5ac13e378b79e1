"""`dogwatch doctor --traffic`: what services send to an Agent, which dogwatch is for a while."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterable
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
        with listening(given["dogstatsd_port"], given["trace_port"], heard) as (metrics, traces):
            seconds = given["lasting"].seconds
            click.echo(f"Listening for {seconds:.0f} s, or until Ctrl-C. For services:", err=True)
            ports = f"DD_DOGSTATSD_PORT={metrics} DD_TRACE_AGENT_PORT={traces}"
            click.echo(f"  DD_AGENT_HOST=127.0.0.1 {ports}", err=True)
            took = _wait(seconds)
    except UsageError as error:
        ports = "--dogstatsd-port and --trace-port take others"
        raise UsageError(f"{error}\n    An Agent or dogwatch up may listen there: end it; {ports}") from None
    known = frozenset(feature.name for feature in subject.declared.features)
    return Listened(heard, took, metrics, traces, subject.env, known)


def _wait(seconds: float) -> float:
    """Waits until the time is over or Ctrl-C is pressed; how long that took."""
    stop = threading.Event()

    def on_signal(number: int, frame: FrameType | None) -> None:
        stop.set()

    before = signal.signal(signal.SIGINT, on_signal)
    begin = time.monotonic()
    try:
        stop.wait(seconds)
    finally:
        signal.signal(signal.SIGINT, before)
    return time.monotonic() - begin


TRAFFIC = Examination("traffic", _OPTIONS, _findings)
