"""What differs between a declared synthetic test and a found one, and the body that makes them equal."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from dogwatch.kinds.equality import covers, same
from dogwatch.kinds.fields import declared_changes, known_changes, without_defaults
from dogwatch.kinds.resource import Body, FieldChange
from dogwatch.kinds.tagged import marks_of, merged_tags, tag_changes
from dogwatch.kinds.texts import texts_in

from .fields import CONFIG, MONITOR_OPTIONS, OPTIONS, RETRY, SERVER_OWNED, SERVER_OWNED_OPTIONS, TOP

__all__ = [
    "can_become",
    "differences",
    "is_managed_elsewhere",
    "is_older",
    "looks_like",
    "marks_of",
    "merged",
    "said",
    "title_of",
]

_NESTED = {"retry": RETRY, "monitor_options": MONITOR_OPTIONS}
# By these a request says who it is from.
_MAY_BE_SECRET = frozenset({"headers", "basicAuth", "certificate", "proxy"})
_VARIABLE = re.compile(r"\s*(?:(?:Bearer|Basic|Token)\s+)?\{\{[^{}]*\}\}\s*")
_HIDDEN = "(not shown)"
_SETTLED = frozenset({"name", "type", "subtype", "config", "options", "locations", "tags", *TOP}) | SERVER_OWNED


def is_managed_elsewhere(found: Mapping[str, Any]) -> bool:
    """No test makes itself."""
    return False


def is_older(found: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether a test was made before another."""
    return str(found.get("created_at", "")) < str(other.get("created_at", ""))


def looks_like(found: Mapping[str, Any], declared: Mapping[str, Any]) -> bool:
    """Whether a found test without a mark is the declared one: same name, and the same is asked of the same."""
    return can_become(found, declared) and title_of(found) == title_of(declared) and not [*_config(declared, found)]


def title_of(found: Mapping[str, Any]) -> str:
    """What people know the test by."""
    return str(found.get("name", "")).strip()


def said(found: Body) -> Body:
    """What a found test says itself; its message also where it is empty, since no test is made without one."""
    body = {name: value for name, value in found.items() if name not in SERVER_OWNED and value is not None}
    options = without_defaults(OPTIONS, found.get("options") or {})
    for name, fields in _NESTED.items():
        if isinstance(options.get(name), Mapping):
            options[name] = without_defaults(fields, options[name])
    kept = {name: value for name, value in options.items() if name not in _NESTED or value}
    body["options"] = {name: value for name, value in kept.items() if name not in SERVER_OWNED_OPTIONS}
    return body


def can_become(found: Mapping[str, Any], declared: Mapping[str, Any]) -> bool:
    """Whether an update in place is possible: types and subtypes stay (Datadog's Terraform provider replaces those)."""
    return all(found.get(name) == declared.get(name) for name in ("type", "subtype"))


def differences(declared: Body, found: Body) -> list[FieldChange]:
    """Every field in which the found test is not what was declared; the order of locations and variables is none."""
    return [
        *_top(declared, found),
        *_config(declared, found),
        *_options(declared.get("options") or {}, found.get("options") or {}),
        *tag_changes(declared, found),
    ]


def merged(declared: Body, found: Body) -> Body:
    """The body of the PUT, which replaces the whole but for the status; options that nobody declared are carried."""
    carried = {name: value for name, value in found.items() if name not in _SETTLED and name != "status"}
    known = {*OPTIONS, *_NESTED, *SERVER_OWNED_OPTIONS}
    options = {name: value for name, value in (found.get("options") or {}).items() if name not in known}
    return {
        **carried,
        **declared,
        **{name: declared.get(name, field.default) for name, field in TOP.items()},
        "options": {**options, **(declared.get("options") or {})},
        "tags": merged_tags(declared, found),
    }


def _top(declared: Body, found: Body) -> Iterator[FieldChange]:
    if title_of(declared) != title_of(found):
        yield FieldChange("name", found.get("name"), declared["name"])
    for name in ("type", "subtype"):
        if declared.get(name) != found.get(name):
            yield FieldChange(name, found.get(name), declared.get(name))
    yield from known_changes("", TOP, declared, found)
    before, after = (sorted(set(each.get("locations") or ())) for each in (found, declared))
    if before != after:
        yield FieldChange("locations", before, after)
    yield from declared_changes("", _SETTLED, declared, found)


def _options(wanted: Body, seen: Body) -> Iterator[FieldChange]:
    yield from known_changes("options.", OPTIONS, wanted, seen)
    for name, fields in _NESTED.items():
        inner, inner_seen = wanted.get(name) or {}, seen.get(name) or {}
        yield from known_changes(f"options.{name}.", fields, inner, inner_seen)
        yield from declared_changes(f"options.{name}.", set(fields), inner, inner_seen)
    yield from declared_changes("options.", {*OPTIONS, *_NESTED}, wanted, seen)


def _config(declared: Mapping[str, Any], found: Mapping[str, Any]) -> Iterator[FieldChange]:
    wanted, seen = declared.get("config") or {}, found.get("config") or {}
    yield from known_changes("config.", CONFIG, wanted, seen)
    after = _variables(wanted)
    before = {name: each for name, each in _variables(seen).items() if name in after or not _is_named(each, wanted)}
    if before.keys() != after.keys() or not covers(before, after):
        yield FieldChange("config.configVariables", list(before.values()), list(after.values()))
    yield from _request(wanted.get("request") or {}, seen.get("request") or {})
    settled = {*CONFIG, "configVariables", "request"}
    yield from declared_changes("config.", settled, wanted, seen)


def _request(wanted: Mapping[str, Any], seen: Mapping[str, Any]) -> Iterator[FieldChange]:
    """Fields of the request, each as a whole: a header that nobody declares is sent all the same. False is no field."""
    for name in dict.fromkeys([*wanted, *seen]):
        before, after = seen.get(name) or None, wanted.get(name) or None
        if not same(before, after):
            yield FieldChange(f"config.request.{name}", _shown(name, before, after), after)


def _shown(name: str, before: Any, after: Any) -> Any:
    """What was found, less what somebody may have typed in as a secret: plans are printed, saved and commented."""
    if name not in _MAY_BE_SECRET or before is None:
        return before
    if not isinstance(before, Mapping):
        return _HIDDEN
    declared = after if isinstance(after, Mapping) else {}
    return {
        key: value if same(value, declared.get(key)) or _VARIABLE.fullmatch(str(value)) else _HIDDEN
        for key, value in before.items()
    }


def _is_named(variable: Mapping[str, Any], config: Mapping[str, Any]) -> bool:
    """Whether Datadog made it a variable of the test because the test says `{{ NAME }}` (recorded)."""
    named = re.compile(rf"\{{\{{\s*{re.escape(str(variable.get('name')))}\s*\}}\}}")
    return variable.get("type") == "global" and any(map(named.search, texts_in(dict(config))))


def _variables(config: Mapping[str, Any]) -> dict[str, Any]:
    return {str(each.get("name")): each for each in config.get("configVariables") or () if isinstance(each, Mapping)}
