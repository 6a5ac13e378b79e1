"""What a catalog declares, as a file: written where the catalog's Python runs, planned from where the keys are.

Whoever wrote the file may have been anybody, so everything is checked again that `check` had made sure of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dogwatch.kinds import KINDS, METRIC_METADATA, Body, Circle, Kind, ListedKind, Resource, owner_of
from dogwatch.names import Mark, is_name, is_within
from dogwatch.plan import Needs
from dogwatch.saved.foreign import one_line, parsed, refusal, shown

# Grows when an older dogwatch would misread what a newer one writes.
VERSION = 1

_FIELDS = ("version", "catalog", "env", "prefix", "resources")
_CATALOG = ("name", "namespaces", "takes_over")
_ROW = ("kind", "key", "body")
_PART = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.\-]{0,199}")
_METRIC = re.compile(r"[A-Za-z][A-Za-z0-9_.]{0,199}")


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

    The catalog is `{"name", "namespaces", "takes_over"}`, and a resource `{"kind", "key", "body"}`.
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
        "resources": [
            {"kind": resource.kind, "key": resource.key, "body": resource.body} for resource in build.resources
        ],
    }


def read_build(data: bytes, source: str) -> Build:
    """The build that a file holds; UsageError with a sentence for everything that is not as dogwatch writes it."""
    value = parsed(data, source)
    if sentences := list(_head(value)):
        raise refusal(source, sentences)
    catalog, env, rows = value["catalog"], value["env"], value["resources"]
    if sentences := [*_rows(rows, catalog["name"], env), *_kept(rows, catalog["namespaces"])]:
        raise refusal(source, sentences)
    resources = [Resource(row["kind"], row["key"], row["body"]) for row in rows]
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
        yield from _catalog(**catalog)
    if not _is_name(value["env"]):
        yield f"env is {shown(value['env'])}, which is no environment"
    if not isinstance(value["prefix"], str | None):
        yield f"prefix is {shown(value['prefix'])}; it is a text, or null"
    if not isinstance(value["resources"], list):
        yield f"resources is {shown(value['resources'])}; it is a list"


def _catalog(name: Any, namespaces: Any, takes_over: Any) -> Iterator[str]:
    if not _is_name(name):
        yield f"catalog.name is {shown(name)}, which no catalog can have"
    if not isinstance(namespaces, list) or not all(
        isinstance(one, str) and _METRIC.fullmatch(one) for one in namespaces
    ):
        yield f"catalog.namespaces is {shown(namespaces)}; it is a list of beginnings of metric names"
    if not isinstance(takes_over, list) or not all(map(_is_name, takes_over)):
        yield f"catalog.takes_over is {shown(takes_over)}; it is a list of names of catalogs"


def _kept(rows: Sequence[Any], namespaces: Sequence[str]) -> Iterator[str]:
    """Metrics that the catalog does not keep; the rows themselves are looked at elsewhere."""
    for place, row in enumerate(rows):
        match row:
            case {"kind": str(kind), "key": str(key)} if kind in KINDS and not isinstance(KINDS[kind], ListedKind):
                metric = key.partition("/")[2]
                if not is_within(metric, namespaces):
                    where = f"resources[{place}]: {kind} {one_line(key)}"
                    yield f"{where}: the metric is within none of the catalog's namespaces"


def _is_name(value: Any) -> bool:
    return isinstance(value, str) and is_name(value)


def _rows(rows: Sequence[Any], catalog: str, env: str) -> Iterator[str]:
    seen: set[tuple[str, str]] = set()
    for place, row in enumerate(rows):
        where = f"resources[{place}]"
        if not isinstance(row, dict) or set(row) != set(_ROW):
            yield f"{where} is {shown(row)}; it has {', '.join(_ROW)}"
            continue
        yield from (f"{where}: {sentence}" for sentence in _row(row, catalog, env))
        name = (str(row["kind"]), str(row["key"]))
        if name in seen:
            yield f"{where}: {one_line(' '.join(name))} is there twice"
        seen.add(name)


def _row(row: Body, catalog: str, env: str) -> Iterator[str]:
    """What is wrong with one resource; its mark is looked for only in a body that has its kind's form."""
    kind, key, body = row["kind"], row["key"], row["body"]
    if not isinstance(kind, str) or kind not in KINDS:
        yield f"kind {shown(kind)} is unknown; known are {', '.join(KINDS)}"
        return
    if not _is_key(key, catalog):
        yield f"key {shown(key)} is none of the catalog {catalog}; its keys are {catalog}/…"
        return
    subject = f"{kind} {key}"
    if not isinstance(body, dict):
        yield f"{subject}: the body is {shown(body)}; it is an object"
        return
    if sentences := [*_form(KINDS[kind], body)]:
        yield from (f"{subject}: {sentence}" for sentence in sentences)
        return
    yield from (f"{subject}: {sentence}" for sentence in _belonging(KINDS[kind], body, Mark(env, key)))


def _is_key(key: Any, catalog: str) -> bool:
    first, *others = key.split("/") if isinstance(key, str) else ("",)
    return bool(first == catalog and others and all(map(_PART.fullmatch, others)))


def _form(kind: Kind, body: Body) -> Iterator[str]:
    """What the kind finds wrong, and tags that are none, which marks are read from."""
    tags = body.get("tags") or []
    if not isinstance(tags, list) or not all(isinstance(tag, str) for tag in tags):
        yield f"tags: {shown(tags)}; they are a list of texts"
    else:
        for problem in kind.problems(body):
            yield f"{one_line(problem.path)}: {one_line(problem.seen)}; {one_line(problem.remedy)}"


def _belonging(kind: Kind, body: Body, mark: Mark) -> Iterator[str]:
    """Whether the body is that of its key: by the mark it carries, or by the metric it is of."""
    if isinstance(kind, ListedKind):
        marks = [found.tag for found in kind.marks.marks_of(body)]
        if marks != [mark.tag]:
            yield f"it is marked {shown(marks)}; the mark of its key is {mark.tag}"
        return
    metric = mark.key.partition("/")[2]
    named = body.get("metric" if kind is METRIC_METADATA else "id")
    if named != metric or not _METRIC.fullmatch(metric):
        yield f"it is of the metric {shown(named)}; its key says {metric}"
    if kind is METRIC_METADATA and owner_of(body) != mark.catalog:
        yield f"its description names {shown(owner_of(body))} as the owner; that is the catalog {mark.catalog}"
