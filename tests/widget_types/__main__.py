"""Writes the types of widgets again: `make types`."""

from __future__ import annotations

from .written import written

if __name__ == "__main__":
    for file, text in written().items():
        file.write_text(text, encoding="utf-8")
