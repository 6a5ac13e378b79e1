"""What an examination found: one thing that is as it should be, or is not, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple, TypeAlias

State: TypeAlias = Literal["ok", "missing", "wrong", "unknown", "hint"]

FAULTS: frozenset[State] = frozenset({"missing", "wrong"})


class Finding(NamedTuple):
    """`subject` is a feature or what else was looked at, `what` the thing of it; `seen` and `remedy` are sentences.
    `keys` are those of the declared things that it concerns, where there are some.

    A hint is said and is no fault; nor is what nobody could find out.
    """

    subject: str
    what: str
    state: State
    seen: str
    remedy: str = ""
    keys: tuple[str, ...] = ()


def faults(findings: Iterable[Finding]) -> list[Finding]:
    """Those that are missing or wrong."""
    return [finding for finding in findings if finding.state in FAULTS]


def counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
