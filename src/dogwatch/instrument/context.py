"""The call that is running here: in this thread, this task, this greenlet.

A call is a list, since nothing else is made so fast: the feature's calls, then what was said of this one, or None, then
its own span, or None, and whether it has ended though it may still be found here. That happens to calls of context
managers, which have more: the call around, and what the clocks of the processor and the wall said when they began.
"""

from __future__ import annotations

from contextlib import suppress
from contextvars import ContextVar, Token
from typing import TYPE_CHECKING, Any, TypeAlias

from dogwatch.names import OWN_TAGS

from .complaints import complain

if TYPE_CHECKING:
    from .spending import Spending

Call: TypeAlias = list[Any]
CALLS, REMARK, SPAN, ENDED, AROUND, PROCESSOR, BEGAN = range(7)
# What a call has for its span as long as it is to have one.
WANTED = object()

current: ContextVar[Call | None] = ContextVar("dogwatch_call", default=None)
# The feature of another service from which the request comes that is handled here.
upstream: ContextVar[str | None] = ContextVar("dogwatch_upstream", default=None)

# What counts the processor time of the request that is handled here, if it is counted.
spending: ContextVar[Spending | None] = ContextVar("dogwatch_spending", default=None)


def left(token: Token[Call | None]) -> None:
    """Ends a call's context. One that was closed elsewhere, by the garbage collector say, leaves that place alone."""
    with suppress(ValueError):
        current.reset(token)


class Remark:
    """What code said of the call it runs in, which wins over what the call returns or raises."""

    __slots__ = ("error_type", "is_error", "tags")

    def __init__(self) -> None:
        self.is_error: bool | None = None
        self.error_type: str | None = None
        self.tags: dict[str, str] = {}


def remark(call: Call) -> Remark:
    """What is said of a call, to be added to."""
    if call[REMARK] is None:
        call[REMARK] = Remark()
    said: Remark = call[REMARK]
    return said


def mark_error(error: BaseException | str | None = None) -> None:
    """The call that is running here has failed, although it returns: `feature.hits` gets outcome:error.

    An exception, or a short name of a kind of failure, becomes the tag `error_type`. The innermost tracked call is
    meant; outside of any nothing happens. The last mark wins.
    """
    call = current.get()
    if call is not None:
        said = remark(call)
        said.is_error = True
        said.error_type = type(error).__name__ if isinstance(error, BaseException) else error


def mark_ok() -> None:
    """The call that is running here counts as ok, whatever it raises or returns. The last mark wins."""
    call = current.get()
    if call is not None:
        said = remark(call)
        said.is_error, said.error_type = False, None


def tag(**tags: object) -> None:
    """Puts tags such as region="eu" on the hits, duration and processor time of the call that is running here.

    Only keys of `configure(allow_tags=...)` are sent, since each value makes custom metrics, which Datadog charges for;
    any other key is left out and logged once.
    """
    call = current.get()
    if call is not None:
        for key in OWN_TAGS & tags.keys():
            complain(f"tag:{key}", f"the tag {key} is dogwatch's own; it is not sent as tag() has it")
            del tags[key]
        remark(call).tags.update({key: str(value) for key, value in tags.items()})


def current_feature() -> str | None:
    """The name of the feature whose call is running here, or None."""
    call = current.get()
    return None if call is None else str(call[CALLS].feature)
