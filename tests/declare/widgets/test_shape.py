from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, Literal, TypedDict

import attrs
import pytest

from dogwatch.declare.widgets.shape import Argument, Misfit, look


class Options(TypedDict, total=False):
    least: float
    name: str


@attrs.frozen
class Line(Argument):
    at: float | tuple[float, float]
    style: Literal["solid", "dotted"] = "solid"


@attrs.frozen
class Bold(Line):
    called: ClassVar[str] = "a bold line"

    weight: int = 1


class Plain:
    pass


@pytest.mark.parametrize(
    ("type", "value"),
    [
        (str, "a"),
        (int, 5),
        (float, 5),
        (float, 5.0),
        (bool, True),
        (Any, object()),
        (str | None, None),
        (int | Literal["auto"], "auto"),
        (Iterable[str], ["a", "b"]),
        (Iterable[str], {"a"}),
        (Mapping[str, float], {"a": 1}),
        (Options, {"least": 1}),
        (Options, {}),
        (Line, Line(1)),
        (Line, Line((1, 2))),
        (Line, Bold(1)),
        (Plain, Plain()),
        (str | Mapping[str, str] | Iterable[str], {"a": "b"}),
        (str | Mapping[str, str] | Iterable[str], ("a",)),
    ],
)
def test_what_fits_has_no_misfit(type: Any, value: Any) -> None:
    assert look(type)(value) is None


@pytest.mark.parametrize(
    ("type", "value", "misfit"),
    [
        (str, 1, ("", 1, "write a text")),
        (int, 1.0, ("", 1.0, "write a whole number")),
        (int, True, ("", True, "write a whole number")),
        (float, True, ("", True, "write a number")),
        (float, "1", ("", "1", "write a number")),
        (bool, 1, ("", 1, "write True or False")),
        (str | None, 1, ("", 1, "write a text")),
        (Literal["line", "bars"], "lines", ("", "lines", "did you mean 'line'?")),
        (Literal["line", "bars"], 5, ("", 5, "write one of 'line', 'bars'")),
        (Iterable[str], "ab", ("", "ab", "write a list")),
        (Iterable[str], 5, ("", 5, "write a list")),
        (Iterable[str], {"a": 1}, ("", {"a": 1}, "write a list")),
        (Iterable[str], ["a", 1], ("[1]", 1, "write a text")),
        (Mapping[str, float], {"a": "b"}, ("['a']", "b", "write a number")),
        (Mapping[str, float], ["a"], ("", ["a"], "write a mapping")),
        (Options, {"laest": 1}, ("['laest']", "laest", "did you mean 'least'?")),
        (Options, {"x": 1}, ("['x']", "x", "known here: 'least', 'name'")),
        (Options, {"name": 1}, ("['name']", 1, "write a text")),
        (Options, 1, ("", 1, "write a mapping with some of 'least', 'name'")),
        (Line, Line("a"), (".at", "a", "write a number or a list")),  # type: ignore[arg-type]
        (Line, Line((1, "a")), (".at[1]", "a", "write a number")),  # type: ignore[arg-type]
        (Line, Bold(1, weight=0.5), (".weight", 0.5, "write a whole number")),  # type: ignore[arg-type]
        (Line, 1, ("", 1, "write a Line")),
        (Bold | None, 1, ("", 1, "write a bold line")),
        (Plain | str, 1, ("", 1, "write a Plain or a text")),
        (Iterable[Line], [Line(1, style="dashed")], ("[0].style", "dashed", "write one of 'solid', 'dotted'")),  # type: ignore[arg-type]
        (str | Iterable[Line], [Line(1), 2], ("[1]", 2, "write a Line")),
    ],
)
def test_a_misfit_has_its_place_and_a_remedy(type: Any, value: Any, misfit: tuple[str, Any, str]) -> None:
    assert look(type)(value) == Misfit(*misfit)
