"""Whether an Agent is where services look for one."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator, Mapping
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlsplit

from .finding import Finding, State

_TIMEOUT = 3.0
# On this machine the system says at once that nobody listens; from another it may never be heard.
_REFUSAL = 0.3
_HERE = frozenset({"127.0.0.1", "localhost", "::1"})
_NAMED_BY = ("DD_AGENT_HOST", "DD_DOGSTATSD_URL", "DD_TRACE_AGENT_URL")


def agent_findings(environ: Mapping[str, str]) -> Iterator[Finding]:
    """Of the addresses that the environment of a service says, or the usual ones: what takes traces, and metrics.

    That there is none is a fault where the environment names one; elsewhere, as in CI, a hint.
    """
    absent: State = "missing" if any(environ.get(name) for name in _NAMED_BY) else "hint"
    host = environ.get("DD_AGENT_HOST") or "localhost"
    bracketed = f"[{host}]" if ":" in host else host
    traces = environ.get("DD_TRACE_AGENT_URL") or f"http://{bracketed}:{environ.get('DD_TRACE_AGENT_PORT') or 8126}"
    metrics = environ.get("DD_DOGSTATSD_URL") or f"udp://{bracketed}:{environ.get('DD_DOGSTATSD_PORT') or 8125}"
    yield _traces(traces, absent)
    yield _metrics(metrics, absent)


def _traces(url: str, absent: State) -> Finding:
    try:
        parts = urlsplit(url)
        if parts.scheme == "unix":
            return _socket("traces", url, parts.path, absent)
        version = _version(parts.hostname or "", parts.port or 80)
    except (OSError, HTTPException, ValueError) as error:
        seen = f"no Agent at {url}: {error or type(error).__name__}"
        return Finding("agent", "traces", absent, seen, _remedy("DD_TRACE_AGENT_PORT"))
    return Finding("agent", "traces", "ok", f"Datadog Agent {version} at {url}")


def _version(host: str, port: int) -> str:
    """The version that an Agent says of itself; ValueError for who is none."""
    connection = HTTPConnection(host, port, timeout=_TIMEOUT)
    try:
        connection.request("GET", "/info", headers={"User-Agent": "dogwatch doctor"})
        answer = connection.getresponse()
        said = json.loads(answer.read())
    finally:
        connection.close()
    if not isinstance(said, dict) or "version" not in said:
        raise ValueError("what answers there is no Agent")
    return str(said["version"])


def _metrics(url: str, absent: State) -> Finding:
    parts = urlsplit(url)
    if parts.scheme.startswith("unix"):
        return _socket("metrics", url, parts.path, absent)
    try:
        is_refused = _is_refused(parts.hostname or "", parts.port or 8125)
    except (OSError, ValueError) as error:
        return Finding("agent", "metrics", absent, f"{url}: {error}", _remedy("DD_DOGSTATSD_PORT"))
    if is_refused:
        return Finding("agent", "metrics", absent, f"nobody listens at {url}", _remedy("DD_DOGSTATSD_PORT"))
    if parts.hostname in _HERE:
        return Finding("agent", "metrics", "ok", f"somebody listens at {url}")
    return Finding("agent", "metrics", "unknown", f"{url} is UDP, where nobody answers, and is on another machine")


def _is_refused(host: str, port: int) -> bool:
    """Whether the system says that nobody takes datagrams there; an empty one says nothing to an Agent."""
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_DGRAM)[0]
    with socket.socket(family, kind, protocol) as asking:
        asking.settimeout(_REFUSAL)
        asking.connect(address)
        asking.send(b"")
        try:
            asking.recv(1)
        except ConnectionRefusedError:
            return True
        except TimeoutError:
            return False
    return False


def _socket(what: str, url: str, path: str, absent: State) -> Finding:
    if Path(path).is_socket():
        return Finding("agent", what, "ok", f"there is a socket at {url}")
    return Finding("agent", what, absent, f"there is no socket at {url}", "start the Agent, or mend the address")


def _remedy(port: str) -> str:
    return f"where services run, start an Agent or dogwatch up, and set DD_AGENT_HOST and {port} to where it is"
