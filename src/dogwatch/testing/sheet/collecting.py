"""Sheets as pytest sees them: a file of tests."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from dogwatch.errors import DogwatchError
from dogwatch.testing.plugin import EXERCISED, SEED

from .playing import Play
from .reading import Sheet, read_sheet


class SheetFile(pytest.File):
    """A file of alert tests in YAML."""

    def collect(self) -> Iterator[pytest.Item]:
        try:
            sheets = read_sheet(self.path)
        except DogwatchError as error:
            raise self.CollectError(str(error)) from None
        for sheet in sheets:
            yield SheetItem.from_parent(self, name=sheet.name, sheet=sheet)


class SheetItem(pytest.Item):
    """A test of a sheet."""

    def __init__(self, *, sheet: Sheet, **others: Any) -> None:
        super().__init__(**others)
        self.sheet = sheet

    def runtest(self) -> None:
        play = Play(self.sheet, self.config.getoption(SEED))
        self.config.stash.setdefault(EXERCISED, {})[self.nodeid] = [play.simulation.exercised]
        play.play()

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> str:
        """The picture alone: the lines of this file say nothing to whoever wrote the sheet."""
        if isinstance(excinfo.value, AssertionError | DogwatchError):
            return f"{self.sheet.where}\n{excinfo.value}"
        return str(super().repr_failure(excinfo, style))

    def reportinfo(self) -> tuple[Any, int | None, str]:
        return self.path, None, self.sheet.name
