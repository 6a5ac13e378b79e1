"""The page about the functions that make widgets, written from their signatures."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from types import ModuleType
from typing import Any

from dogwatch.declare import widgets
from dogwatch.declare.widgets import (
    apps,
    formats,
    frame,
    graphs,
    groups,
    maps,
    marker,
    numbers,
    people,
    requests,
    services,
    shares,
    slo_query,
    sources,
    states,
    streams,
    texts,
)
from dogwatch.declare.widgets.arguments import arguments_of

FUNCTIONS = (graphs, numbers, shares, states, texts, streams, maps, services, people, groups, apps)
CLASSES = (requests, sources, slo_query, marker, formats, numbers, frame)
_AROUND = ("width", "height", "description", "title_align", "title_size", "time", "custom_links")


def widgets_page() -> str:
    """The page: a table of functions per module, and the classes that stand among their arguments."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# Widgets"
    yield ""
    yield "Written from the functions of `dogwatch.widgets`; a test keeps it current. Arguments after `*` are written"
    yield "with their names. What is in the last column many widgets have in common: the size in columns and rows, what"
    yield "stands around the title, a span of time of its own, links in the menu."
    for module in FUNCTIONS:
        yield from ("", f"## {_sentence(module)}", "", "| function | shows | and |", "|---|---|---|")
        for name in _own(module):
            function = getattr(widgets, name)
            if hasattr(function, "__wrapped__"):
                around = [each for each in _AROUND if each in arguments_of(function) and each not in _named(function)]
                yield f"| `{name}({', '.join(_signature(function))})` | {_cell(function)} | {', '.join(around)} |"
    yield from ("", "## Among their arguments", "", "| | is |", "|---|---|")
    for module in CLASSES:
        for name in _own(module):
            each = getattr(widgets, name)
            if not hasattr(each, "__wrapped__"):
                yield f"| `{name}({', '.join(_signature(each))})` | {_cell(each)} |"


def _own(module: ModuleType) -> Iterator[str]:
    """The names that a module gives to `dogwatch.widgets`, in the order in which they stand in it."""
    own = [name for name in widgets.__all__ if getattr(getattr(widgets, name), "__module__", "") == module.__name__]
    return iter(sorted(own, key=lambda name: inspect.getsourcelines(inspect.unwrap(getattr(module, name)))[1]))


def _named(function: Any) -> list[str]:
    return [name for name, each in inspect.signature(function).parameters.items() if each.kind is not each.VAR_KEYWORD]


def _signature(function: Any) -> Iterator[str]:
    is_open = True
    for name, each in inspect.signature(function).parameters.items():
        if each.kind is each.VAR_KEYWORD:
            if function is widgets.formula:
                yield f"**{name}"
            continue
        if each.kind is each.KEYWORD_ONLY and is_open:
            is_open = False
            yield "*"
        default = "" if each.default is each.empty or each.default in (None, ()) else f"={each.default!r}"
        yield f"{name}{default}"


def _sentence(module: ModuleType) -> str:
    return (module.__doc__ or "").splitlines()[0].rstrip(".")


def _cell(documented: Any) -> str:
    """What is said of something in its first paragraph, in one line that can stand in a table."""
    paragraph = (inspect.getdoc(documented) or "").split("\n\n")[0]
    return " ".join(paragraph.split()).replace("|", "\\|")
