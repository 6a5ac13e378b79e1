"""Every dashboard, monitor and SLO of the corpus is imported and equal; what is written passes ruff and mypy."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dogwatch.kinds import KINDS, Body
from tests.cli.command import dogwatch
from tests.corpus import corpus

from .ruffed import complaints


def published() -> Iterator[tuple[str, Body]]:
    """The single files of the corpus, out of their wrapper."""
    for kind in ("dashboard", "monitor"):
        for file in sorted(corpus(f"{kind}s").rglob("*.json")):
            body = json.loads(file.read_text(encoding="utf-8"))
            yield kind, body.get("definition", body)


def recorded() -> Iterator[tuple[str, Body]]:
    """What Datadog answered, or took where it answers nothing, out of the envelope of SLOs."""
    for kind in ("dashboard", "monitor", "slo"):
        for line in gzip.decompress(corpus(f"objects/{kind}s.jsonl.gz").read_bytes()).decode().splitlines():
            row = json.loads(line)
            body = row["request"] if row["op"] == "validate" else row["response"]
            if row["status"] < 300:
                data = body.get("data", body)
                yield kind, data[0] if isinstance(data, list) else data


def importable() -> list[tuple[str, Body]]:
    """All but a board from before 2018, which Datadog's API takes no more, and monitors of synthetic tests."""
    listed = [*published(), *recorded()]
    old = [body for kind, body in listed if kind == "dashboard" and "title" not in body]
    synthetic = [body for _, body in listed if body.get("type") == "synthetics alert"]
    assert (len(old), len(synthetic)) == (1, 3)
    return [(kind, body) for kind, body in listed if body not in old and body not in synthetic]


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, tuple[str, Body]], str]:
    """The folder with the package, what was imported by the name of its file, and what the command said."""
    folder = tmp_path_factory.mktemp("corpus")
    bodies: dict[str, tuple[str, Body]] = {}
    for number, (kind, body) in enumerate(importable()):
        name = f"{kind}s-{number % 7}/{number}.json"
        bodies[name] = kind, {key: value for key, value in body.items() if key != "id"}
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(json.dumps(bodies[name][1]), encoding="utf-8")
    ended = dogwatch(folder, "import", "--from", ".", "--out", "corpus")
    assert (ended.returncode, ended.stderr) == (0, "")
    return folder, bodies, ended.stdout


def test_every_object_is_equal(imported: tuple[Path, dict[str, tuple[str, Body]], str]) -> None:
    _, bodies, said = imported
    count = len(bodies)

    assert count == 619
    assert said.splitlines()[-1] == f"Read {count}, wrote {count}, equal {count}."


def built(folder: Path) -> dict[tuple[str, str], Body]:
    """What the package declares, by kind and key."""
    ended = dogwatch(folder, "build", "--catalog", "corpus", "--json")
    return {(each["kind"], each["key"]): each["body"] for each in json.loads(ended.stdout)["resources"]}


def declared(folder: Path) -> dict[str, str]:
    """The key of each declaration by the file that it was imported from."""
    code = """
import json, sys
from pathlib import Path
from dogwatch.declare import load
things = load(Path("corpus")).by_hand
print(json.dumps({thing.imported: f"corpus/{thing.path}" for thing in things}))
"""
    ended = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True)
    keys: dict[str, str] = json.loads(ended.stdout)
    return keys


def test_an_apply_would_change_nothing_but_the_marks(imported: tuple[Path, dict[str, tuple[str, Body]], str]) -> None:
    folder, bodies, _ = imported
    resources, keys = built(folder), declared(folder)
    assert keys.keys() == bodies.keys()
    assert len(resources) == len(bodies)
    for name, (kind, found) in bodies.items():
        key = keys[name]
        changes = KINDS[kind].compare.differences(resources[kind, key], found)
        marks = {"tags": ["managed_by:dogwatch", "catalog:corpus", f"dogwatch:prod/{key}"]}
        for change in changes:
            if kind == "dashboard":
                text = str(change.before or "").strip()
                expected: Any = f"{text}\n\ndogwatch:prod/{key}".strip()
            else:
                expected = sorted({*found.get("tags", []), *marks["tags"]})
            assert (change.path, change.after) == ("description" if kind == "dashboard" else "tags", expected), name
        assert len(changes) == 1, name


def test_what_is_written_passes_ruff(imported: tuple[Path, dict[str, tuple[str, Body]], str]) -> None:
    assert complaints(imported[0] / "corpus") == ""


def test_what_is_written_passes_mypy(imported: tuple[Path, dict[str, tuple[str, Body]], str]) -> None:
    arguments = ["-m", "mypy", "--strict", "--no-incremental", "corpus"]
    ended = subprocess.run([sys.executable, *arguments], cwd=imported[0], capture_output=True, text=True, check=False)

    assert (ended.returncode, ended.stderr) == (0, ""), ended.stdout


def test_check_finds_no_mistake(imported: tuple[Path, dict[str, tuple[str, Body]], str]) -> None:
    ended = dogwatch(imported[0], "check", "--catalog", "corpus")

    assert ended.returncode == 0
    assert ended.stdout.startswith("corpus: no mistakes in ")
