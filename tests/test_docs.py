"""The pages do what they say: their commands run in a copy of the catalog and print what stands below them.

In a page, a ```console block holds commands behind `$ ` and their output, in which a line `…` stands for any lines.
Before a ```python block, `<!-- add to features.py -->` puts the block in front of the catalog's last line, and
`<!-- write monitors/search.py -->` makes it that file. `dogwatch up` goes on running until the end of the page.
Addresses, times and ids are not compared.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.cli.command import dogwatch, environment, start
from tests.reference import PAGES as MADE

ROOT = Path(__file__).parent.parent
PAGES = [
    ROOT / "README.md",
    ROOT / "docs" / "instrument.md",
    *sorted((ROOT / "docs" / "guide").glob("*.md")),
    *sorted((ROOT / "docs" / "runbooks").glob("*.md")),
]

BLOCK = re.compile(
    r"(?:<!-- (?P<order>add to|write) (?P<file>\S+) -->\n)?```(?P<language>\w+)\n(?P<text>.*?)^```$", re.M | re.S
)
LINK = re.compile(r"\]\((?!https?://|#)([^)#]+)(?:#[^)]*)?\)")
CHANGING = (
    (re.compile(r"http://127\.0\.0\.1:\d+"), "http://127.0.0.1:8127"),
    (re.compile(r"in \d+\.\d s"), "in 0.1 s"),
    (re.compile(r"\b1000\d{4}\b"), "10000000"),
    (re.compile(r"\b[a-z0-9]{3}-[a-z0-9]{3}-[a-z0-9]{3}\b"), "abc-def-ghi"),
)


def comparable(text: str) -> list[str]:
    """The lines of an output without what changes from run to run."""
    for pattern, constant in CHANGING:
        text = pattern.sub(constant, text)
    return [line.rstrip() for line in text.strip("\n").split("\n")]


def matches(expected: list[str], seen: list[str]) -> bool:
    """Whether an output is what a page shows, where `…` stands for any lines."""
    pattern = "\n".join(".*" if line.strip() == "…" else re.escape(line) for line in expected)
    return re.fullmatch(pattern, "\n".join(seen), re.S) is not None


def commands(block: str) -> Iterator[tuple[str, list[str]]]:
    """The commands of a block, each with the output shown."""
    for piece in re.split(r"^\$ ", block, flags=re.M)[1:]:
        command, _, output = piece.partition("\n")
        yield command, comparable(output)


class Reader:
    """Somebody who follows a page in a copy of the catalog, command by command."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.url: str | None = None
        self.started: list[subprocess.Popen[str]] = []

    def read(self, page: str) -> None:
        for block in BLOCK.finditer(page):
            text = block["text"]
            match block["order"], block["language"]:
                case "add to", _:
                    file = self.folder / block["file"]
                    before, catalog, after = file.read_text().rpartition("catalog = ")
                    file.write_text(f"{before}{text}\n{catalog}{after}")
                case "write", _:
                    (self.folder / block["file"]).write_text(text)
                case _, "console":
                    for command, expected in commands(text):
                        assert matches(expected, self.run(command)), f"$ {command}"

    def run(self, command: str) -> list[str]:
        if command.startswith("dogwatch up"):
            return self.start(*command.split()[1:])
        programs = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
        ended = subprocess.run(
            ["bash", "-c", command],
            cwd=self.folder,
            # The container of the machine that runs this is in no document.
            env=environment(self.url, PATH=programs, DD_ORIGIN_DETECTION_ENABLED="false"),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=60,
            check=False,
        )
        print(f"$ {command}\n{ended.stdout}")
        return comparable(ended.stdout)

    def start(self, *arguments: str) -> list[str]:
        process = start(self.folder, *arguments, "--port", "0")
        self.started.append(process)
        assert process.stdout
        lines = [process.stdout.readline() for _ in range(2)]
        self.url = lines[0].split()[5]
        return comparable("".join(lines))


@contextmanager
def reader(folder: Path) -> Iterator[Reader]:
    for name in ("features.py", "monitors", "dashboards_py", "sync"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, folder / name)  # type: ignore[operator]
    person = Reader(folder)
    try:
        yield person
    finally:
        for process in person.started:
            process.terminate()
            process.communicate(timeout=30)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_does_what_it_says(page: Path, tmp_path: Path) -> None:
    with reader(tmp_path) as person:
        person.read(page.read_text(encoding="utf-8"))


@pytest.mark.parametrize("page", [*PAGES, ROOT / "CHANGELOG.md"], ids=lambda page: page.name)
def test_a_page_links_to_files_that_are_there(page: Path) -> None:
    missing = [link for link in LINK.findall(page.read_text(encoding="utf-8")) if not (page.parent / link).exists()]
    assert missing == []


@pytest.mark.parametrize("page", sorted((ROOT / "docs" / "catalog").glob("*.md")), ids=lambda page: page.name)
def test_a_page_of_the_catalog_links_to_files_that_are_there(page: Path) -> None:
    links = LINK.findall(page.read_text(encoding="utf-8"))
    assert links
    assert [link for link in links if not (page.parent / unquote(link)).exists()] == []


def test_the_pages_of_the_catalog_are_current() -> None:
    """If this fails: `make docs`."""
    ended = dogwatch(ROOT, "docs", "--check")
    assert (ended.returncode, ended.stderr) == (0, "")


def test_the_readme_names_targets_that_make_knows() -> None:
    named = set(re.findall(r"(?:^|`)make ([a-z]+)", (ROOT / "README.md").read_text(encoding="utf-8"), re.M))
    assert named >= {"demo", "test", "setup"}
    ended = subprocess.run(["make", "--dry-run", *sorted(named)], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr


def test_the_runbooks_of_the_catalog_are_there() -> None:
    named = re.findall(r'runbook="([^"]+)"', (ROOT / "features.py").read_text(encoding="utf-8"))
    assert len(named) == 8
    assert [path for path in named if not (ROOT / path).is_file()] == []


@pytest.mark.parametrize("page", MADE, ids=lambda page: page.name)
def test_a_page_made_from_the_code_is_current(page: Path) -> None:
    """If this fails: `make docs`."""
    assert page.read_text(encoding="utf-8") == MADE[page]()


def test_a_block_that_prints_something_else_is_seen() -> None:
    assert matches(["a", "…", "c"], ["a", "b", "b", "c"])
    assert not matches(["a", "…", "c"], ["a", "b"])
    assert not matches(["a."], ["ab"])
