"""Calls of a service on behalf of a person, over HTTP, without any key."""

from __future__ import annotations

import json
import time
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit

from dogwatch.diagnosis import Call, Called
from dogwatch.errors import UsageError

_TIMEOUT = 15.0


def ask(url: str, call: Call) -> Called:
    """Sends a call to the service at an address; its whole answer is read and thrown away."""
    parts = urlsplit(url)
    connect = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    body = None if call.body is None else json.dumps(call.body)
    headers = {"User-Agent": "dogwatch doctor", **({"Content-Type": "application/json"} if body else {})}
    connection = connect(parts.hostname or "", parts.port, timeout=_TIMEOUT)
    begin = time.monotonic()
    try:
        connection.request(call.method, parts.path.rstrip("/") + call.target, body, headers)
        answer = connection.getresponse()
        answer.read()
        return Called(call, answer.status, time.monotonic() - begin)
    except (OSError, HTTPException) as error:
        return Called(call, None, time.monotonic() - begin, f"no answer: {error or type(error).__name__}")
    finally:
        connection.close()


def address(text: str) -> str:
    """The address of a service; UsageError for what is none."""
    try:
        parts = urlsplit(text)
        is_address = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0 and not parts.query
    except ValueError:
        is_address = False
    if not is_address:
        raise UsageError(f"--service {text}: this is no address of a service; write one like http://127.0.0.1:8000")
    return text.rstrip("/")
