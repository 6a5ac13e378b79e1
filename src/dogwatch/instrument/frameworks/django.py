"""Django, under WSGI or ASGI.

    MIDDLEWARE = ["dogwatch.instrument.frameworks.django.FeatureMiddleware", ...]

Tested with Django 5.2. A request takes until its response is made; what a streaming response does afterwards is not in
it. An exception of a view that becomes status 500 is an error of its type.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from asgiref.sync import iscoroutinefunction, markcoroutinefunction

from .request import handled

_RAISED = "_dogwatch_raised"


class FeatureMiddleware:
    """Makes requests calls of features."""

    sync_capable = async_capable = True

    def __init__(self, get_response: Callable[[Any], Any]) -> None:
        self._get_response = get_response
        self._is_async = iscoroutinefunction(get_response)
        if self._is_async:
            markcoroutinefunction(self)

    def __call__(self, request: Any) -> Any:
        if self._is_async:
            return self._answer(request)
        with _handled(request, cpu=True) as call:
            response = self._get_response(request)
            _answered(call, request, response)
        return response

    async def _answer(self, request: Any) -> Any:
        with _handled(request, cpu=False) as call:
            response = await call.steps(self._get_response(request))
            _answered(call, request, response)
        return response

    def process_exception(self, request: Any, error: Exception) -> None:
        """Django asks middleware about what a view raised; the answer that it makes of it says 500 at most."""
        setattr(request, _RAISED, type(error).__name__)


def _handled(request: Any, cpu: bool) -> Any:
    return handled(request.method, request.path, request.headers.get("baggage"), cpu=cpu)


def _answered(call: Any, request: Any, response: Any) -> None:
    raised = getattr(request, _RAISED, None)
    if raised is not None and response.status_code >= 500:
        call.failed(raised)
    call.answered(response.status_code)
