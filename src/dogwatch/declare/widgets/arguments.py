"""Arguments of the functions that make widgets, held against the types that these functions ask for.

A wrong argument does not raise, since that would show one mistake at a time: the widget says what is wrong with it, and
`check` reports it with everything else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache, wraps
from typing import Any, ParamSpec, Unpack, get_args, get_origin, get_type_hints

from dogwatch.declare.rules import called, halves
from dogwatch.declare.rules.query import pointed_out
from dogwatch.declare.source import argument_place
from dogwatch.errors import Mistake, QuerySyntaxError
from dogwatch.place import here, is_called_within

from .shape import Look, look
from .widget import Widget

P = ParamSpec("P")


def constructor(function: Callable[P, Widget]) -> Callable[P, Widget]:
    """The function, which hands out a widget that says what is wrong where an argument is.

    Raises TypeError, as Python does, for arguments that it does not have and for missing ones.
    """
    name, count = function.__code__.co_name, function.__code__.co_argcount
    positional = function.__code__.co_varnames[:count]

    @wraps(function)
    def made(*args: P.args, **kwargs: P.kwargs) -> Widget:
        if is_called_within():  # pages are typed and tested, and there are many of them
            widget = function(*args, **kwargs)
            object.__setattr__(widget, "is_printed", True)  # a copy would take longer than all that is read then
            return widget
        given: dict[str, Any] = dict(zip(positional, args, strict=False))
        given.update(kwargs)
        if len(given) != len(args) + len(kwargs):  # too many, or one of them twice
            return function(*args, **kwargs)
        misfits = _misfits(function, given)
        try:
            return _not_made(name, given, misfits) if misfits else function(**given)  # type: ignore[call-arg]
        except QuerySyntaxError as error:
            return _not_made(name, given, {"query": pointed_out(error)})
        except ValueError as error:
            return _not_made(name, given, {"": halves(str(error))})

    return made


def misfits(function: Any, values: Iterable[Any], keywords: Mapping[str, Any]) -> Mapping[str, tuple[str, str]]:
    """What is wrong with arguments of a function that makes a widget, as `check` would report it."""
    bare = function.__wrapped__
    return _misfits(bare, {**dict(zip(bare.__code__.co_varnames, values, strict=False)), **keywords})


def _misfits(function: Any, given: dict[str, Any]) -> dict[str, tuple[str, str]]:
    """What was seen and what to write instead, by the arguments that do not fit, with the place in them."""
    looks = _looks(function)
    misfits = {}
    for argument, value in given.items():
        if argument not in looks:
            raise TypeError(f"{function.__name__}() got an unexpected keyword argument {argument!r}")
        if hasattr(value, "__next__"):  # it can be looked at only once
            given[argument] = value = tuple(value)
        if misfit := looks[argument](value):
            misfits[f"{argument}{misfit.path}"] = (f"{called(misfit.value)} cannot stand here", misfit.remedy)
    return misfits


def _not_made(name: str, given: Mapping[str, Any], misfits: Mapping[str, tuple[str, str]]) -> Widget:
    call, title = here(), given.get("title")
    subject = f"{name} {title!r}" if isinstance(title, str) else name
    wrong = [
        Mistake(argument_place(call, re.split(r"\W", path)[0]), f"{subject}: {path}" if path else subject, *said)
        for path, said in misfits.items()
    ]
    return Widget({"type": name, "title": title}, columns=1, height=1, wrong=tuple(wrong))


def arguments_of(function: Any) -> Iterable[str]:
    """The names of the arguments of a function that makes a widget; none of anything else."""
    return _looks(function.__wrapped__) if hasattr(function, "__wrapped__") else ()


@cache
def _looks(function: Any) -> Mapping[str, Look]:
    """What looks at each argument of a function by its name, those that it shares with other functions too."""
    types: dict[str, Any] = {}
    for name, hint in get_type_hints(function).items():
        if get_origin(hint) is Unpack:
            types |= get_type_hints(get_args(hint)[0])
        elif name != "return":
            types[name] = hint
    return {name: look(type) for name, type in types.items()}
