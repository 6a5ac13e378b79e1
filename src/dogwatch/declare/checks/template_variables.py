"""Template variables of dashboards: those that queries use, and those that there are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from dogwatch.declare.checks.finding import Seen
from dogwatch.declare.dashboard import Dashboard
from dogwatch.kinds import Body
from dogwatch.nearest import nearest

# `$env`, `$usr.id`; of `$env.value` and `$env.key` the variable is `env` (docs: dashboards, template variables).
_USED = re.compile(r"\$([A-Za-z_][\w.\-]*)")
_HALF = re.compile(r"\.(?:value|key)$")
_USED_BYTES, _HALF_BYTES = (re.compile(pattern.pattern.encode()) for pattern in (_USED, _HALF))
# Where a dollar is a variable and no price.
_QUERIES = frozenset({"q", "query", "query_string"})
_HOLDERS = frozenset({dict, list, tuple})


def template_variable_undefined(dashboard: Dashboard, body: Body) -> Seen:
    """Datadog asks for a tag that is spelled with a dollar then, and finds nothing."""
    from msgspec.json import encode  # loaded with the first dashboard

    defined, widgets = _defined(body), body.get("widgets")
    used = {_HALF_BYTES.sub(b"", name) for name in {*_USED_BYTES.findall(encode(widgets))}}
    if used.issubset(name.encode() for name in defined):
        return  # nearly always, and seen in a tenth of the time
    for name in _names(_texts(widgets, _QUERIES)):
        if name not in defined:
            meant = nearest(name, defined)
            remedy = f"did you mean ${meant}?" if meant else f"write variables=[TemplateVariable({name!r})]"
            yield "widgets", f"a query has ${name}, and the dashboard has no such variable", remedy


def template_variable_unused(dashboard: Dashboard, body: Body) -> Seen:
    """A variable that nothing asks by changes nothing when somebody chooses a value."""
    own = [str(variable.name) for variable in dashboard.variables]
    own += [name for name in _defined(dashboard.body) if name not in own]
    used = _names(_texts(body.get("widgets"))) if own else {}
    for name in own:
        if name not in used:
            yield "variables", f"nothing on the dashboard uses ${name}", f"write ${name} into queries, or leave it out"


def _names(texts: Iterable[str]) -> dict[str, None]:
    """The variables of texts, each once, in the order in which they stand."""
    return dict.fromkeys(_HALF.sub("", name.rstrip(".-")) for name in dict.fromkeys(_USED.findall("\n".join(texts))))


def _defined(body: Any) -> list[str]:
    return [str(variable["name"]) for variable in body.get("template_variables") or ()]


def _texts(value: Any, fields: frozenset[str] | None = None) -> list[str]:
    """The texts below a value, those of some fields alone where these are named."""
    found: list[str] = []
    waiting = [value]
    while waiting:
        inside = waiting.pop()
        if isinstance(inside, dict):
            waiting += [item for item in inside.values() if type(item) in _HOLDERS]
            found += [item for name, item in inside.items() if type(item) is str and (not fields or name in fields)]
        elif isinstance(inside, (list, tuple)):
            waiting += [item for item in inside if type(item) in _HOLDERS]
            found += [item for item in inside if type(item) is str and not fields]
    return found
