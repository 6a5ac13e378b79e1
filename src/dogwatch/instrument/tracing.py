"""ddtrace, which is spoken to here alone: features on the spans that are open, and spans of features.

Tested with ddtrace 3.0.0, 3.5.0, 3.10.0, 3.19.0, 4.0.0, 4.5.0, 4.10.0 and 4.16.0. Loaded when a feature is tracked in a
process that has loaded ddtrace, as `ddtrace-run` does before anything else, or when a feature asks for spans.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from ddtrace.trace import Span, tracer

from dogwatch.names import UPSTREAM

from . import seam
from .complaints import complain
from .context import CALLS, SPAN, WANTED, Call, current, upstream
from .steps import Step, plain

NAME = "feature.call"
FEATURE, OUTCOME, ERROR_TYPE = "feature", "feature.outcome", "error.type"

# The last span that began here with the feature of the code around it; a feature that is tracked inside may replace it.
_inherited: ContextVar[Span | None] = ContextVar("dogwatch_inherited", default=None)


def _quick_setter() -> Callable[[Span, str, str], None]:
    """What puts a text on a span: `set_tag`, which has more to ask of any tag, or what it comes to in this release."""
    for name in ("_set_attribute", "_set_tag_str", "set_tag_str"):
        put: Callable[[Span, str, str], None] | None = getattr(Span, name, None)
        if put is not None and _puts(put):
            return put
    return Span.set_tag


def _puts(put: Callable[[Span, str, str], None]) -> bool:
    try:
        with warnings.catch_warnings(action="error"):  # in some releases a name is on its way out
            span = Span("probe")
            put(span, FEATURE, "probe")
            return span.get_tag(FEATURE) == "probe"
    except Exception:  # noqa: BLE001 - in this release the name means something else
        return False


_put = _quick_setter()


def join() -> None:
    """From now on calls put their feature on spans."""
    seam.join(begin_span)
    seam.failed = mark_span
    seam.ended = end_span
    if not _watch_spans():
        complain(
            "processor",
            "this release of ddtrace has no span processors that dogwatch knows: a feature is on the span in which "
            "it is tracked, not on those that begin inside",
        )


def _failed(what: str, error: Exception) -> None:
    """Whatever a release of ddtrace raises, the application goes on, and does not hear of it but in its log."""
    complain(f"tracing:{what}", f"spans lack their feature: {error!r}")


def begin_span(call: Call) -> None:
    """Puts the feature on the span that is open, and opens the one that the call wants, around all that it does."""
    feature = call[CALLS].feature
    try:
        span = tracer.context_provider.active()
        if isinstance(span, Span):
            if span.get_tag(FEATURE) is None:
                _put(span, FEATURE, feature)
            elif span is _inherited.get():  # any other that is there, of the code around, stays
                _inherited.set(None)
                _put(span, FEATURE, feature)
        if call[SPAN] is WANTED:
            call[SPAN] = own = tracer.start_span(NAME, child_of=span, resource=feature, activate=True)
            _put(own, FEATURE, feature)
    except Exception as error:  # noqa: BLE001 - see _failed
        _failed("begin", error)


def mark_span(call: Call, error_type: str | None) -> None:
    """Says on the feature's span that the call failed; whether the span itself did is its owner's to say."""
    try:
        span = tracer.context_provider.active()
        if isinstance(span, Span) and span.get_tag(FEATURE) == call[CALLS].feature:
            span.set_tag(OUTCOME, "error")
            if error_type is not None:
                span.set_tag("feature.error_type", error_type)
    except Exception as error:  # noqa: BLE001 - see _failed
        _failed("mark", error)


def tag_entry(key: str, value: str) -> None:
    """Puts a tag on the span with which this service began its part of the trace."""
    try:
        entry = tracer.current_root_span()
        if entry is not None:
            entry.set_tag(key, value)
    except Exception as error:  # noqa: BLE001 - see _failed
        _failed("entry", error)


def _watch_spans() -> bool:
    """Has every span that begins in a call begin with its feature, if ddtrace lets others look at spans."""
    try:
        from ddtrace._trace.processor import SpanProcessor
    except ImportError:
        return False

    class Features(SpanProcessor):
        """Puts the feature of the call that runs on each span that begins."""

        def on_span_start(self, span: Span) -> None:
            """Here at once: this runs for every span of the process."""
            try:
                if upstream.get() is not None and tracer.current_root_span() is span:
                    span.set_tag(UPSTREAM, upstream.get())
                call = current.get()
                if call is not None and call[SPAN] is not WANTED:
                    _put(span, FEATURE, call[CALLS].feature)
                    _inherited.set(span)
            except Exception as error:  # noqa: BLE001 - see _failed
                _failed("inherit", error)

        def on_span_finish(self, span: Span) -> None:
            """A span that ends has its feature."""

    Features().register()
    return True


def end_span(call: Call, failed: bool, error_type: str | None, raised: BaseException | None) -> None:
    """Ends the span of a call that has ended, if it got one."""
    span = call[SPAN]
    if span is WANTED:
        return
    try:
        if failed:
            if raised is not None:
                span.set_exc_info(type(raised), raised, raised.__traceback__)
            span.error = 1
            if error_type is not None:
                span.set_tag(ERROR_TYPE, error_type)
        span.finish()
    except Exception as error:  # noqa: BLE001 - see _failed
        _failed("end", error)


def stepped(call: Call) -> Step:
    """The steps of a generator in a span of its own, which is the active one in its steps alone."""
    feature = call[CALLS].feature
    call[SPAN] = WANTED
    try:
        around = tracer.context_provider.active()
        call[SPAN] = own = tracer.start_span(NAME, child_of=around, resource=feature)
        _put(own, FEATURE, feature)
    except Exception as error:  # noqa: BLE001 - see _failed
        _failed("begin", error)

    here = call[SPAN]

    def step(resume: Callable[[Any], Any], value: Any) -> Any:
        nonlocal here  # a span that a step opens goes on in the next ones
        around = _activated(here)
        try:
            return resume(value)
        finally:
            here = _activated(around)

    return plain if call[SPAN] is WANTED else step


def _activated(span: Any) -> Any:
    """Makes this span the active one; the one that was."""
    around = None
    try:
        around = tracer.context_provider.active()
        tracer.context_provider.activate(span)
    except Exception as error:  # noqa: BLE001 - see _failed
        _failed("activate", error)
    return around
