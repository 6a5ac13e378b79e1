"""Where each page stands in the navigation of the site."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase

_TITLE = re.compile(r"^# (.+)$", re.MULTILINE)
# What an escape keeps is its group.
_MARKUP = re.compile(r"\\(.)|[`*\[]|\]\([^)]*\)")
_TEAM = re.compile(r"^## (?P<team>.+)\n\nWho answers: [^\n]*\n\n(?P<table>(?:\|.*\n)+)", re.MULTILINE)
_FEATURE = re.compile(r"^\| \[[^]]*\]\((?P<page>[^)]+)\)", re.MULTILINE)


@dataclass(frozen=True)
class Section:
    """A heading of the navigation, and its pages as patterns: what one of them takes is left to no later one."""

    title: str
    pages: tuple[str, ...]


SECTIONS = (
    Section("dogwatch", ("index.md", "glossary.md", "changelog.md")),
    Section(
        "Declare",
        tuple(
            f"guide/{name}.md"
            for name in ("features", "objectives", "routing", "dashboards", "queries", "synthetics", "silences")
        ),
    ),
    Section("Measure", ("instrument.md", "signals.md", "guide/shop.md")),
    Section("Try and test", tuple(f"guide/{name}.md" for name in ("testing-alerts", "up", "browser"))),
    Section(
        "Bring to Datadog",
        (
            "sync.md",
            *(f"guide/{name}.md" for name in ("applying", "ci", "import", "finding", "doctor")),
            "permissions.md",
        ),
    ),
    Section("Read and learn", ("training/index.md", "training/*.md", "guide/*.md")),
    Section("Features of the shop", ("catalog/index.md", "catalog/*.md")),
    Section("Runbooks of the shop", ("runbooks/*.md",)),
    Section("Checks", ("checks/index.md", "checks/*.md")),
    Section("Reference", ("reference/*.md", "fidelity.md", "architecture.md")),
)


class Unplaced(Exception):
    """A page that no section takes, or a section without a page."""


def placed(pages: Iterable[str]) -> Mapping[str, list[str]]:
    """The pages of each section by its title. Raises Unplaced."""
    left = sorted(pages)
    found: dict[str, list[str]] = {}
    for section in SECTIONS:
        found[section.title] = taken = []
        for pattern in section.pages:
            taken += [page for page in left if fnmatchcase(page, pattern)]
            left = [page for page in left if page not in taken]
    wrong = [f"{page} is in no section of tests/site/navigation.py" for page in left]
    wrong += [f"the section {title!r} has no page" for title, taken in found.items() if not taken]
    if wrong:
        raise Unplaced("\n".join(wrong))
    return found


def navigation(texts: Mapping[str, str]) -> str:
    """The navigation as TOML, from the text of each page; features stand below the team that answers for them."""
    teams = {
        f"catalog/{page}": found["team"]
        for found in _TEAM.finditer(texts.get("catalog/index.md", ""))
        for page in _FEATURE.findall(found["table"])
    }
    sections = (_entry(title, _list(_below(pages, texts, teams))) for title, pages in placed(texts).items())
    return _list(sections)


def _below(pages: list[str], texts: Mapping[str, str], teams: Mapping[str, str]) -> Iterator[str]:
    """The entries of a section: pages, and each team with its own."""
    yield from (_entry(title_of(page, texts[page]), json.dumps(page)) for page in pages if page not in teams)
    for team in dict.fromkeys(teams[page] for page in teams if page in pages):
        own = [page for page in teams if teams[page] == team and page in pages]
        yield _entry(f"Team {team}", _list(_below(own, texts, {})))


def title_of(page: str, text: str) -> str:
    """What a page is called: the words of its first heading."""
    found = _TITLE.search(text)
    if found is None:
        raise Unplaced(f"{page} has no title: a line that begins with one # and a space")
    return _MARKUP.sub(r"\1", found[1])


def _entry(title: str, value: str) -> str:
    return f"{{ {json.dumps(title, ensure_ascii=False)} = {value} }}"


def _list(entries: Iterable[str]) -> str:
    return f"[{', '.join(entries)}]"
