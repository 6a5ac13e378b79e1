"""The command line as a person runs it: a process of its own, in the folder of a catalog."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from tests.cli.forked import Forked, can_fork
from tests.declare.catalogs import write

SHOP = """
from dogwatch import Catalog, Errors, Feature, Latency, Limit, Team

payments = Team("payments", page="@pagerduty-Payments", notify="@slack-payments")
storefront = Team("storefront", notify="@slack-storefront")
checkout = Feature(
    "checkout", team=payments, service="shop-api", tier=1, signals=[Latency(p95=Limit("400ms", warn="300ms"), least=0)]
)
search = Feature("search", team=storefront, service="shop-api", signals=[Errors(rate="2%", least=0)])
catalog = Catalog("shop", namespaces=[])
"""


def shop(folder: Path, before: str = "", after: str = "") -> Path:
    """A catalog of two features, with a piece of its text replaced; the folder it lies in."""
    assert before in SHOP
    write(folder, features=SHOP.replace(before, after) if before else SHOP)
    return folder


def environment(url: str | None = None, **others: str) -> dict[str, str]:
    """The variables of a shell in which nothing of Datadog is set but what is given."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DD_", "DATADOG_", "NO_COLOR"))}
    return {**kept, **({"DATADOG_HOST": url} if url else {}), **others}


def dogwatch(
    folder: Path,
    *arguments: str,
    url: str | None = None,
    env: Mapping[str, str] | None = None,
    module: str = "dogwatch",
    timeout: float = 180,
    begun: Callable[[int], object] = lambda pid: None,
) -> subprocess.CompletedProcess[str]:
    """Runs a command where nobody sits at the terminal; `begun` is told its process id."""
    variables = environment(url, **(env or {}))
    if not can_fork(variables):
        with Started(
            [sys.executable, "-m", module, *arguments],
            cwd=folder,
            env=variables,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as process:
            begun(process.pid)
            said = process.communicate(timeout=timeout)
        return subprocess.CompletedProcess(process.args, process.returncode, *said)
    with (
        Path(os.devnull).open() as nothing,
        tempfile.TemporaryFile("w+", encoding="utf-8") as out,
        tempfile.TemporaryFile("w+", encoding="utf-8") as err,
    ):
        with Forked([module, *arguments], folder, variables, (nothing.fileno(), out.fileno(), err.fileno())) as command:
            begun(command.pid)
            code = command.wait(timeout)
        for each in (out, err):
            each.seek(0)
        return subprocess.CompletedProcess([module, *arguments], code, out.read(), err.read())


class Started(subprocess.Popen[str]):
    """A process that does not outlive the block it was started for, whatever fails there."""

    def __exit__(self, *raised: Any) -> None:
        if self.poll() is None:
            self.kill()
        super().__exit__(*raised)


def start(folder: Path, *arguments: str, url: str | None = None) -> Started:
    """Starts a command that goes on; what it writes can be read line by line."""
    return Started(
        [sys.executable, "-m", "dogwatch", *arguments],
        cwd=folder,
        env=environment(url),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def at_a_terminal(folder: Path, *arguments: str, url: str, answer: str = "", **others: str) -> tuple[int, str]:
    """Runs a command on a terminal of its own at which somebody types the answer; its exit code and all it wrote."""
    ours, theirs = pty.openpty()
    variables = environment(url, TERM="xterm", **others)
    with Forked(["dogwatch", *arguments], folder, variables, (theirs, theirs, theirs)) as command:
        os.close(theirs)
        os.write(ours, answer.encode())
        written = b""
        while True:
            try:
                piece = os.read(ours, 65536)
            except OSError:  # how Linux says that nobody writes to a terminal any more
                break
            if not piece:
                break
            written += piece
        os.close(ours)
        return command.wait(60), written.decode().replace("\r\n", "\n")
