"""Which kind of function is tracked: that decides what its call is, and which wrapper it gets."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from .coroutines import measured_coroutine, wrapped_coroutine
from .ending import Ending
from .functions import wrapped_function
from .generators import measured_generator, wrapped_async_generator, wrapped_generator
from .spans import spanned_async_generator, spanned_generator

# Flags of code objects, as the module `inspect` has them; that module takes longer to load than this package may.
GENERATOR, COROUTINE, ASYNC_GENERATOR = 0x20, 0x80, 0x200
SUSPENDS = GENERATOR | COROUTINE | ASYNC_GENERATOR


def wrapped(function: Any, ending: Ending, cpu: bool | None, span: bool = False) -> Any:
    """The function as a call of a feature, of the same kind and with the same signature."""
    if isinstance(function, staticmethod | classmethod):
        return type(function)(wrapped(function.__func__, ending, cpu, span))
    return functools.update_wrapper(_wrapper(function, ending, cpu, span), function)


def _wrapper(function: Callable[..., Any], ending: Ending, cpu: bool | None, span: bool) -> Callable[..., Any]:
    flags, calls = _flags(function), ending.calls
    if flags & COROUTINE:
        return wrapped_coroutine(measured_coroutine(function, calls) if cpu else function, ending, span)
    if flags & GENERATOR:
        inner = spanned_generator(function) if span else function
        return wrapped_generator(measured_generator(inner, calls) if cpu else inner, ending)
    if flags & ASYNC_GENERATOR:
        return wrapped_async_generator(spanned_async_generator(function) if span else function, ending)
    return wrapped_function(function, ending, cpu is not False, span)


def _flags(function: Any) -> int:
    """The flags of the code that runs in the end: of what a partial holds, of a method, of an object's `__call__`."""
    while isinstance(function, functools.partial):
        function = function.func
    function = getattr(function, "__func__", function)
    if not hasattr(function, "__code__"):
        function = getattr(type(function).__call__, "__func__", type(function).__call__)
    flags: int = getattr(getattr(function, "__code__", None), "co_flags", 0)
    return flags
