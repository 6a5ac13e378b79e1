"""A plan in a file, with what it assumed of Datadog: written by `plan --out`, carried out by `apply FILE`.

It is `plan --json` with more in it, so whoever reads that reads this. Whoever wrote the file may have been anybody:
everything that a plan holds to by itself is checked here, and everything that Datadog can say by `proven`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dogwatch.kinds import DASHBOARD, KINDS, Body, Circle, FieldChange, Reference, Resource, in_order, references_in
from dogwatch.plan import Change, Create, Delete, LeftAlone, Plan, Update, Waiting, digest, digest_of
from dogwatch.saved.belonging import (
    catalog_sentences,
    is_any_key,
    is_catalog_name,
    is_key,
    kept_sentences,
    resource_sentences,
)
from dogwatch.saved.build import Build, build_data
from dogwatch.saved.foreign import one_line, parsed, refusal, shown
from dogwatch.saved.plan import is_plan

# Grows when another dogwatch would misread it.
PLAN_FORMAT = 1

_HEAD = ("format", "dogwatch", "env", "organisation", "catalog", "refers", "managed")
_CATALOG = ("name", "namespaces", "takes_over", "hash")
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Assumed:
    """What a change rests on: `found` is the hash of the object that it touches, as it was found, and `declared` that
    of the declared body it was made of, before any id was put in.
    """

    found: str | None
    declared: str | None


@dataclass(frozen=True)
class PlanFile:
    """A plan and what it assumed, change by change. `organisation` is the id of the one that it was made for: several
    are found at one address. `hash` is that of all that the catalog declared; `refused` are
    sentences that spoke against the plan when it was made.

    Bodies that were found stay behind: `before` is empty until Datadog was read again.
    """

    plan: Plan
    assumed: Sequence[Assumed]
    catalog: str
    env: str
    namespaces: tuple[str, ...]
    takes_over: tuple[str, ...]
    hash: str
    refused: tuple[str, ...]
    organisation: str


def plan_file_data(
    data: Mapping[str, Any], plan: Plan, build: Build, dogwatch: str, organisation: str
) -> dict[str, Any]:
    """What the file holds: `data`, which is the plan as `plan --json` has it, and what it assumed.

    `build` is what the catalog declares, `dogwatch` the version that writes, `organisation` the id of the one that the
    keys were of.
    """
    declared = {resource.reference: digest(resource.body) for resource in build.resources}
    rows = [
        {**row, **_further(change, declared.get(Reference(change.kind, change.key)))}
        for row, change in zip(data["changes"], plan.changes, strict=True)
    ]
    head = {
        "format": PLAN_FORMAT,
        "dogwatch": dogwatch,
        "env": build.env,
        "organisation": organisation,
        "catalog": {
            "name": build.catalog,
            "namespaces": list(build.namespaces),
            "takes_over": list(build.takes_over),
            "hash": digest(build_data(build)),
        },
        "managed": plan.managed,
        "refers": {str(reference): id for reference, id in plan.refers},
    }
    return {**head, **data, "changes": rows}


def _further(change: Change, declared: str | None) -> dict[str, Any]:
    """What a change is beside what is shown of it. A new object is shown whole, so its body is in its fields."""
    kind = KINDS[change.kind]
    match change:
        case Create():
            found = None if change.before is None else digest_of(kind, change.before)
            return {"needs": _written(change.needs), "found": found, "declared": declared}
        case Update():
            found = digest_of(kind, change.before)
            own = {"needs": _written(change.needs), "found": found, "declared": declared, "body": change.body}
            return {**own, **_was(change)}
        case Delete():
            return {"found": digest_of(kind, change.before), "declared": declared, **_was(change)}


def _was(change: Update | Delete) -> dict[str, Any]:
    """What a dashboard was, to be drawn beside what it becomes; whoever applies the plan reads Datadog instead."""
    return {"was": change.before} if change.kind == DASHBOARD.name else {}


def _written(needs: Sequence[Reference]) -> list[str]:
    return [str(need) for need in needs]


def read_plan_file(data: bytes, source: str) -> PlanFile:
    """The plan that a file holds; UsageError with a sentence for everything that is not as dogwatch writes it."""
    value = parsed(data, source)
    if sentences := list(_head(value)):
        raise refusal(source, sentences)
    catalog, rows = value["catalog"], value["changes"]
    kept = kept_sentences(rows, catalog["namespaces"], "changes")
    if sentences := [*_rows(rows, catalog["name"], value["env"]), *_others(value), *kept]:
        raise refusal(source, sentences)
    changes = tuple(_change(row) for row in rows)
    if sentences := [*_doubles(changes), *_circles(changes)]:
        raise refusal(source, sentences)
    plan = Plan(
        value["target"],
        changes,
        value["summary"]["unchanged"],
        value["managed"],
        tuple(_left_alone(one) for one in value["left_alone"]),
        tuple(Waiting(one["kind"], one["key"], one["reason"]) for one in value["waiting"]),
        tuple((_reference(text), id) for text, id in value["refers"].items()),
    )
    return PlanFile(
        plan,
        [Assumed(row["found"], row.get("declared")) for row in rows],
        catalog["name"],
        value["env"],
        tuple(catalog["namespaces"]),
        tuple(catalog["takes_over"]),
        catalog["hash"],
        tuple(value["refused"]),
        value["organisation"],
    )


def differing(file: PlanFile, build: Build) -> list[str]:
    """A sentence for everything that the plan touches and that a catalog declares otherwise than the plan's did.

    That says nothing against the plan: others merge meanwhile, and their plans come later.
    """
    declared = {resource.reference: digest(resource.body) for resource in build.resources}
    sentences = []
    for change, assumed in zip(file.plan.changes, file.assumed, strict=True):
        reference = Reference(change.kind, change.key)
        if isinstance(change, Delete):
            is_otherwise = reference in declared and assumed.declared is None
        else:
            is_otherwise = declared.get(reference) != assumed.declared
        if is_otherwise:
            now = "declares it otherwise" if reference in declared else "does not declare it"
            sentences.append(f"{change.kind} {change.key}: the catalog {now} now")
    return sentences


def _head(value: Any) -> Iterator[str]:
    """What is wrong with the form of the whole. A file of another format may have any, so that is said alone."""
    if not isinstance(value, dict) or "format" not in value or "dogwatch" not in value:
        yield "it holds no plan that can be applied; write it with dogwatch plan --out"
        return
    if type(value["format"]) is not int or value["format"] != PLAN_FORMAT:
        yield (
            f"it has the format {shown(value['format'])} of dogwatch {shown(value['dogwatch'])}, and this one reads "
            f"{PLAN_FORMAT}; plan and apply with the same dogwatch"
        )
        return
    if missing := [name for name in _HEAD if name not in value]:
        yield f"it lacks {', '.join(missing)}"
        return
    if not is_plan(value):
        yield "what it shows of the plan is not as plan --json has it"
    if not is_catalog_name(value["env"]):
        yield f"env is {shown(value['env'])}, which is no environment"
    if not isinstance(value["organisation"], str) or not value["organisation"]:
        yield f"organisation is {shown(value['organisation'])}; it is the id of one"
    catalog = value["catalog"]
    if not isinstance(catalog, dict) or set(catalog) != set(_CATALOG):
        yield f"catalog is {shown(catalog)}; it has {', '.join(_CATALOG)}"
    else:
        yield from catalog_sentences(catalog["name"], catalog["namespaces"], catalog["takes_over"])
        yield from _hash("catalog.hash", catalog["hash"])
    if type(value["managed"]) is not int:
        yield f"managed is {shown(value['managed'])}; it is a number"
    if not isinstance(value["refers"], dict) or not all(isinstance(id, str) for id in value["refers"].values()):
        yield f"refers is {shown(value['refers'])}; it holds ids"


def _hash(what: str, value: Any) -> Iterator[str]:
    if not isinstance(value, str) or not _DIGEST.fullmatch(value):
        yield f"{what} is {shown(value)}, which is no hash"


def _rows(rows: Sequence[Any], catalog: str, env: str) -> Iterator[str]:
    for place, row in enumerate(rows):
        where = f"changes[{place}]"
        yield from (f"{where}: {sentence}" for sentence in _row(row, catalog, env))


def _row(row: Body, catalog: str, env: str) -> Iterator[str]:
    """What is wrong with one change; its body is looked at only where the rest has its form."""
    kind, key, action = row["kind"], row["key"], row["action"]
    if kind not in KINDS:
        yield f"kind {shown(kind)} is unknown; known are {', '.join(KINDS)}"
        return
    if not is_key(key, catalog):
        yield f"key {shown(key)} is none of the catalog {catalog}; its keys are {catalog}/…"
        return
    subject = f"{action} {kind} {key}"
    sentences = [*_of_action(row), *_needs(row)]
    yield from (f"{subject}: {sentence}" for sentence in sentences)
    if sentences:
        return
    if action != "delete":
        body = _body(row) if action == "create" else row["body"]
        yield from resource_sentences({"kind": kind, "key": key, "body": body}, catalog, env)


def _of_action(row: Body) -> Iterator[str]:
    is_new = row["action"] == "create"
    if is_new != (row["id"] is None):
        yield f"its id is {shown(row['id'])}"
    if "found" not in row or (row["found"] is None and not is_new):
        yield "it says nothing of the object that it touches"
    elif row["found"] is not None:
        yield from _hash("found", row["found"])
    if row.get("declared") is not None:
        yield from _hash("declared", row["declared"])
    if row["action"] == "delete":
        if not isinstance(row.get("twin_of"), str | None):
            yield f"twin_of is {shown(row['twin_of'])}; it is an id"
        return
    if is_new and not isinstance(row.get("replaces"), str | None):
        yield f"replaces is {shown(row['replaces'])}; it is an id"
    if is_new and (row["found"] is None) is not (row.get("replaces") is None):
        yield "what it replaces and the hash of that belong together"
    if not is_new and not isinstance(row.get("adopts"), bool):
        yield f"adopts is {shown(row.get('adopts'))}; it is true or false"
    if not is_new and row.get("renames") is not None and not is_any_key(row.get("renames")):
        yield f"renames is {shown(row['renames'])}, which is no key"
    if not is_new and not isinstance(row.get("body"), dict):
        yield f"the body is {shown(row.get('body'))}; it is an object"


def _needs(row: Body) -> Iterator[str]:
    if row["action"] == "delete":
        return
    needs = row.get("needs")
    if not isinstance(needs, list):
        yield f"needs is {shown(needs)}; it is a list"
    else:
        yield from (f"needs {shown(need)}, which refers to nothing" for need in needs if not _is_reference(need))


def _is_reference(text: Any) -> bool:
    return isinstance(text, str) and [str(one) for one in references_in(text)] == [text] and _kind_of(text) in KINDS


def _kind_of(text: str) -> str:
    return _reference(text).kind


def _reference(text: str) -> Reference:
    [reference] = references_in(text)
    return reference


def _others(value: Body) -> Iterator[str]:
    for text in value["refers"]:
        if not _is_reference(text):
            yield f"refers to {shown(text)}, which refers to nothing"
    for place, one in enumerate(value["left_alone"]):
        if not _are_texts(one.get("links")):
            yield f"left_alone[{place}]: links is {shown(one.get('links'))}; it is a list of addresses"
    for name in ("left_alone", "waiting"):
        for place, one in enumerate(value[name]):
            if one["kind"] not in KINDS:
                yield f"{name}[{place}]: kind {shown(one['kind'])} is unknown"


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _body(row: Body) -> Body:
    return {field["path"]: field["after"] for field in row["fields"]}


def _left_alone(row: Body) -> LeftAlone:
    return LeftAlone(row["kind"], row["key"], tuple(row["ids"]), row["reason"], tuple(row["links"]))


def _change(row: Body) -> Change:
    kind, key = row["kind"], row["key"]
    if row["action"] == "delete":
        return Delete(kind, key, row["id"], {}, row.get("twin_of"))
    needs = tuple(_reference(text) for text in row["needs"])
    if row["action"] == "create":
        return Create(kind, key, _body(row), row["replaces"], needs)
    fields = tuple(FieldChange(field["path"], field["before"], field["after"]) for field in row["fields"])
    return Update(kind, key, row["id"], fields, row["body"], {}, row["adopts"], needs, row["renames"])


def _doubles(changes: Sequence[Change]) -> Iterator[str]:
    """An object is written once, and deleted once."""
    seen: set[tuple[str, ...]] = set()
    for change in changes:
        names = [(change.kind, "id", change.id)] if not isinstance(change, Create) else []
        names += [] if isinstance(change, Delete) else [(change.kind, "key", change.key)]
        if not seen.isdisjoint(names):
            yield f"{change.kind} {one_line(change.key)} is changed twice"
        seen.update(names)


def _circles(changes: Sequence[Change]) -> Iterator[str]:
    writes = {Reference(one.kind, one.key): one.needs for one in changes if not isinstance(one, Delete)}
    resources = [Resource(kind, key, {}) for kind, key in writes]
    try:
        in_order(resources, lambda resource: writes[resource.reference])
    except Circle as circle:
        yield f"changes need each other in a circle: {one_line(str(circle))}"
