"""The pages of the site, from the Markdown of the repository, which is written to be read on GitHub.

Links lead to pages of the site, with a path or with the address that the catalog says its repository has; what they
name beside the pages is no part of the site, and stays as words. Where GitHub's dialect and Python-Markdown's differ,
the text is put so that both mean the same.
"""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent

_FENCE = re.compile(r"\s*(`{3,}|~{3,})")
_CODE = re.compile(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)
_TARGET = re.compile(r"\]\((?P<address>[^()\s]+)\)")
# What GitHub takes for an escape and Python-Markdown for a backslash.
_ESCAPE = re.compile(r"\\([\"$%&',/:;<=?@^|~])")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


def sources(root: Path = ROOT) -> Mapping[str, str]:
    """The pages of the site by the file in the repository that each is made from, both as paths."""
    docs = sorted(path.relative_to(root).as_posix() for path in (root / "docs").rglob("*.md"))
    return {"README.md": "index.md", "CHANGELOG.md": "changelog.md", **{path: _page_of(path) for path in docs}}


def _page_of(path: str) -> str:
    """Where a file below docs/ is in the site: GitHub shows the README of a folder, the site its index."""
    folder, name = posixpath.split(path.removeprefix("docs/"))
    return posixpath.join(folder, "index.md" if name == "README.md" else name)


def others(root: Path = ROOT) -> list[str]:
    """What lies beside the pages below docs/ and is shown on them, such as pictures, as paths in it."""
    docs = root / "docs"
    return sorted(
        path.relative_to(docs).as_posix() for path in docs.rglob("*") if path.is_file() and path.suffix != ".md"
    )


class DeadLink(Exception):
    """A link of a page that leads to no file of the repository."""


def page(source: str, text: str, pages: Mapping[str, str], repository: str, root: Path = ROOT) -> str:
    """The text of a page of the site.

    `repository` is the address that links begin with where they mean this repository. Raises DeadLink.
    """

    def address_of(address: str) -> str | None:
        """What a link leads to in the site; None where that is no part of it."""
        path, mark, anchor = address.removeprefix(f"{repository}/").partition("#")
        if not path or _SCHEME.match(path):
            return address
        folder = "" if address.startswith(repository) else posixpath.dirname(source)
        target = posixpath.normpath(posixpath.join(folder, path))
        if not (root / target).exists():
            raise DeadLink(f"{source}: nothing is at {target}, which it links")
        beside = target.removeprefix("docs/") if target.startswith("docs/") and (root / target).is_file() else None
        place = pages.get(target, beside)
        return place and f"{os.path.relpath(place, posixpath.dirname(pages[source]) or '.')}{mark}{anchor}"

    return "\n".join(_pieces(text.split("\n"), address_of))


def _pieces(lines: list[str], address_of: Callable[[str], str | None]) -> Iterator[str]:
    """The paragraphs as the site has them; lines in fences stay as they are."""
    fence, paragraph = "", list[str]()
    for line in [*lines, ""]:
        opens = _FENCE.match(line)
        if not fence and line and not opens:
            paragraph.append(line)
            continue
        if paragraph:
            yield _escaped(_linked("\n".join(paragraph), address_of)).replace("<details>", '<details markdown="1">')
            paragraph = []
        if fence:
            fence = "" if line.strip().startswith(fence) and not line.strip(" `~") else fence
        elif opens:
            fence = opens[1]
        yield line


def _linked(text: str, address_of: Callable[[str], str | None]) -> str:
    """A paragraph with the site's addresses in its links; links that lead out of the site become their words."""
    code = _in_code(text)
    # From behind, so that what stands before a link is where it was.
    for found in reversed(list(_TARGET.finditer(text))):
        if found.start() in code:
            continue
        address, begin = address_of(found["address"]), _beginning(text, found.start())
        shown = text[begin + 1 : found.start()]
        words = shown if address is None else f"[{shown}]({address})"
        text = f"{text[:begin]}{words}{text[found.end() :]}"
    return text


def _beginning(text: str, end: int) -> int:
    """Where the bracket opens that closes at `end`."""
    depth = 0
    for at in range(end, -1, -1):
        if text[at] in "[]" and text[at - 1 : at] != "\\":
            depth += 1 if text[at] == "]" else -1
        if depth == 0:
            return at
    raise ValueError(f"no bracket opens what closes at {end} of {text!r}")


def _escaped(text: str) -> str:
    code = _in_code(text)
    return _ESCAPE.sub(lambda found: found[0] if found.start() in code else f"&#{ord(found[1])};", text)


def _in_code(text: str) -> frozenset[int]:
    """The places in a paragraph that are code."""
    return frozenset(at for span in _CODE.finditer(text) for at in range(*span.span()))
