"""The versions of what dogwatch runs with, against those that it asks for."""

from __future__ import annotations

import platform
import re
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import PackageNotFoundError, requires, version

from .finding import Finding

_PACKAGES = {"ddtrace": "tracing", "datadog-api-client": "official"}
_LEAST = re.compile(r"(?P<name>[\w-]+)\s*(?P<bounds>[^;]*)")
_BOUND = re.compile(r"(>=|<)\s*([0-9.]+)")


def version_findings(
    installed: Callable[[str], str] = version, asks: Callable[[str], Sequence[str] | None] = requires
) -> Iterator[Finding]:
    """Python, dogwatch, and what an extra of it brings, where that is installed."""
    yield Finding("versions", "python", "ok", platform.python_version())
    yield Finding("versions", "dogwatch", "ok", installed("dogwatch"))
    asked = {match["name"]: match["bounds"] for each in asks("dogwatch") or () if (match := _LEAST.match(each))}
    for name, extra in _PACKAGES.items():
        yield _package(name, extra, asked.get(name, ""), installed)


def _package(name: str, extra: str, bounds: str, installed: Callable[[str], str]) -> Finding:
    remedy = f"pip install 'dogwatch[{extra}]'"
    try:
        found = installed(name)
    except PackageNotFoundError:
        return Finding("versions", name, "hint", "not installed; only what needs it does without", remedy)
    if all(_holds(found, sign, bound) for sign, bound in _BOUND.findall(bounds)):
        return Finding("versions", name, "ok", found)
    return Finding("versions", name, "wrong", f"{found}, and dogwatch asks for {bounds.strip()}", remedy)


def _holds(found: str, sign: str, bound: str) -> bool:
    return (_numbers(found) >= _numbers(bound)) is (sign == ">=")


def _numbers(text: str) -> tuple[int, ...]:
    """The numbers a version begins with."""
    return tuple(int(part) for part in re.findall(r"\d+", text.partition("rc")[0])[:3])
