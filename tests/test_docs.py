"""The pages do what they say: their commands run in a copy of the catalog and print what stands below them.

In a page, a ```console block holds commands behind `$ ` and their output, in which a line `…` stands for any lines.
Before a ```python block, `<!-- add to features.py -->` puts the block in front of the catalog's last line, and
`<!-- write monitors/search.py -->` makes it that file. `dogwatch up` goes on running until the end of the page, and so
does what is started `<!-- in terminal 2 -->`; what a block shows is waited for there. Addresses, times and ids are not
compared. Ports that pages name are free ones here, `pip` is uv's, which installs the same in a second, and `dogwatch`
begins in a process that has loaded it, but where the page has installed one, or leaves it running.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from dogwatch import widgets
from dogwatch.kinds import KINDS
from tests.cli.command import dogwatch, environment, start
from tests.cli.forked import write_program
from tests.reference import PAGES as MADE

ROOT = Path(__file__).parent.parent
PAGES = [
    ROOT / "README.md",
    ROOT / "docs" / "instrument.md",
    ROOT / "docs" / "sync.md",
    *sorted((ROOT / "docs" / "guide").glob("*.md")),
    *sorted((ROOT / "docs" / "runbooks").glob("*.md")),
    *sorted((ROOT / "docs" / "training").glob("*.md")),
]

BLOCK = re.compile(
    r"(?:<!-- (?P<order>add to|write|in terminal) (?P<name>\S+) -->\n)?```(?P<language>\w+)\n(?P<text>.*?)^```$",
    re.M | re.S,
)
# What a page's reader has where nothing else is: one wants to see the commands of the page, not how long pip takes.
PIP = """#!/bin/sh
uv=$(dirname {python})/uv
set -- "$@" --constraint {root}/requirements/dev.txt --refresh-package dogwatch
"$uv" pip "$@" --offline 2>/dev/null || exec "$uv" pip "$@"
"""
LINK = re.compile(r"\]\((?!https?://|#)([^)#]+)(?:#[^)]*)?\)")
CHANGING = (
    (re.compile(r"http://127\.0\.0\.1:\d+"), "http://127.0.0.1:8127"),
    (re.compile(r"DD_DOGSTATSD_PORT=\d+"), "DD_DOGSTATSD_PORT=8125"),
    (re.compile(r"DD_TRACE_AGENT_PORT=\d+"), "DD_TRACE_AGENT_PORT=8126"),
    (re.compile(r"process \[\d+\]"), "process [1]"),
    (re.compile(r"in \d+\.\d s"), "in 0.1 s"),
    (
        re.compile(r"\d{8}T\d{6}Z-127\.0\.0\.1-\d+-shop-prod-00000000-\w{8}"),
        "20261127T160000Z-127.0.0.1-8127-shop-prod-00000000-00000000",
    ),
    (re.compile(r"of \d{4}-\d\d-\d\d \d\d:\d\d UTC"), "of 2026-11-27 16:00 UTC"),
    (re.compile(r"in \d+ ms"), "in 10 ms"),
    (re.compile(r"\b1000\d{4}\b"), "10000000"),
    (re.compile(r"until \d{4}-\d\d-\d\d \d\d:\d\d UTC"), "until 2026-11-27 16:00 UTC"),
    (re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d UTC(?=, by)"), "2026-11-27 16:00 UTC"),
    (re.compile(r"\b[a-z0-9]{3}-[a-z0-9]{3}-[a-z0-9]{3}\b"), "abc-def-ghi"),
)


def comparable(text: str) -> list[str]:
    """The lines of an output without what changes from run to run."""
    for pattern, constant in CHANGING:
        text = pattern.sub(constant, text)
    return [line.rstrip() for line in text.strip("\n").split("\n")]


def matches(expected: list[str], seen: list[str]) -> bool:
    """Whether an output is what a page shows, where `…` stands for any lines."""
    pattern = "".join(r"(?:.*\n)*" if line.strip() == "…" else re.escape(f"{line}\n") for line in expected)
    return re.fullmatch(pattern, "".join(f"{line}\n" for line in seen)) is not None


def commands(block: str) -> Iterator[tuple[str, list[str]]]:
    """The commands of a block, each with the output shown."""
    for piece in re.split(r"^\$ ", block, flags=re.M)[1:]:
        command, _, output = piece.partition("\n")
        yield command, comparable(output)


class Terminal:
    """A terminal in which something goes on, and what it has written."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.written: list[str] = []
        self.reading = threading.Thread(target=self._read)
        self.reading.start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.written.append(line)

    def shows(self, expected: list[str], patience: float = 30) -> bool:
        """Whether that comes to be what it has written."""
        end = time.monotonic() + patience
        while not matches(expected, comparable("".join(self.written))):
            if time.monotonic() > end:
                return False
            time.sleep(0.05)
        return True

    def close(self) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGTERM)
        self.process.wait(30)
        self.reading.join()
        assert self.process.stdout
        self.process.stdout.close()
        print(f"in a terminal of its own: {self.process.args}\n{''.join(self.written)}")


class Reader:
    """Somebody who follows a page in a copy of the catalog, command by command."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.url: str | None = None
        self.started: list[subprocess.Popen[str]] = []
        self.terminals: dict[str, Terminal] = {}
        self.ports = {"8000": free_port(socket.SOCK_STREAM), "8125": free_port(socket.SOCK_DGRAM)}
        self.agent = ("--dogstatsd-port", self.ports["8125"], "--trace-port", "0")

    def read(self, page: str) -> None:
        for block in BLOCK.finditer(page):
            text = block["text"]
            match block["order"], block["language"]:
                case "in terminal", _:
                    self.look(block["name"], text)
                case "add to", _:
                    file = self.folder / block["name"]
                    before, catalog, after = file.read_text().rpartition("catalog = ")
                    file.write_text(f"{before}{text}\n{catalog}{after}")
                case "write", _:
                    (self.folder / block["name"]).write_text(text)
                case _, "console":
                    for command, expected in commands(text):
                        assert matches(expected, self.run(command)), f"$ {command}"

    def run(self, command: str) -> list[str]:
        if command.startswith("dogwatch up"):
            return self.start(*command.split()[1:])
        shell = self.shell(command, self.folder.parent / "forked")
        ended = subprocess.run(**shell, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60, check=False)
        print(f"$ {command}\n{ended.stdout}")
        return comparable(ended.stdout)

    def look(self, terminal: str, text: str) -> None:
        """Starts what a block says in a terminal of its own, or looks there; waits until it shows what it shall."""
        for command, expected in commands(text):
            shell = self.shell(command)
            process = subprocess.Popen(
                **shell, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True
            )
            self.terminals[terminal] = Terminal(process)
            assert expected == [""] or self.terminals[terminal].shows(expected), f"$ {command}"
        if not text.startswith("$ "):
            assert self.terminals[terminal].shows(comparable(text)), text

    def shell(self, command: str, *others: Path) -> dict[str, Any]:
        """A shell with the page's own environment of Python where it has made one, before folders of other programs."""
        places = [self.folder.parent / "bin", self.folder / ".venv" / "bin", *others, Path(sys.executable).parent]
        path = ":".join([*(str(place) for place in places if place.is_dir()), os.environ["PATH"]])
        for port, free in self.ports.items():
            command = re.sub(rf"(?<=[:\s/]){port}\b", free, command)
        # The container of the machine that runs this is in no document, and its own environment of Python is not meant.
        about = {"DD_ORIGIN_DETECTION_ENABLED": "false", "DD_DOGSTATSD_PORT": self.ports["8125"]}
        about["VIRTUAL_ENV"] = str(self.folder / ".venv")
        shell = {"args": ["bash", "-c", command], "cwd": self.folder, "stdin": subprocess.DEVNULL, "text": True}
        return {**shell, "env": environment(self.url, PATH=path, **about)}

    def start(self, *arguments: str) -> list[str]:
        process = start(self.folder, *arguments, "--port", "0", *self.agent)
        self.started.append(process)
        assert process.stdout
        lines = [process.stdout.readline() for _ in range(4)]
        self.url = lines[0].split()[5]
        return comparable("".join(lines))


def free_port(kind: socket.SocketKind) -> str:
    with socket.socket(type=kind) as one:
        one.bind(("127.0.0.1", 0))
        return str(one.getsockname()[1])


@contextmanager
def reader(parent: Path) -> Iterator[Reader]:
    """Somebody with a copy of the catalog in a folder, beside which is a checkout of this repository."""
    folder = parent / "shop"
    (parent / "dogwatch").symlink_to(ROOT)
    for made in (folder, parent / "bin", parent / "forked"):
        made.mkdir()
    write_program(parent / "forked" / "dogwatch")
    pip = parent / "bin" / "pip"
    pip.write_text(PIP.format(python=sys.executable, root=ROOT))
    pip.chmod(0o755)
    for name in ("features.py", "monitors", "dashboards_py", "alert_tests", "examples", "sync"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, folder / name)  # type: ignore[operator]
    person = Reader(folder)
    try:
        yield person
    finally:
        for terminal in person.terminals.values():
            terminal.close()
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


def test_the_readme_does_not_deny_what_is_written() -> None:
    [denied] = re.findall(r"dogwatch writes no ([^;]*);", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert [kind for kind in KINDS if kind.replace("_", " ") in denied] == []


def test_the_runbooks_of_the_catalog_are_there() -> None:
    named = re.findall(r'runbook="([^"]+)"', (ROOT / "features.py").read_text(encoding="utf-8"))
    assert len(named) == 8
    assert [path for path in named if not (ROOT / path).is_file()] == []


@pytest.mark.parametrize("page", MADE, ids=lambda page: page.name)
def test_a_page_made_from_the_code_is_current(page: Path) -> None:
    """If this fails: `make docs`."""
    assert page.read_text(encoding="utf-8") == MADE[page]()


def test_the_guide_says_what_is_lost_with_each_kind_that_is_made_anew() -> None:
    guide = (ROOT / "docs" / "guide" / "applying.md").read_text(encoding="utf-8")
    lost = {"; ".join(kind.loses) for kind in KINDS.values() if kind.loses}
    assert len(lost) == 7
    assert all(f" | {each} |" in guide for each in lost)


def test_the_guide_names_every_function_that_makes_a_widget() -> None:
    guide = (ROOT / "docs" / "guide" / "dashboards.md").read_text(encoding="utf-8")
    (table,) = re.findall(r"^\| functions \| show \|\n(.*?)\n\n", guide, re.M | re.S)
    named = re.findall(r"`(\w+)`", table)
    made = [name for name in widgets.__all__ if hasattr(getattr(widgets, name), "__wrapped__")]
    assert sorted(named) == sorted(made)


def test_a_block_that_prints_something_else_is_seen() -> None:
    assert matches(["a", "…", "c"], ["a", "b", "b", "c"])
    assert matches(["…", "a", "…", "c", "…"], ["a", "c"])
    assert not matches(["a", "…", "c"], ["a", "b"])
    assert not matches(["a."], ["ab"])
