"""The command line: thin faces of the functions below, each command's module loaded when it is called."""

from __future__ import annotations

import sys

# What an installation without the extra lacks: the module that is missed first, and the extra that brings it.
_EXTRAS = {
    "attrs": "sync",
    "click": "sync",
    "datadog_api_client": "official",
    "jinja2": "sync",
    "requests": "github",
    "urllib3": "sync",
    "httptools": "local",
    "markdown_it": "local",
    "numpy": "local",
    "uvicorn": "local",
}


def main() -> None:
    """Runs the command line; says which extra to install where the base alone cannot."""
    try:
        from dogwatch.cli.main import main as run

        run()
    except ModuleNotFoundError as error:
        extra = _EXTRAS.get(str(error.name))
        if extra is None:
            raise
        sys.stderr.write(f"this command needs {error.name}: pip install 'dogwatch[{extra}]'\n")
        sys.exit(2)


__all__ = ["main"]
