"""A folder beside the package that is written, where everything is built and tried before anything is moved."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from dogwatch.errors import UsageError


@dataclass(frozen=True)
class Workshop:
    """A copy of the package as it is, in a folder of its own; `package` is the copy and `out` where it belongs."""

    package: Path
    out: Path

    @property
    def folder(self) -> Path:
        return self.package.parent

    def write(self, files: Mapping[str, str]) -> None:
        """Writes files into the copy."""
        self.package.mkdir(exist_ok=True)
        for name, text in files.items():
            (self.package / name).write_text(text, encoding="utf-8")

    def deliver(self, files: Mapping[str, str]) -> None:
        """Moves the files to where they belong: a new package at once, new files of an old one in their order."""
        if not self.out.exists():
            shutil.rmtree(self.package / "__pycache__", ignore_errors=True)
            self.package.rename(self.out)
            return
        for name in files:
            (self.package / name).rename(self.out / name)


@contextmanager
def workshop(out: Path) -> Iterator[Workshop]:
    """A workshop for a package, gone at the end whatever happens. UsageError where nothing can be written."""
    out.parent.mkdir(parents=True, exist_ok=True)
    try:
        folder = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    except OSError as error:
        raise UsageError(f"{out} cannot be written: {error.strerror}") from None
    try:
        if out.exists():
            shutil.copytree(out, folder / out.name, ignore=shutil.ignore_patterns("__pycache__"))
        yield Workshop(folder / out.name, out)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
