"""What is not judged is refused by the name of its rule."""

from __future__ import annotations

from dogwatch.errors import NotEvaluated

from .rules import RULES


def refused(rule: str, seen: str, remedy: str) -> NotEvaluated:
    """The error for a monitor that asks for what the rule refuses."""
    if rule not in RULES:
        raise LookupError(f"there is no rule {rule!r}")
    return NotEvaluated(rule, seen, remedy)
