"""Template variables of dashboards and powerpacks: those that queries use, and those that there are."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dogwatch.declare.checks.finding import Seen
from dogwatch.declare.dashboard import Dashboard
from dogwatch.declare.powerpack import Powerpack
from dogwatch.kinds import Body, Resource
from dogwatch.nearest import nearest

# `$env`, `$usr.id`; of `$env.value` and `$env.key` the variable is `env` (docs: dashboards, template variables).
_USED = re.compile(r"\$([A-Za-z_][\w.\-]*)")
_HALF = re.compile(r"\.(?:value|key)$")
_USED_BYTES, _HALF_BYTES = (re.compile(pattern.pattern.encode()) for pattern in (_USED, _HALF))
# Where a dollar is a variable and no price.
_QUERIES = frozenset({"q", "query", "query_string"})
_HOLDERS = frozenset({dict, list, tuple})
_PACK = b'"powerpack_id"'
_PLACES = ("controlled_by_powerpack", "controlled_externally")


@dataclass(frozen=True)
class Shown:
    """A dashboard or a powerpack as these checks look at it: its widgets and variables in Datadog's form (`body`), and
    the variables that it declares itself.

    `packs` are the variables of the catalog's powerpacks, by what stands for their ids.
    """

    noun: str
    body: Body
    own: Sequence[str]
    packs: Mapping[str, Collection[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, dashboard: Dashboard, body: Body, packs: Mapping[str, Collection[str]]) -> Shown:
        own = [str(variable.name) for variable in dashboard.variables]
        return cls("dashboard", body, [*own, *(name for name in _defined(dashboard.body) if name not in own)], packs)

    @classmethod
    def of_pack(cls, pack: Powerpack, body: Body) -> Shown:
        attributes = body["attributes"]
        inside = {"widgets": attributes["group_widget"]["definition"]["widgets"]}
        own = [str(variable.name) for variable in pack.variables]
        return cls("powerpack", {**inside, "template_variables": attributes["template_variables"]}, own)


def variables_of_packs(resources: Iterable[Resource]) -> dict[str, list[str]]:
    """The variables of powerpacks by what stands for their ids."""
    return {str(each.reference): _defined(each.body["attributes"]) for each in resources if each.kind == Powerpack.kind}


def template_variable_undefined(shown: Shown) -> Seen:
    """Datadog asks for a tag that is spelled with a dollar then, and finds nothing."""
    from msgspec.json import encode  # loaded with the first dashboard

    defined = _defined(shown.body)
    text = encode(shown.body.get("widgets"))
    used = {_HALF_BYTES.sub(b"", name) for name in {*_USED_BYTES.findall(text)}}
    has_packs = _PACK in text
    if not has_packs and used.issubset(name.encode() for name in defined):
        return  # nearly always, and seen in a tenth of the time
    for name in _names(_texts(shown.body.get("widgets"), _QUERIES)):
        if name not in defined:
            seen = f"a query has ${name}, and the {shown.noun} has no such variable"
            yield "widgets", seen, _instead(name, defined, f"write variables=[TemplateVariable({name!r})]")
    for pack in _packs(shown.body.get("widgets")) if has_packs else ():
        yield from _of_pack(pack, defined, shown.packs)


def template_variable_unused(shown: Shown) -> Seen:
    """A variable that nothing asks by changes nothing when somebody chooses a value."""
    used = _names(_texts(shown.body.get("widgets"))) if shown.own else {}
    for name in shown.own:
        if name not in used:
            seen = f"nothing on the {shown.noun} uses ${name}"
            yield "variables", seen, f"write ${name} into queries, or leave it out"


def _of_pack(pack: Mapping[str, Any], defined: list[str], known: Mapping[str, Collection[str]]) -> Seen:
    """A powerpack on a dashboard: its variables are those that it declares, and follow those of the dashboard."""
    title, said = pack.get("title") or pack["powerpack_id"], pack.get("template_variables")
    own = known.get(str(pack["powerpack_id"]))
    held = [each for place in _PLACES for each in (said.get(place) or ())] if isinstance(said, Mapping) else []
    for variable in held:
        name = str(variable.get("name"))
        if own is not None and name not in own:
            seen = f"it gives the powerpack {title!r} a variable {name}, which that does not have"
            yield "widgets", seen, _instead(name, own, f"write variables=[TemplateVariable({name!r})] there")
        for followed in _names(map(str, variable.get("values") or ())):
            if followed not in defined:
                seen = f"the powerpack {title!r} follows ${followed}, and the dashboard has no such variable"
                yield "widgets", seen, _instead(followed, defined, f"write variables=[TemplateVariable({followed!r})]")


def _instead(name: str, known: Collection[str], otherwise: str) -> str:
    meant = nearest(name, known)
    return f"did you mean ${meant}?" if meant else otherwise


def _packs(widgets: Any) -> Iterator[Mapping[str, Any]]:
    """The definitions of powerpacks, those in groups too."""
    for widget in widgets if isinstance(widgets, (list, tuple)) else ():
        definition = widget.get("definition") if isinstance(widget, Mapping) else None
        if isinstance(definition, Mapping):
            if definition.get("type") == "powerpack" and "powerpack_id" in definition:
                yield definition
            yield from _packs(definition.get("widgets"))


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
