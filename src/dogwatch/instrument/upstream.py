"""The feature of another service that a request comes from: on this service's metrics, and on its entry span."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from dogwatch.names import UPSTREAM

from . import seam
from .baggage import feature_in
from .client import process_client
from .context import Call, remark, upstream
from .spans import tag_entry


def current_upstream() -> str | None:
    """The feature that called this service for the request that is handled here, or None."""
    return upstream.get()


def accepted(header: str | None) -> str | None:
    """The feature that a request's baggage names, if this service accepts it: anybody may send a header."""
    allowed = process_client().settings.accept_features
    feature = feature_in(header) if header and allowed else None
    return feature if feature in allowed else None


@contextmanager
def arrived(header: str | None) -> Iterator[None]:
    """Inside, a request is handled that came with this baggage."""
    feature = accepted(header)
    if feature is None:
        yield
        return
    seam.join(_tag_call)
    tag_entry(UPSTREAM, feature)
    token = upstream.set(feature)
    try:
        yield
    finally:
        with suppress(ValueError):  # a stream that the event loop closes is closed elsewhere, where nothing was set
            upstream.reset(token)


def _tag_call(call: Call) -> None:
    feature = upstream.get()
    if feature is not None:
        remark(call).tags[UPSTREAM] = feature
