from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest

import dogwatch
from dogwatch.place import NOWHERE, Place, calling_module, here

# A function that calls another one, and claims to stand in a file of the library.
SCOPE: dict[str, Any] = {}
INSIDE = Path(dogwatch.__file__).parent / "declare" / "made_up.py"
exec(compile("def within_the_library(function): return function()", str(INSIDE), "exec"), SCOPE)
within_the_library: Callable[[Callable[[], Any]], Any] = SCOPE["within_the_library"]


@attrs.frozen
class Declaration:
    place: Place = attrs.field(factory=here)


def test_here_is_the_line_outside_the_library_that_runs() -> None:
    place = within_the_library(here)
    assert place == Place(__file__, sys._getframe().f_lineno - 1)


def test_here_called_by_a_user_is_that_line() -> None:
    assert here() == Place(__file__, sys._getframe().f_lineno)


def test_a_constructor_made_by_attrs_is_no_place() -> None:
    place = Declaration().place
    assert place == Place(__file__, sys._getframe().f_lineno - 1)


def test_a_package_beside_the_library_with_a_longer_name_is_the_users() -> None:
    neighbour = f"{Path(dogwatch.__file__).parent}_catalog/features.py"
    scope: dict[str, object] = {"here": here, "within_the_library": within_the_library}
    exec(compile("\nplace = within_the_library(here)", neighbour, "exec"), scope)
    assert scope["place"] == Place(neighbour, 2)


def test_names_the_module_that_calls() -> None:
    assert within_the_library(calling_module) == __name__


def test_reads_as_file_and_line_seen_from_the_current_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert str(Place(str(tmp_path / "monitors" / "disk.py"), 7)) == "monitors/disk.py:7"
    assert str(Place("/elsewhere/features.py", 3)) == "/elsewhere/features.py:3"
    assert str(Place("/elsewhere/features.py")) == "/elsewhere/features.py"
    assert str(NOWHERE) == ""


def test_sorts_by_file_then_line() -> None:
    assert sorted([Place("b", 1), Place("a", 10), Place("a", 2)]) == [Place("a", 2), Place("a", 10), Place("b", 1)]
