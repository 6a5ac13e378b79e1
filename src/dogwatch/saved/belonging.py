"""What must hold of a catalog, a key and a body that somebody wrote into a file, before they go to Datadog."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from dogwatch.kinds import KINDS, METRIC_METADATA, Body, Kind, ListedKind, owner_of
from dogwatch.names import Mark, is_name, is_within
from dogwatch.saved.foreign import one_line, shown

_PART = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.\-]{0,199}")
_METRIC = re.compile(r"[A-Za-z][A-Za-z0-9_.]{0,199}")


def catalog_sentences(name: Any, namespaces: Any, takes_over: Any) -> Iterator[str]:
    """What is wrong with a catalog's name, and with what it says of metrics."""
    if not is_catalog_name(name):
        yield f"catalog.name is {shown(name)}, which no catalog can have"
    if not isinstance(namespaces, list) or not all(
        isinstance(one, str) and _METRIC.fullmatch(one) for one in namespaces
    ):
        yield f"catalog.namespaces is {shown(namespaces)}; it is a list of beginnings of metric names"
    if not isinstance(takes_over, list) or not all(map(is_catalog_name, takes_over)):
        yield f"catalog.takes_over is {shown(takes_over)}; it is a list of names of catalogs"


def kept_sentences(rows: Sequence[Any], namespaces: Sequence[str], called: str) -> Iterator[str]:
    """Metrics that the catalog does not keep, in rows of that name; the rows themselves are looked at elsewhere."""
    for place, row in enumerate(rows):
        match row:
            case {"kind": str(kind), "key": str(key)} if kind in KINDS and not isinstance(KINDS[kind], ListedKind):
                metric = key.partition("/")[2]
                if not is_within(metric, namespaces):
                    where = f"{called}[{place}]: {kind} {one_line(key)}"
                    yield f"{where}: the metric is within none of the catalog's namespaces"


def is_catalog_name(value: Any) -> bool:
    """Whether it can stand in keys and marks."""
    return isinstance(value, str) and is_name(value)


def resource_sentences(row: Body, catalog: str, env: str) -> Iterator[str]:
    """What is wrong with one resource; its mark is looked for only in a body that has its kind's form."""
    kind, key, body = row["kind"], row["key"], row["body"]
    if not isinstance(kind, str) or kind not in KINDS:
        yield f"kind {shown(kind)} is unknown; known are {', '.join(KINDS)}"
        return
    if not is_key(key, catalog):
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


def is_key(key: Any, catalog: str) -> bool:
    """Whether it is a key of the catalog."""
    first, *others = key.split("/") if isinstance(key, str) else ("",)
    return bool(first == catalog and others and all(map(_PART.fullmatch, others)))


def is_any_key(key: Any) -> bool:
    """Whether it is a key of some catalog."""
    catalog = key.partition("/")[0] if isinstance(key, str) else None
    return is_catalog_name(catalog) and is_key(key, str(catalog))


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
