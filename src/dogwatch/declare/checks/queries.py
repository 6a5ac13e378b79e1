"""Queries that are written as texts in widgets: whether they can be read, and what their formulas speak of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

from dogwatch.declare.checks.finding import Seen
from dogwatch.declare.dashboard import Dashboard
from dogwatch.declare.powerpack import Powerpack
from dogwatch.declare.rules.query import pointed_out
from dogwatch.declare.widgets import Widget, items
from dogwatch.declare.widgets.asked import Asked, asked
from dogwatch.errors import QuerySyntaxError
from dogwatch.nearest import nearest

if TYPE_CHECKING:
    from dogwatch.query import Node

# The graphs of a page ask much alike, and both checks read the formulas.
_TEXTS_AT_HAND = 512

Texts: TypeAlias = Sequence[tuple[str, Asked]]


def query_unreadable(texts: Texts) -> Seen:
    """Whoever opens the page would see an error in the place of the graph."""
    for argument, text in texts:
        tree = _read(text)
        if isinstance(tree, QuerySyntaxError):
            yield (argument, *pointed_out(tree))


def formula_of_unknown_query(texts: Texts) -> Seen:
    """A formula is calculated from the queries of its own request, by the names that they have there."""
    for argument, text in texts:
        tree = _read(text) if text.names is not None else None
        if text.names is None or tree is None or isinstance(tree, QuerySyntaxError):
            continue
        for name in _spoken_of(tree):
            if name not in text.names:
                meant = nearest(name, text.names)
                listed = ", ".join(sorted(text.names)) or "none"
                remedy = (
                    f"did you mean {meant}?" if meant else f"give a query of the request this name; it has {listed}"
                )
                yield argument, f"the formula {text.text!r} speaks of {name}, and no query has this name", remedy


def texts_of(dashboard: Dashboard | Powerpack) -> Iterator[tuple[str, Asked]]:
    """The texts that somebody wrote into a dashboard or a powerpack, each with the argument and the place in it."""
    if isinstance(dashboard, Powerpack):
        yield from _in_widgets("widgets", items(dashboard.widgets))
        return
    yield from _in_widgets("widgets", dashboard.widgets)  # type: ignore[arg-type]  # they are made by now
    for place, tab in enumerate(dashboard.tabs):
        yield from _in_widgets(f"tabs[{place}].widgets", tab.widgets)  # type: ignore[arg-type]
    yield from _in_bodies("body.widgets", dashboard.body.get("widgets"))


def _in_widgets(path: str, widgets: Iterable[Widget]) -> Iterator[tuple[str, Asked]]:
    for place, widget in enumerate(widgets):
        if not widget.is_printed:
            yield from _in_definition(f"{path}[{place}]", widget.definition)
        if widget.inside:
            yield from _in_widgets(f"{path}[{place}].inside", widget.inside)


def _in_bodies(path: str, widgets: Any) -> Iterator[tuple[str, Asked]]:
    for place, widget in enumerate(widgets if isinstance(widgets, (list, tuple)) else ()):
        definition = widget.get("definition") if isinstance(widget, Mapping) else None
        if isinstance(definition, Mapping):
            yield from _in_definition(f"{path}[{place}].definition", definition)


def _in_definition(path: str, definition: Mapping[str, Any]) -> Iterator[tuple[str, Asked]]:
    title = definition.get("title")
    subject = f"{path} {title!r}: " if title and isinstance(title, str) else f"{path}."
    for text in asked(definition):
        yield f"{subject}{text.path}", text
    yield from _in_bodies(f"{path}.widgets", definition.get("widgets"))


def _read(asked: Asked) -> Node | QuerySyntaxError | None:
    """The tree of a text, or why it has none; None for a name alone, as most formulas are, which needs no reading."""
    return None if asked.names is not None and asked.text in asked.names else _read_text(asked.kind, asked.text)


@lru_cache(_TEXTS_AT_HAND)
def _read_text(kind: str, text: str) -> Node | QuerySyntaxError:
    from dogwatch.query import LANGUAGES  # loaded where a catalog has texts

    try:
        return LANGUAGES[kind](None, text)
    except QuerySyntaxError as error:
        return error


def _spoken_of(tree: Node) -> Iterable[str]:
    """The names of queries in a formula, each once; a name behind the first argument of a function may be a word."""
    from dogwatch.query import Function, Keyword, Name

    names: dict[str, None] = {}
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Name):
            names[node.name] = None
        below = node.below
        if isinstance(node, Function):
            below = (*below[:1], *(each for each in below[1:] if not isinstance(each, (Keyword, Name))))
        waiting += reversed(below)
    return names
