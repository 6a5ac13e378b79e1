from __future__ import annotations

import io
import sys

import click
import pytest

from dogwatch.cli.terminal import ask, paint, progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_paints_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr(sys, "stdout", Terminal())
    assert paint()("red", "x") == "\x1b[31mx\x1b[0m"
    assert paint()("bold", "x") == "\x1b[1mx\x1b[0m"


def test_leaves_text_as_it_is_elsewhere_and_where_colours_are_unwanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    assert paint()("red", "x") == "x"
    monkeypatch.setattr(sys, "stdout", Terminal())
    monkeypatch.setenv("NO_COLOR", "1")
    assert paint()("red", "x") == "x"


def test_says_every_ten_seconds_how_far_it_has_come_where_nobody_watches(capsys: pytest.CaptureFixture[str]) -> None:
    now = 0.0
    with progress(24, lambda: now) as step:
        for _ in range(24):
            now += 1.0
            step()
    assert capsys.readouterr().err.splitlines() == ["  10 of 24", "  20 of 24"]


def test_says_nothing_in_the_first_ten_seconds(capsys: pytest.CaptureFixture[str]) -> None:
    now = 0.0
    with progress(99, lambda: now) as step:
        for _ in range(99):
            now += 0.1
            step()
    assert capsys.readouterr().err == ""


def test_says_nothing_about_what_is_done_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    with progress(1000, lambda: 7.0) as step:
        for _ in range(1000):
            step()
    assert capsys.readouterr().err == ""


def test_draws_a_bar_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with progress(2) as step:
        step()
        step()
    assert "100%" in terminal.getvalue()


def test_a_question_needs_somebody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("y\n"))
    with pytest.raises(click.UsageError, match="nobody is there to be asked"):
        ask("Apply this?")
