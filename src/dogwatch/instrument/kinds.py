"""Which kind of function is tracked: that decides what its call is, and which wrapper it gets."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from .calls import Calls
from .coroutines import measured_coroutine, wrapped_coroutine
from .ending import Ending
from .functions import wrapped_function
from .generators import measured_generator, wrapped_async_generator, wrapped_generator
from .spans import spanned, spanned_async_generator, spanned_generator

# Flags of code objects, as the module `inspect` has them; that module takes longer to load than this package may.
GENERATOR, COROUTINE, ASYNC_GENERATOR = 0x20, 0x80, 0x200
SUSPENDS = GENERATOR | COROUTINE | ASYNC_GENERATOR


def wrapped(function: Any, calls: Calls, ending: Ending, cpu: bool | None, span: bool = False) -> Any:
    """The function as a call of a feature, of the same kind and with the same signature."""
    if isinstance(function, staticmethod | classmethod):
        return type(function)(wrapped(function.__func__, calls, ending, cpu, span))
    flags = _flags(function)
    inner = _spanned(function, flags) if span else function
    return functools.update_wrapper(_wrapper(inner, flags, calls, ending, cpu), function)


def _spanned(function: Callable[..., Any], flags: int) -> Callable[..., Any]:
    if flags & GENERATOR:
        return spanned_generator(function)
    return spanned_async_generator(function) if flags & ASYNC_GENERATOR else spanned(function)


def _wrapper(
    function: Callable[..., Any], flags: int, calls: Calls, ending: Ending, cpu: bool | None
) -> Callable[..., Any]:
    if flags & COROUTINE:
        return wrapped_coroutine(measured_coroutine(function, calls) if cpu else function, calls, ending)
    if flags & GENERATOR:
        return wrapped_generator(measured_generator(function, calls) if cpu else function, calls, ending)
    if flags & ASYNC_GENERATOR:
        return wrapped_async_generator(function, calls, ending)
    return wrapped_function(function, calls, ending, cpu is not False)


def _flags(function: Any) -> int:
    """The flags of the code that runs in the end: of what a partial holds, of a method, of an object's `__call__`."""
    while isinstance(function, functools.partial):
        function = function.func
    function = getattr(function, "__func__", function)
    if not hasattr(function, "__code__"):
        function = getattr(type(function).__call__, "__func__", type(function).__call__)
    flags: int = getattr(getattr(function, "__code__", None), "co_flags", 0)
    return flags
