from __future__ import annotations

from pathlib import Path

from dogwatch.declare.source import argument_place
from dogwatch.place import Place


def test_finds_the_line_of_an_argument(tmp_path: Path) -> None:
    file = tmp_path / "features.py"
    file.write_text('x = call(\n    "name",\n    first=1,\n    second=[\n        2,\n    ],\n)\n')
    assert argument_place(Place(str(file), 1), "second") == Place(str(file), 4)


def test_stays_at_the_call_without_that_argument(tmp_path: Path) -> None:
    file = tmp_path / "features.py"
    file.write_text("x = call(\n    first=1,\n)\n")
    assert argument_place(Place(str(file), 1), "second") == Place(str(file), 1)


def test_tells_nested_calls_apart_by_their_line(tmp_path: Path) -> None:
    file = tmp_path / "features.py"
    file.write_text("x = outer(\n    inner(\n        over=1,\n    ),\n    over=2,\n)\n")
    assert argument_place(Place(str(file), 1), "over").line == 5
    assert argument_place(Place(str(file), 2), "over").line == 3


def test_stays_at_the_call_in_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    gone = Place(str(tmp_path / "gone.py"), 7)
    broken = tmp_path / "broken.py"
    broken.write_text("x = (\n")
    assert argument_place(gone, "over") == gone
    assert argument_place(Place(str(broken), 1), "over") == Place(str(broken), 1)


def test_a_text_at_the_margin_ends_no_statement(tmp_path: Path) -> None:
    file = tmp_path / "features.py"
    file.write_text('x = 1\ny = call(\n    first="""\\\nsaid\nagain""",\n    second=2,\n)\nz = other(second=1)\n')
    assert argument_place(Place(str(file), 2), "second").line == 6
    assert argument_place(Place(str(file), 8), "second").line == 8


def test_a_long_text_at_the_margin_neither(tmp_path: Path) -> None:
    file = tmp_path / "features.py"
    lines = "said\n" * 50
    file.write_text(f'y = call(\n    first="""\\\n{lines}""",\n    second=2,\n)\n')
    assert argument_place(Place(str(file), 1), "second").line == 54


def test_a_statement_is_read_whatever_stands_behind_it(tmp_path: Path) -> None:
    file = tmp_path / "features.py"
    file.write_text("y = call(\n    second=2,\n)\nz = (\n")
    assert argument_place(Place(str(file), 1), "second").line == 2
