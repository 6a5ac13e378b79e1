"""The one place that speaks HTTP: `send(Request) -> Response` over a pool of kept-alive connections."""

from __future__ import annotations

import json
import ssl
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode, urlsplit
from urllib.request import getproxies, proxy_bypass

import urllib3
from urllib3.exceptions import HTTPError, MaxRetryError, NewConnectionError

from dogwatch.client.target import Target
from dogwatch.errors import ApiError
from dogwatch.kinds import Request, Response

Send = Callable[[Request], Response]

_TIMEOUT = urllib3.Timeout(connect=10, read=60)
_READABLE = 300


class Unreachable(ApiError):
    """No answer came. `was_sent` tells whether Datadog may have carried the request out all the same."""

    def __init__(self, message: str, *, was_sent: bool) -> None:
        super().__init__(message)
        self.was_sent = was_sent


class Http:
    """Sends requests to a target; may be used from many threads at once.

    HTTPS_PROXY, NO_PROXY, SSL_CERT_FILE and SSL_CERT_DIR are honoured as usual. Nothing is retried and no redirect is
    followed here. Whatever it raises or returns as text is free of the target's keys.
    """

    def __init__(self, target: Target) -> None:
        self._target = target
        self._pool = _pool(target)
        self._headers = {
            "DD-API-KEY": target.api_key,
            "DD-APPLICATION-KEY": target.app_key,
            "Content-Type": "application/json",
            "Accept": "application/json",
            "User-Agent": "dogwatch",
        }

    def __call__(self, request: Request) -> Response:
        query = f"?{urlencode(request.query)}" if request.query else ""
        body = None if request.body is None else json.dumps(request.body).encode()
        try:
            answer = self._pool.request(
                request.method,
                f"{self._target.url}{request.path}{query}",
                body=body,
                headers=self._headers,
                timeout=_TIMEOUT,
                retries=False,
                redirect=False,
            )
        except HTTPError as error:
            raise self._unreachable(error) from None
        return self._response(answer.status, answer.headers, answer.data)

    def close(self) -> None:
        self._pool.clear()

    def _response(self, status: int, headers: Mapping[str, str], data: bytes) -> Response:
        lowered = {name.lower(): value for name, value in headers.items()}
        body, text = _parsed(data)
        return Response(status, body, self._redacted(text), lowered)

    def _unreachable(self, error: HTTPError) -> Unreachable:
        cause = error.reason if isinstance(error, MaxRetryError) and error.reason else error
        was_sent = not isinstance(cause, NewConnectionError)
        said = self._redacted(_readable(str(cause).rpartition(": ")[2] or type(cause).__name__))
        return Unreachable(f"no answer from {self._target.url}: {said}", was_sent=was_sent)

    def _redacted(self, text: str) -> str:
        for secret in self._target.secrets:
            if len(secret) > 5:  # a shorter one is no key of Datadog's, and would blot out ordinary words
                text = text.replace(secret, "***")
        return text


def _pool(target: Target) -> urllib3.PoolManager:
    parts = urlsplit(target.url)
    options: dict[str, Any] = {"num_pools": 4, "maxsize": target.parallel, "block": False}
    if parts.scheme == "https":
        # OpenSSL's defaults read SSL_CERT_FILE and SSL_CERT_DIR.
        options["ssl_context"] = ssl.create_default_context()
    proxies = getproxies()
    proxy = proxies.get(parts.scheme) or proxies.get("all")
    if proxy is None or proxy_bypass(parts.hostname or ""):
        return urllib3.PoolManager(**options)
    return urllib3.ProxyManager(proxy, **options)


def _parsed(data: bytes) -> tuple[Any, str]:
    """The JSON of an answer, or None and the beginning of what came in its place."""
    if not data:
        return None, ""
    try:
        return json.loads(data), ""
    except ValueError:
        return None, _readable(data.decode("utf-8", "replace"))


def _readable(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _READABLE else words[:_READABLE] + "…"
