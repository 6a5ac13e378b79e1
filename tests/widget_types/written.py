"""The modules that are written, by their paths."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from .code import module, references
from .corrections import corrected
from .homes import PARTS, WIDGETS, home_of
from .models import Choice, Object, Ref, definitions, models
from .shapes import Shapes

DASHBOARD = Path(__file__).parents[2] / "src" / "dogwatch" / "kinds" / "dashboard"
DEFINITION = "Definition"


@cache
def written() -> Mapping[Path, str]:
    """The text of each module: of every type of widgets, and of the parts that they share."""
    known = corrected(models())
    found = definitions(known)
    shapes = Shapes({**known, **{type: _definition(type, options) for type, options in found.items()}})
    needed = {type: list(_needed(type, shapes)) for type in found}
    users = Counter(name for names in needed.values() for name in names)
    homes = {name: home_of(name) for name, count in users.items() if count > 1}
    texts = {}
    for type, names in needed.items():
        own = [name for name in names if name not in homes]
        texts[DASHBOARD / "widgets" / f"{type}.py"] = module(WIDGETS[type], shapes, own, homes, {type: DEFINITION})
    for part, sentence in PARTS.items():
        own = [name for name in _ordered(homes, shapes) if homes[name] == part]
        texts[DASHBOARD / "parts" / f"{part}.py"] = module(sentence, shapes, own, homes, {})
    return texts


def _definition(type: str, options: tuple[Object, ...]) -> Object | Choice:
    if len(options) == 1:
        return Object(type, options[0].fields)
    return Choice(type, tuple(Ref(option.name) for option in options))


def _needed(name: str, shapes: Shapes) -> Iterator[str]:
    """The name and all that it refers to, in the order in which they can be written: what is needed comes first."""
    yield from _ordered([name], shapes)


def _ordered(names: Iterable[str], shapes: Shapes) -> list[str]:
    ordered: dict[str, None] = {}

    def add(name: str) -> None:
        if name not in ordered:
            for other in references(name, shapes):
                add(other)
            ordered[name] = None

    for name in names:
        add(name)
    return list(ordered)
