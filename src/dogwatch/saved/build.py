"""What a catalog declares, as a file: written where the catalog's Python runs, planned from where the keys are.

Whoever wrote the file may have been anybody, so everything is checked again that `check` had made sure of.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dogwatch.kinds import Circle, Resource
from dogwatch.plan import Needs
from dogwatch.saved.belonging import catalog_sentences, is_any_key, is_catalog_name, kept_sentences, resource_sentences
from dogwatch.saved.foreign import one_line, parsed, refusal, shown

# Grows when an older dogwatch would misread what a newer one writes.
VERSION = 1

_FIELDS = ("version", "catalog", "env", "prefix", "resources")
_CATALOG = ("name", "namespaces", "takes_over")
_ROW = ("kind", "key", "body")
_FORMERLY = "formerly"


@dataclass(frozen=True)
class Build:
    """What a catalog, by its name, declares for an environment; and whose metrics it keeps, as the catalog says it.

    `prefix` is the target's that it was built for, which its names begin with.
    """

    catalog: str
    env: str
    resources: Sequence[Resource]
    namespaces: tuple[str, ...] = ()
    takes_over: tuple[str, ...] = ()
    prefix: str | None = None


def build_data(build: Build) -> dict[str, Any]:
    """`{"version", "catalog", "env", "prefix", "resources"}`, as JSON can hold it.

    The catalog is `{"name", "namespaces", "takes_over"}`, and a resource `{"kind", "key", "body"}` with `formerly`
    where it was renamed.
    """
    return {
        "version": VERSION,
        "catalog": {
            "name": build.catalog,
            "namespaces": list(build.namespaces),
            "takes_over": list(build.takes_over),
        },
        "env": build.env,
        "prefix": build.prefix,
        "resources": [_row(resource) for resource in build.resources],
    }


def _row(resource: Resource) -> dict[str, Any]:
    row = {"kind": resource.kind, "key": resource.key, "body": resource.body}
    return row if resource.formerly is None else {**row, _FORMERLY: resource.formerly}


def read_build(data: bytes, source: str) -> Build:
    """The build that a file holds; UsageError with a sentence for everything that is not as dogwatch writes it."""
    value = parsed(data, source)
    if sentences := list(_head(value)):
        raise refusal(source, sentences)
    catalog, env, rows = value["catalog"], value["env"], value["resources"]
    if sentences := [*_rows(rows, catalog["name"], env), *kept_sentences(rows, catalog["namespaces"], "resources")]:
        raise refusal(source, sentences)
    resources = [Resource(row["kind"], row["key"], row["body"], formerly=row.get(_FORMERLY)) for row in rows]
    try:
        Needs(resources).in_order(resources)
    except Circle as circle:
        raise refusal(source, [f"resources need each other in a circle: {one_line(str(circle))}"]) from None
    return Build(
        catalog["name"], env, resources, tuple(catalog["namespaces"]), tuple(catalog["takes_over"]), value["prefix"]
    )


def _head(value: Any) -> Iterator[str]:
    if not isinstance(value, dict) or set(value) != set(_FIELDS):
        yield f"it holds no build; write it with dogwatch build --json, which gives {', '.join(_FIELDS)}"
        return
    version, catalog = value["version"], value["catalog"]
    if type(version) is not int or version != VERSION:
        yield f"version {shown(version)} is not {VERSION}; build and plan with the same dogwatch"
    if not isinstance(catalog, dict) or set(catalog) != set(_CATALOG):
        yield f"catalog is {shown(catalog)}; it has {', '.join(_CATALOG)}"
    else:
        yield from catalog_sentences(**catalog)
    if not is_catalog_name(value["env"]):
        yield f"env is {shown(value['env'])}, which is no environment"
    if not isinstance(value["prefix"], str | None):
        yield f"prefix is {shown(value['prefix'])}; it is a text, or null"
    if not isinstance(value["resources"], list):
        yield f"resources is {shown(value['resources'])}; it is a list"


def _rows(rows: Sequence[Any], catalog: str, env: str) -> Iterator[str]:
    seen: set[tuple[str, str]] = set()
    for place, row in enumerate(rows):
        where = f"resources[{place}]"
        if not isinstance(row, dict) or set(row) - {_FORMERLY} != set(_ROW):
            yield f"{where} is {shown(row)}; it has {', '.join(_ROW)}"
            continue
        if _FORMERLY in row and not is_any_key(row[_FORMERLY]):
            yield f"{where}: formerly is {shown(row[_FORMERLY])}, which is no key"
        yield from (f"{where}: {sentence}" for sentence in resource_sentences(row, catalog, env))
        name = (str(row["kind"]), str(row["key"]))
        if name in seen:
            yield f"{where}: {one_line(' '.join(name))} is there twice"
        seen.add(name)
