"""The sample shop as processes that are started, broken and ended."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from dogwatch.errors import DogwatchError

# Who is killed cannot end the shop, which then ends by itself.
_LONGEST = "90m"
# It is the same hour all the time, so that what changes is what was broken.
_DAY = "100000m"
_LINES = 3
_PATIENCE = 20


@dataclass(frozen=True)
class Shop:
    """One that is open, with the folder in which it looks at its switches."""

    repository: Path
    folder: str

    def switch(self, switches: Sequence[str]) -> None:
        """Turns these on, and others off; it stays calm in all else."""
        command = [sys.executable, "-m", "examples.shop.switches", self.folder, "--calm", *switches]
        ended = subprocess.run(command, cwd=self.repository, capture_output=True, text=True, check=False)
        if ended.returncode:
            raise DogwatchError(f"the shop cannot be broken: {_last_line(ended.stderr)}")


@contextmanager
def opening(
    repository: Path, environ: Mapping[str, str], agent: str, *, rate: float, seed: int, version: str = "1.0.0"
) -> Iterator[subprocess.Popen[str]]:
    """Starts a shop of that version, which sends to the Agent; ends it with the block.

    It has a group of its own, so that Ctrl-C at the terminal is not the shop's as well.
    """
    own = {name: value for name, value in environ.items() if not name.startswith(("DD_", "DATADOG_", "DOGWATCH_"))}
    options = ["--for", _LONGEST, "--day", _DAY, "--rate", f"{rate:g}", "--seed", str(seed), "--agent", agent]
    process = subprocess.Popen(
        [sys.executable, "-m", "examples.shop", "--calm", *options],
        cwd=repository,
        env={**own, "DD_ENV": "prod", "DD_VERSION": version},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    with process:
        try:
            yield process
        finally:
            process.terminate()
            _wait(process)


def opened(repository: Path, process: subprocess.Popen[str]) -> Shop:
    """The shop once it answers; DogwatchError with what it said when it does not open."""
    assert process.stdout is not None
    said = [process.stdout.readline() for _ in range(_LINES)]
    folder = said[-1].rpartition(" are in ")[2].strip().removesuffix(".")
    if not folder or process.poll() is not None:
        raise DogwatchError(f"the shop did not open:\n{''.join(said)}{process.stdout.read()}")
    return Shop(repository, folder)


def _last_line(text: str) -> str:
    return text.strip().rpartition("\n")[2]


def _wait(process: subprocess.Popen[str]) -> None:
    try:
        process.communicate(timeout=_PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
