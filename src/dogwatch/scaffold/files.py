"""The files of the repository, as texts by their paths."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from typing import Final

from jinja2 import Environment, StrictUndefined

from .answers import Answers

Files = Mapping[str, str]

# Path, and the template it is written from. `<<name>>` stands in templates for a value, since `{{ }}` is what messages
# and GitHub's workflows write.
_PATHS: Final = {
    "README.md": "README.md",
    "features.py": "features.py",
    "monitors/__init__.py": "monitors/__init__.py",
    "monitors/tiers.py": "monitors/tiers.py",
    "dashboards_py/__init__.py": "dashboards_py/__init__.py",
    "dashboards_py/pages.py": "dashboards_py/pages.py",
    "sync/__init__.py": "sync/__init__.py",
    "sync/__main__.py": "sync/__main__.py",
    "sync/targets.py": "sync/targets.py",
    "alert_tests/test_<<feature_variable>>.py": "alert_tests/test_feature.py",
    "docs/runbooks/<<feature>>.md": "docs/runbooks/feature.md",
    "requirements.txt": "requirements.txt",
    ".github/workflows/ci.yml": "github/workflows/ci.yml",
    ".github/workflows/build.yml": "github/workflows/build.yml",
    ".github/workflows/plan.yml": "github/workflows/plan.yml",
    ".github/workflows/apply.yml": "github/workflows/apply.yml",
    ".github/workflows/drift.yml": "github/workflows/drift.yml",
    ".ci/quietly": "ci/quietly",
    ".gitignore": "gitignore",
    ".pre-commit-config.yaml": "pre-commit-config.yaml",
}

# How a job of a workflow comes to have dogwatch.
SETUP: Final = "python -m venv .venv && .venv/bin/pip install --quiet --requirement requirements.txt"


def written(answers: Answers, version: str) -> Files:
    """The text of each file; `version` is dogwatch's, which the repository asks for."""
    templates = Environment(
        variable_start_string="<<",
        variable_end_string=">>",
        block_start_string="<%",
        block_end_string="%>",
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        autoescape=False,  # these are no pages of HTML, and what stands in them was checked
    )
    values = {
        **{
            name: getattr(answers, name)
            for name in ("name", "feature", "service", "team", "notify", "site", "url", "imports")
        },
        "feature_variable": answers.feature_variable,
        "team_variable": answers.team_variable,
        "Feature": _titled(answers.feature),
        "version": version,
        "setup": SETUP,
    }
    folder = files(__package__) / "templates"
    return {
        templates.from_string(path).render(values): templates.from_string(
            folder.joinpath(f"{template}.jinja").read_text("utf-8")
        ).render(values)
        for path, template in _PATHS.items()
    }


def _titled(name: str) -> str:
    """A name as a sentence begins: `order-history` is `Order history`."""
    return name.replace("-", " ").replace("_", " ").capitalize()
