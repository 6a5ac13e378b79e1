"""The command line: thin faces of the functions below, each command's module loaded when it is called."""

from dogwatch.cli.main import main

__all__ = ["main"]
