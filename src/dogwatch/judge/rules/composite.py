"""The rules of composites."""

from __future__ import annotations

from typing import Final

from dogwatch.measure import Rule

_PAGE: Final = "monitors/types/composite"

COMPOSITE: Final = (
    Rule("composite-condition", "exact", "AND is the least severe of the states, OR the most severe one", _PAGE),
    Rule("composite-not", "exact", "`!` makes OK of Alert and Warn, Alert of OK, and leaves No Data", _PAGE),
    Rule("composite-no-data", "exact", "No Data is told with `notify_no_data`, else the state stays", _PAGE),
    Rule(
        "composite-unknown",
        "approximate",
        "Unknown lies between No Data and Warn, as the page had it once",
    ),
    Rule(
        "composite-groups",
        "exact",
        "groups that all grouped monitors report are the composite's: found by their values, whatever their keys are;"
        " those of a finer grouping contain those of a coarser one",
        _PAGE,
    ),
    Rule(
        "composite-keys",
        "decided",
        "the keys of a composite are those of its monitor with the most keys, the first of them; where several groups"
        " of a coarser grouping fit, the most severe one counts",
    ),
    Rule("composite-frequency", "decided", "each minute, after the monitors that it is made of"),
    Rule("composite-of-references", "refused", "composites of references instead of ids"),
    Rule("composite-of-unjudged", "refused", "composites of monitors that are not there, or not evaluated here"),
)
