"""A request that is handled here, as a call of the feature that has its route."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from contextlib import contextmanager

from dogwatch.instrument.client import process_client
from dogwatch.instrument.context import Call, current, remark
from dogwatch.instrument.track import Track, track
from dogwatch.instrument.upstream import arrived
from dogwatch.names import ROUTE

# What a server could not do is its failure; 4xx is the client's (RFC 9110, 15.5 and 15.6).
_FAILED = 500


class Request:
    """What middleware may say of a request. Without a call, it is of no feature."""

    def __init__(self, call: Call | None = None) -> None:
        self._call = call

    def answered(self, status: int) -> None:
        """The status of the answer: from 500 on the call has failed, unless the code said how it went."""
        if status >= _FAILED:
            self.failed(f"http_{status}")

    def fine(self) -> None:
        """The call went well although it raises, as frameworks let code answer so; unless the code said it failed."""
        if self._call is not None and remark(self._call).is_error is None:
            remark(self._call).is_error = False

    def failed(self, kind: str) -> None:
        """The call has failed, unless the code said how it went."""
        if self._call is not None and remark(self._call).is_error is None:
            remark(self._call).is_error, remark(self._call).error_type = True, kind


@contextmanager
def handled(method: str, path: str, baggage: str | None, cpu: bool = False) -> Iterator[Request]:
    """Inside, the request runs: as a call of its feature, with the template of its route and the feature that asked.

    `cpu`: whether the thread's processor time is the request's, as it is where no other runs in between.
    """
    with arrived(baggage):
        settings = process_client().settings
        found = settings.routes.find(method, path)
        if found is None:
            yield Request()
            return
        with _tracker(found.feature, settings.within.get(found.feature), cpu):
            call = current.get()
            if call is not None:
                remark(call).tags[ROUTE] = found.template
            yield Request(call)


@functools.cache
def _tracker(feature: str, within: float | None, cpu: bool) -> Track:
    return track(feature, within=within, cpu=cpu)
