"""Writes what is made from the code, such as the commands' own help and templates of `dogwatch init`: `make docs`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import click

from dogwatch.cli.main import COMMANDS, dogwatch
from dogwatch.report import checks_page, permissions_page, signals_page
from tests.widgets_page import widgets_page
from tests.workflows.templates import TEMPLATES

DOCS = Path(__file__).parent.parent / "docs"
WIDTH = 100


def reference() -> str:
    """The page: the help of `dogwatch` and of each of its commands."""
    root = click.Context(dogwatch, info_name="dogwatch", terminal_width=WIDTH, **dogwatch.context_settings)
    pages = [
        "# The command line\n\nWritten from `dogwatch COMMAND --help`; a test keeps it current.\n\n",
        _help(dogwatch, root),
    ]
    for name in COMMANDS:
        command = dogwatch.get_command(root, name)
        assert command is not None
        context = click.Context(command, info_name=name, parent=root, terminal_width=WIDTH)
        pages.append(f"\n## dogwatch {name}\n\n{_help(command, context)}")
    return "".join(pages)


def _help(command: click.Command, context: click.Context) -> str:
    return f"```text\n{command.get_help(context)}\n```\n"


PAGES: Mapping[Path, Callable[[], str]] = {
    DOCS / "checks" / "README.md": checks_page,
    DOCS / "permissions.md": permissions_page,
    DOCS / "reference" / "cli.md": reference,
    DOCS / "reference" / "widgets.md": widgets_page,
    DOCS / "signals.md": signals_page,
    **TEMPLATES,
}

if __name__ == "__main__":
    for file, page in PAGES.items():
        file.write_text(page(), encoding="utf-8")
