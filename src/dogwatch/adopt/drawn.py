"""A widget's definition as a call of a function of `dogwatch.widgets`, where that gives the very same."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from functools import cache
from typing import Any

from dogwatch.adopt.asked import Unreadable
from dogwatch.adopt.code import Call
from dogwatch.adopt.readers import READERS, Link
from dogwatch.adopt.value import value_of
from dogwatch.declare import Widget, misfits, widgets
from dogwatch.errors import QuerySyntaxError
from dogwatch.kinds import Body, same, widget_said


def drawn(definition: Body, link: Link) -> tuple[Call, Widget] | None:
    """The call and what it makes; None where no function says the same. `link` says what stands for an id in it."""
    read = READERS.get(str(definition.get("type")))
    if read is None:
        return None
    try:
        for needless in ("aggregator", None):  # queries become numbers by themselves, mostly
            made = _made(_call(*read(definition, lambda kind, id: id), needless), definition)
            if made is not None:
                return _call(*read(definition, link), needless), made
    except (Unreadable, KeyError, TypeError, ValueError, AttributeError, QuerySyntaxError):
        pass  # it is of no form that a reader knows, or a function refuses what is in it
    return None


def _made(call: Call, definition: Body) -> Widget | None:
    """What a call makes that `check` takes, if that is the definition, however much room its queries have."""
    made = [_evaluated(call, in_texts=in_texts) for in_texts in (False, True)]
    is_same = all(
        each is not None and same(widget_said({"definition": dict(each.definition)})["definition"], definition)
        for each in made
    )
    return made[0] if is_same else None


def _evaluated(call: Call, *, in_texts: bool) -> Widget | None:
    function = getattr(widgets, call.function.removeprefix("widgets."))
    values = value_of(call.first, in_texts=in_texts)
    keywords = {key: value_of(item, in_texts=in_texts) for key, item in call.keywords.items()}
    if misfits(function, values, keywords):
        return None
    made: Widget = function(*values, **keywords)
    return None if made.wrong else made


def _call(function: str, first: list[Any], keywords: Mapping[str, Any], needless: str | None) -> Call:
    """The call without arguments that say what the function does anyway, and without the needless one."""
    usual = _defaults(function)
    said = {name: value for name, value in keywords.items() if value is not None and name != needless}
    given = {name: value for name, value in said.items() if value != usual.get(name, [])}
    return Call(f"widgets.{function}", first, given)


@cache
def _defaults(function: str) -> dict[str, Any]:
    parameters = inspect.signature(getattr(widgets, function)).parameters.values()
    listed = {each.name: each.default for each in parameters if each.default is not inspect.Parameter.empty}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in listed.items()}
