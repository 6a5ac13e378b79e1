"""One line of the table of fidelity, and what its levels mean."""

from __future__ import annotations

from typing import Literal, NamedTuple

from dogwatch.rule import Rule

Level = Literal["exact", "approximate", "decided", "refused", "absent"]

LEVELS: dict[Level, str] = {
    "exact": "as in recorded exchanges with the real Datadog, or in Datadog's own tests against it; of metric queries,"
    " as its pages define it",
    "approximate": "the effect is Datadog's as documented or reported; words or details may differ",
    "decided": "no source tells what Datadog does; this is our choice",
    "refused": "answered with an error that names what is not emulated",
    "absent": "missing without an error of its own",
}


class Row(NamedTuple):
    """One thing the embedded Datadog does or leaves out, and how we know."""

    what: str
    level: Level
    note: str


def row_of(rule: Rule) -> Row:
    """The line of a rule, under its name."""
    note = f"{rule.what} ({rule.source})" if rule.source else rule.what
    return Row(f"`{rule.name}`", rule.degree, note)
