from __future__ import annotations

import socket
from pathlib import Path

from dogwatch.diagnosis import agent_findings
from dogwatch.local import Agent, running


def states(**environ: str) -> dict[str, str]:
    return {each.what: each.state for each in agent_findings(environ)}


def closed_port(kind: socket.SocketKind) -> str:
    with socket.socket(socket.AF_INET, kind) as bound:
        bound.bind(("127.0.0.1", 0))
        return str(bound.getsockname()[1])


def test_an_agent_that_listens_is_found_with_its_version() -> None:
    with running(agent=Agent(0, trace_port=0)) as server:
        ports = {
            "DD_DOGSTATSD_PORT": f"{server.agent.dogstatsd_port}",
            "DD_TRACE_AGENT_PORT": f"{server.agent.trace_port}",
        }
        traces, metrics = agent_findings({"DD_AGENT_HOST": "127.0.0.1", **ports})
    assert (traces.state, metrics.state) == ("ok", "ok")
    assert traces.seen.startswith("Datadog Agent 7.")


def test_no_agent_is_missing_where_one_is_named_and_else_a_hint() -> None:
    ports = {
        "DD_DOGSTATSD_PORT": closed_port(socket.SOCK_DGRAM),
        "DD_TRACE_AGENT_PORT": closed_port(socket.SOCK_STREAM),
    }
    assert states(**ports) == {"traces": "hint", "metrics": "hint"}
    assert states(DD_AGENT_HOST="127.0.0.1", **ports) == {"traces": "missing", "metrics": "missing"}


def test_an_address_by_a_url_wins() -> None:
    with running(agent=Agent(0, trace_port=0)) as server:
        urls = {
            "DD_DOGSTATSD_URL": f"udp://127.0.0.1:{server.agent.dogstatsd_port}",
            "DD_TRACE_AGENT_URL": f"http://127.0.0.1:{server.agent.trace_port}",
        }
        assert states(DD_AGENT_HOST="nowhere.invalid", **urls) == {"traces": "ok", "metrics": "ok"}


def test_what_answers_but_is_no_agent_is_none() -> None:
    with running() as server:
        traces, _ = agent_findings({"DD_TRACE_AGENT_URL": server.url})
    assert traces.state == "missing"


def test_a_unix_socket_is_looked_for_in_the_file_system(tmp_path: Path) -> None:
    path = tmp_path / "dsd.socket"
    urls = {"DD_DOGSTATSD_URL": f"unix://{path}", "DD_TRACE_AGENT_URL": f"unix://{path}"}
    assert states(**urls) == {"traces": "missing", "metrics": "missing"}
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as bound:
        bound.bind(str(path))
        assert states(**urls) == {"traces": "ok", "metrics": "ok"}


def test_an_address_that_is_none_is_told() -> None:
    traces, metrics = agent_findings(
        {"DD_AGENT_HOST": "127.0.0.1", "DD_DOGSTATSD_PORT": "x", "DD_TRACE_AGENT_PORT": "y"}
    )
    assert (traces.state, metrics.state) == ("missing", "missing")
