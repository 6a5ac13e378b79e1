"""ddtrace, which is spoken to here alone: features on the spans that are open, and spans of features.

Tested with ddtrace 3.0.0 and 4.16.0. Loaded when a feature is tracked in a process that has loaded ddtrace, as
`ddtrace-run` does before anything else, or when a feature asks for spans.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from typing import Any, TypeVar

from ddtrace.trace import Span, tracer

from dogwatch.names import UPSTREAM

from . import seam
from .complaints import complain
from .context import CALLS, Call, current, remark, upstream
from .steps import Step

SPAN = "feature.call"
FEATURE, OUTCOME, ERROR_TYPE = "feature", "feature.outcome", "error.type"

# The last span that began here with the feature of the code around it; a feature that is tracked inside may replace it.
_inherited: ContextVar[Span | None] = ContextVar("dogwatch_inherited", default=None)
_FUNCTION = TypeVar("_FUNCTION", bound=Callable[..., Any])


def harmless(function: _FUNCTION) -> _FUNCTION:
    """Logs what the function raises, since the code that is traced must not hear of it."""

    def wrapper(*args: Any) -> Any:
        try:
            return function(*args)
        except Exception as error:  # noqa: BLE001 - whatever a release of ddtrace raises, the application goes on
            complain(f"tracing:{function.__name__}", f"spans lack their feature: {error!r}")
            return None

    return wrapper  # type: ignore[return-value]


def join() -> None:
    """From now on calls put their feature on spans."""
    seam.join(harmless(tag_span))
    seam.failed = harmless(mark_span)
    if not _watch_spans():
        complain(
            "processor",
            "this release of ddtrace has no span processors that dogwatch knows: a feature is on the span in which "
            "it is tracked, not on those that begin inside",
        )


def tag_span(call: Call) -> None:
    """Puts the feature on the span that is open. A feature that is on it already, of the code around, stays."""
    span = tracer.context_provider.active()
    if not isinstance(span, Span):
        return
    if span is _inherited.get():
        _inherited.set(None)
    elif span.get_tag(FEATURE) is not None:
        return
    span.set_tag(FEATURE, call[CALLS].feature)


def mark_span(call: Call, error_type: str | None) -> None:
    """Says on the feature's span that the call failed; whether the span itself did is its owner's to say."""
    span = tracer.context_provider.active()
    if isinstance(span, Span) and span.get_tag(FEATURE) == call[CALLS].feature:
        span.set_tag(OUTCOME, "error")
        if error_type is not None:
            span.set_tag("feature.error_type", error_type)


@harmless
def tag_entry(key: str, value: str) -> None:
    """Puts a tag on the span with which this service began its part of the trace."""
    entry = tracer.current_root_span()
    if entry is not None:
        entry.set_tag(key, value)


def _watch_spans() -> bool:
    """Has every span that begins in a call begin with its feature, if ddtrace lets others look at spans."""
    try:
        from ddtrace._trace.processor import SpanProcessor
    except ImportError:
        return False

    class Features(SpanProcessor):
        """Puts the feature of the call that runs on each span that begins."""

        def on_span_start(self, span: Span) -> None:
            inherit(span)

        def on_span_finish(self, span: Span) -> None:
            """A span that ends has its feature."""

    Features().register()
    return True


@harmless
def inherit(span: Span) -> None:
    """Puts the feature of the call that runs here on a span that begins, and on the service's first who asked."""
    if upstream.get() is not None and tracer.current_root_span() is span:
        span.set_tag(UPSTREAM, upstream.get())
    call = current.get()
    if call is not None:
        span.set_tag(FEATURE, call[CALLS].feature)
        _inherited.set(span)


@harmless
def open_span(call: Call) -> None:
    """Opens a span for the call, in which all that it does is, and which ends with it."""
    _ends_with(call, tracer.trace(SPAN, resource=call[CALLS].feature))


def stepped(call: Call) -> Step:
    """The steps of a generator in a span of its own, which is the active one in its steps alone."""
    provider = tracer.context_provider
    span = tracer.start_span(SPAN, child_of=provider.active(), resource=call[CALLS].feature)
    _ends_with(call, span)

    def step(resume: Callable[[Any], Any], value: Any) -> Any:
        around = provider.active()
        provider.activate(span)
        try:
            return resume(value)
        finally:
            provider.activate(around)

    return step


def _ends_with(call: Call, span: Span) -> None:
    span.set_tag(FEATURE, call[CALLS].feature)

    @harmless
    def ended(failed: bool, error_type: str | None, error: BaseException | None) -> None:
        if failed:
            _failed(span, error_type, error)
        span.finish()

    remark(call).at_end = ended


def _failed(span: Span, error_type: str | None, error: BaseException | None) -> None:
    if error is not None:
        span.set_exc_info(type(error), error, error.__traceback__)
    span.error = 1
    if error_type is not None:
        span.set_tag(ERROR_TYPE, error_type)
