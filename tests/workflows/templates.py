"""The templates of `dogwatch init` that are made of this repository's own workflows: `make docs`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from tests.workflows.files import ROOT

FOLDER = ROOT / "src" / "dogwatch" / "scaffold" / "templates"
SHARED = (
    ".github/workflows/apply.yml",
    ".github/workflows/build.yml",
    ".github/workflows/drift.yml",
    ".github/workflows/plan.yml",
    ".ci/quietly",
)
# What this repository says of itself, and what a template has there.
OURS = {
    "run: make setup\n": "run: <<setup>>\n",
    "--catalog-name shop": "--catalog-name <<name>>",
    "DD_SITE: datadoghq.com\n": "DD_SITE: <<site>>\n",
}


def template(source: Path) -> str:
    """The template that a file of this repository is rendered from."""
    text = source.read_text(encoding="utf-8")
    for ours, variable in OURS.items():
        text = text.replace(ours, variable)
    return text


# No name in a wheel begins with a dot, which some tools leave out.
TEMPLATES: Mapping[Path, Callable[[], str]] = {
    FOLDER / f"{path.removeprefix('.')}.jinja": partial(template, ROOT / path) for path in SHARED
}
