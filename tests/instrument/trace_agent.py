"""Datadog's own test agent, in a process of its own: it takes traces and checks what tracers send."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any

CHECKS = "trace_count_header,meta_tracer_version_header,trace_content_length,meta_events_is_valid_json,trace_dd_service"
Span = dict[str, Any]


class TraceAgent:
    """The agent, and the spans that it has got."""

    def __init__(self, url: str) -> None:
        self.url = url

    def get(self, path: str) -> Any:
        with urllib.request.urlopen(self.url + path, timeout=10) as answer:
            body = answer.read()
        return json.loads(body) if body.startswith((b"[", b"{")) else body.decode()

    def spans(self) -> list[Span]:
        """All spans of all traces that have arrived."""
        return [span for trace in self.get("/test/traces") for span in trace]

    def failures(self) -> str:
        """What the agent's checks found wrong."""
        found: str = self.get("/test/trace_check/failures")
        return found

    def passed(self) -> int:
        """How many times a check of the agent passed."""
        return sum(check["Passed_Checks"] for check in self.get("/test/trace_check/summary").values())


def free_ports(number: int) -> list[int]:
    """Ports that nobody listens at."""
    with ExitStack() as stack:
        sockets = [stack.enter_context(closing(socket.socket())) for _ in range(number)]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]


@contextmanager
def running_agent(folder: Path) -> Iterator[TraceAgent]:
    """The agent from the time when it answers."""
    trace, http, grpc = map(str, free_ports(3))
    command = [str(Path(sys.executable).with_name("ddapm-test-agent")), "--port", trace]
    command += ["--otlp-http-port", http, "--otlp-grpc-port", grpc, "--pool-trace-check-failures", "true"]
    with (folder / "agent.log").open("wb") as log:
        process = subprocess.Popen(
            command, cwd=folder, stdout=log, stderr=log, env=clean_environment(ENABLED_CHECKS=CHECKS)
        )
        try:
            agent = TraceAgent(f"http://127.0.0.1:{trace}")
            _wait(agent, process, folder / "agent.log")
            yield agent
        finally:
            process.terminate()
            process.wait(10)


def _wait(agent: TraceAgent, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end and process.poll() is None:
        try:
            agent.get("/info")
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError(f"the test agent did not start: {log.read_text()[-2000:]}")


def clean_environment(**others: str) -> dict[str, str]:
    """This process's environment without Datadog's variables and dogwatch's, with others."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DD_", "DOGWATCH_"))}
    return {**kept, **others}


def run_traced(code: str, agent: TraceAgent, **environment: str) -> str:
    """Runs code as a service under `ddtrace-run`; what it printed, when it has ended and sent its traces."""
    ended = subprocess.run(
        [str(Path(sys.executable).with_name("ddtrace-run")), sys.executable, "-c", code],
        env=traced_environment(agent, **environment),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


def traced_environment(agent: TraceAgent, **others: str) -> dict[str, str]:
    """The environment of a service that sends traces to the agent, and nothing that no test looks at."""
    quiet = {"DD_INSTRUMENTATION_TELEMETRY_ENABLED": "false", "DD_REMOTE_CONFIGURATION_ENABLED": "false"}
    # Where gevent is installed, ddtrace has modules imported twice, asyncio too, whose exceptions anyio then misses.
    quiet["DD_UNLOAD_MODULES_FROM_SITECUSTOMIZE"] = "false"
    return clean_environment(DD_TRACE_AGENT_URL=agent.url, **quiet, **others)
