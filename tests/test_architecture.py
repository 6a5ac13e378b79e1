"""The imports in src/ keep to the floors that docs/architecture.md draws."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LIBRARY = ROOT / "src" / "dogwatch"
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")

_ROW = re.compile(r"^\| (?P<first>[^|]+) \| (?P<second>[^|]+) \|", re.MULTILINE)
_NAME = re.compile(r"`(\w+)`")


def rows() -> Iterator[tuple[str, list[str]]]:
    for row in _ROW.finditer(PAGE):
        yield row["first"].strip().strip("`"), _NAME.findall(row["second"])


FLOOR = {room: int(first) for first, rooms in rows() if first.isdigit() for room in rooms}
ARROWS = {first: set(rooms) for first, rooms in rows() if first in FLOOR}


def room_of(file: Path) -> str:
    first = file.relative_to(LIBRARY).parts[0]
    return first.removesuffix(".py")


def imports(file: Path) -> Iterator[tuple[int, str]]:
    """The modules of the library that a file imports, as (line, dotted name below dogwatch)."""
    package = ("dogwatch", *file.relative_to(LIBRARY).parts[:-1])
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            module = ".".join(part for part in (base, node.module) if part)
            names = [f"{module}.{alias.name}" for alias in node.names] if module == "dogwatch" else [module]
            yield from ((node.lineno, name) for name in names if name.startswith("dogwatch."))
        elif isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names if alias.name.startswith("dogwatch."))


def crossings() -> Iterator[tuple[str, str, str, str]]:
    """Every import from one room into another: (where, room, other room, module)."""
    for file in sorted(LIBRARY.rglob("*.py")):
        room = room_of(file)
        if room in ("__init__", "__main__"):
            continue
        for line, module in imports(file):
            other = module.split(".")[1]
            if other != room:
                yield f"{file.relative_to(ROOT)}:{line}", room, other, module


def test_every_room_stands_on_a_floor() -> None:
    rooms = {room_of(file) for file in LIBRARY.rglob("*.py")} - {"__init__", "__main__"}

    assert rooms == set(FLOOR)


def test_imports_never_point_upwards() -> None:
    upwards = [(where, module) for where, room, other, module in crossings() if FLOOR[other] > FLOOR[room]]

    assert upwards == []


def test_rooms_of_one_floor_meet_only_along_the_drawn_arrows() -> None:
    astray = [
        (where, module)
        for where, room, other, module in crossings()
        if FLOOR[other] == FLOOR[room] and other not in ARROWS.get(room, ())
    ]

    assert astray == []


def test_rooms_use_each_others_faces_not_their_insides() -> None:
    inside = [(where, module) for where, room, other, module in crossings() if len(module.split(".")) > 2]

    assert inside == []


def test_the_drawn_arrows_have_no_circle() -> None:
    def reachable(room: str) -> set[str]:
        ahead = ARROWS.get(room, set())
        return ahead | {further for other in ahead for further in reachable(other)}

    assert [room for room in ARROWS if room in reachable(room)] == []


@pytest.mark.parametrize(
    ("pattern", "speaker"),
    [("import requests", ["github/api.py"]), ("import httpx", []), ("from datadog_api_client", ["official.py"])],
)
def test_http_is_spoken_in_one_place_only(pattern: str, speaker: list[str]) -> None:
    speakers = [file for file in LIBRARY.rglob("*.py") if pattern in file.read_text(encoding="utf-8")]

    assert [str(file.relative_to(LIBRARY)) for file in speakers] == speaker


def test_only_those_who_speak_http_import_urllib3() -> None:
    importers = [
        str(file.relative_to(LIBRARY))
        for file in sorted(LIBRARY.rglob("*.py"))
        if re.search(r"^\s*(?:import|from) urllib3", file.read_text(encoding="utf-8"), re.MULTILINE)
    ]

    assert importers == ["client/transport.py", "github/api.py", "local/live/post.py"]
