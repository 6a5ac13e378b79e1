"""Writes what is made from the code, such as the commands' own help and templates of `dogwatch init`: `make docs`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import click

from dogwatch.cli.exit_codes import COMMON, OF_COMMANDS
from dogwatch.cli.main import COMMANDS, dogwatch
from dogwatch.report import checks_page, permissions_page, signals_page
from tests.widgets_page import widgets_page
from tests.workflows.templates import TEMPLATES

DOCS = Path(__file__).parent.parent / "docs"
WIDTH = 100
_CODES = (0, 1, 2, 3, 4)
# Commands without --json, and why no script misses it.
WITHOUT_JSON: Mapping[str, str] = {
    "completion": "it prints what a shell reads",
    "demo": "a tour, for people who watch",
    "drill": "somebody is asked, and answers",
}


def reference() -> str:
    """The page: the help of `dogwatch` and of each of its commands."""
    root = click.Context(dogwatch, info_name="dogwatch", terminal_width=WIDTH, **dogwatch.context_settings)
    pages = [
        "# The command line\n\nWritten from `dogwatch COMMAND --help`; a test keeps it current.\n\n",
        _help(dogwatch, root),
    ]
    pages += [_for_programs(), _codes()]
    for name in COMMANDS:
        command = dogwatch.get_command(root, name)
        assert command is not None
        context = click.Context(command, info_name=name, parent=root, terminal_width=WIDTH)
        pages.append(f"\n## dogwatch {name}\n\n{_help(command, context)}")
    return "".join(pages)


def _for_programs() -> str:
    """What --json promises, and who does without."""
    without = [f"- `{name}`: {reason}" for name, reason in WITHOUT_JSON.items()]
    return "\n".join(
        [
            "\n## For programs",
            "",
            "Every command has `--json`, but for those below. Then one object stands on stdout and nothing else;",
            "words are on stderr, and exit codes are as without it. Its `ok` says whether all is as one would",
            "wish. Where the command came to no answer there is `error`: `type` (a name of `dogwatch.errors`, or",
            "Interrupted), `message`, `exit_code`, and for a wrong catalog `mistakes` and `warnings`. `build",
            "--json` alone has no `ok`, since it is the file that `plan --from` takes. Several targets give an",
            "object each.",
            "",
            *without,
            "",
        ]
    )


def _codes() -> str:
    """A row for each command that ends with more than all do."""
    rows = [
        f"| `{name}` | {' | '.join(codes.get(code, '') for code in _CODES)} |"
        for name, codes in OF_COMMANDS.items()
        if codes
    ]
    return "\n".join(
        [
            "\n## Exit codes",
            "",
            *(f"- **{code}**: {said}" for code, said in COMMON.items()),
            "- **1** with nothing on stderr: whoever read the output is gone, as in `dogwatch build | head -1`",
            "",
            "All commands end so. These have more to say:",
            "",
            f"| command | {' | '.join(map(str, _CODES))} |",
            f"|---|{'---|' * len(_CODES)}",
            *rows,
            "",
        ]
    )


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
