"""WSGI: Flask, or any other.

    app.wsgi_app = FeatureMiddleware(app.wsgi_app)

Tested with Flask 3.1. A request takes until the server closes its answer. Flask turns exceptions into answers before
middleware sees them, so that their type is `http_500` unless the code says more by `mark_error`. Applications that are
mounted in others may have the middleware too: a request counts once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from typing import Any

from .request import Request, handled

_SEEN = "dogwatch.seen"


class FeatureMiddleware:
    """Makes requests calls of features."""

    def __init__(self, app: Callable[..., Iterable[bytes]]) -> None:
        self._app = app

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if environ.get(_SEEN):
            return self._app(environ, start_response)
        environ[_SEEN] = True
        path = (
            (environ.get("SCRIPT_NAME", "") + environ.get("PATH_INFO", "")).encode("latin-1").decode(errors="replace")
        )
        with ExitStack() as stack:
            request = stack.enter_context(
                handled(environ["REQUEST_METHOD"], path or "/", environ.get("HTTP_BAGGAGE"), cpu=True)
            )

            def started(status: str, *rest: Any) -> Any:
                request.answered(int(status[:3]))
                return start_response(status, *rest)

            answer = self._app(environ, started)
            return _Answer(answer, request, stack.pop_all())


class _Answer:
    """What the application answers; the call ends when the server closes it, as PEP 3333 demands."""

    def __init__(self, answer: Iterable[bytes], request: Request, stack: ExitStack) -> None:
        self._answer = answer
        self._request = request
        self._stack = stack

    def __iter__(self) -> Iterator[bytes]:
        try:
            yield from self._answer
        except Exception as error:
            self._request.failed(type(error).__name__)
            raise

    def close(self) -> None:
        with self._stack:
            close = getattr(self._answer, "close", None)
            if close is not None:
                close()
