"""The workflows of this repository, read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

ROOT = Path(__file__).parent.parent.parent
FILES = sorted((ROOT / ".github" / "workflows").glob("*.yml"))

Workflow = dict[str, Any]


def read(name: str) -> Workflow:
    """A workflow by the name of its file."""
    workflow: Workflow = YAML(typ="safe").load((ROOT / ".github" / "workflows" / name).read_text(encoding="utf-8"))
    return workflow


def step(workflow: str, job: str, name: str) -> Workflow:
    """A step by its name."""
    [found] = [step for step in read(workflow)["jobs"][job]["steps"] if step.get("name") == name]
    return dict(found)
