"""What a doctor found, for people by subject and for programs as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from textwrap import wrap
from typing import Any

from dogwatch.diagnosis import FAULTS, Finding, faults
from dogwatch.report.text import Paint, unpainted

_COLOURS = {"ok": "green", "missing": "red", "wrong": "red", "unknown": "yellow", "hint": "yellow"}
_WIDTH = 110
_FEW = 3
_STATE = max(map(len, _COLOURS))


def finding_lines(findings: Sequence[Finding], paint: Paint = unpainted) -> Iterator[str]:
    """A block per subject, a line per finding and its remedy below it, and in the end how many faults there are."""
    width = max((len(finding.what) for finding in findings), default=0)
    for subject, group in groupby(findings, key=lambda finding: finding.subject):
        yield paint("bold", subject)
        for finding in group:
            state = paint(_COLOURS[finding.state], finding.state.ljust(_STATE))
            yield f"  {state}  {finding.what.ljust(width)}  {finding.seen}".rstrip()
            if finding.state != "ok":
                yield from _aside("in", _few(finding.keys)) if finding.keys else ()
                yield from _aside("→", finding.remedy) if finding.remedy else ()
    yield ""
    yield _summary(findings)


def findings_data(findings: Iterable[Finding]) -> dict[str, Any]:
    """`{"ok", "findings"}`; a finding has subject, what, state, seen, remedy and keys."""
    listed = list(findings)
    return {
        "ok": not faults(listed),
        "findings": [{**finding._asdict(), "keys": list(finding.keys)} for finding in listed],
    }


def _aside(sign: str, text: str) -> list[str]:
    indent = " " * (_STATE + 4)
    beyond = indent + " " * (len(sign) + 1)
    return wrap(text, _WIDTH, initial_indent=f"{indent}{sign} ", subsequent_indent=beyond, break_on_hyphens=False)


def _few(keys: Sequence[str]) -> str:
    more = len(keys) - _FEW
    return ", ".join(keys[:_FEW]) + (f" and {more} more" if more > 0 else "")


def _summary(findings: Sequence[Finding]) -> str:
    found = {state: sum(finding.state == state for finding in findings) for state in _COLOURS}
    unknown = f", {found['unknown']} not known" if found["unknown"] else ""
    if any(found[state] for state in FAULTS):
        return f"{found['missing']} missing, {found['wrong']} wrong, {found['ok']} as declared{unknown}."
    return f"All is there: {found['ok']} thing{'s' * (found['ok'] != 1)} looked at{unknown}."
