"""When nobody is told of a feature, what does not count for its SLOs, and whom else its alerts tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from dogwatch.kinds import Resource
from dogwatch.report.pages.markup import code, text
from dogwatch.report.text import title_of


def silences(downtimes: Iterable[Resource], corrections: Iterable[Resource]) -> Iterator[str]:
    """A line each: why, the key, and when."""
    for downtime in downtimes:
        when = _of_downtime(downtime.body["attributes"]["schedule"])
        yield f"- **{text(title_of(downtime.body))}** ({code(downtime.key)}): muted {when}"
    for correction in corrections:
        said = correction.body["attributes"]
        slo = said.get("slo_id") or said.get("slo_query")
        about = f"{text(said['category'].lower())} that {code(slo)} does not count"
        yield f"- **{text(title_of(correction.body))}** ({code(correction.key)}): {about}, {_of_correction(said)}"


def also_told(rules: Iterable[Resource]) -> Iterator[str]:
    """A line for each rule and condition: whom it tells of what."""
    for rule in rules:
        said = rule.body["attributes"]
        conditional = said.get("conditional_recipients") or {}
        told = [(each["recipients"], each["scope"]) for each in conditional.get("conditions") or ()]
        rest = said.get("recipients") or conditional.get("fallback_recipients") or []
        for recipients, scope in [*told, *([(rest, "")] if rest else [])]:
            what = f" of what is {code(scope)}" if scope else " of the rest" if told else " of everything"
            yield f"- {', '.join(code(f'@{each}') for each in recipients)}{what} ({code(rule.key)})"


def _of_downtime(schedule: Mapping[str, Any]) -> str:
    if "recurrences" not in schedule:
        return _span(schedule.get("start"), schedule.get("end"))
    several = (_recurring(each["rrule"], each["duration"], each.get("start")) for each in schedule["recurrences"])
    return f"{'; '.join(several)} ({text(schedule.get('timezone') or 'UTC')})"


def _of_correction(said: Mapping[str, Any]) -> str:
    start = _moment(said["start"])
    if "rrule" in said:
        return _recurring(said["rrule"], f"{said['duration'] // 60}m", start)
    return _span(start, _moment(said["end"]) if "end" in said else None)


def _recurring(rrule: str, duration: str, start: str | None) -> str:
    return f"{code(rrule)} for {text(duration)}" + (f", from {text(start)} on" if start else "")


def _span(start: str | None, end: str | None) -> str:
    return f"{f'from {text(start)} ' if start else ''}{f'until {text(end)}' if end else 'for good'}".strip()


def _moment(second: int) -> str:
    return datetime.fromtimestamp(second, UTC).isoformat()
