"""One run against a target: load, read, plan. The commands differ in what they do with the plan."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dogwatch.cli.options import Selection, catalog_path, environment
from dogwatch.client import Http, Question, Send, Target, patient, read_list, read_tag_policies, refusals
from dogwatch.declare import Declared, check, load
from dogwatch.errors import UsageError
from dogwatch.kinds import MONITOR, Resource
from dogwatch.names import tag_key
from dogwatch.plan import Create, Delete, Plan, Update, broken_policies, diff, guard_deletes, is_missing_one, sort_out


@dataclass(frozen=True)
class Loaded:
    """A checked catalog and the part of it that was selected."""

    declared: Declared
    resources: Sequence[Resource]
    is_narrowed: bool
    env: str


@dataclass(frozen=True)
class Findings:
    """What speaks against a plan: changes that would be refused, and those nobody could ask about."""

    refused: Sequence[str]
    not_validated: Sequence[str]


def load_catalog(path: Path | None, env: str | None, selection: Selection | None = None) -> Loaded:
    """The catalog, checked, for an environment; raises CatalogError with every mistake in it."""
    declared = load(catalog_path(path))
    chosen = environment(env)
    resources = check(declared, chosen)
    if selection is None or not selection.narrows:
        return Loaded(declared, resources, False, chosen)
    return Loaded(declared, _selected(declared, resources, selection), True, chosen)


def connect(target: Target) -> Send:
    """A patient transport to the target."""
    return patient(Http(target), time.sleep)


def make_plan(send: Send, target: Target, loaded: Loaded, *, allow_deletes: bool = False) -> Plan:
    """Reads what is there and compares. Raises ApiError when a list could not be read to its end, and UnsafePlan when
    more would be deleted than the target allows."""
    catalog = loaded.declared.catalog.name
    bodies = read_list(send, MONITOR, catalog)
    found = sort_out(MONITOR, bodies, catalog, target.env)
    if is_missing_one(found, loaded.resources):
        # Perhaps its mark was removed by hand: look at everything before anything is created a second time.
        found = sort_out(MONITOR, read_list(send, MONITOR), catalog, target.env)
    plan = diff(MONITOR, loaded.resources, found, str(target), narrowed=loaded.is_narrowed)
    guard_deletes(plan, target.deletes, allowed=allow_deletes)
    return plan


def validate(send: Send, target: Target, plan: Plan) -> Findings:
    """Asks Datadog about every created or changed object, and holds their tags against the organisation's policies."""
    questions = [_question(change) for change in plan.changes if not isinstance(change, Delete)]
    if not questions:
        return Findings((), ())
    askable = [question for question in questions if question.can_be_asked]
    refused = [f"{question.kind} {question.key}: {said}" for question, said in refusals(send, askable, target.parallel)]
    policies = read_tag_policies(send)
    broken = [
        f"{question.kind} {question.key}: {sentence}"
        for question in questions
        for sentence in broken_policies(policies or (), question.body.get("tags") or ())
    ]
    unasked = [f"{question.kind} {question.key}" for question in questions if not question.can_be_asked]
    return Findings([*refused, *broken], unasked)


def _question(change: Create | Update) -> Question:
    return Question(change.kind, change.key, change.body, change.id if isinstance(change, Update) else None)


def _selected(declared: Declared, resources: Sequence[Resource], selection: Selection) -> list[Resource]:
    _refuse_unknown("feature", selection.features, [feature.name for feature in declared.features])
    _refuse_unknown("team", selection.teams, [team.name for team in declared.teams])
    return [
        resource
        for resource in resources
        if _is_tagged(resource, "feature", selection.features) and _is_tagged(resource, "team", selection.teams)
    ]


def _is_tagged(resource: Resource, key: str, values: Sequence[str]) -> bool:
    tags = resource.body.get("tags") or ()
    return not values or any(tag_key(tag) == key and tag.partition(":")[2] in values for tag in tags)


def _refuse_unknown(noun: str, wanted: Sequence[str], known: Sequence[str]) -> None:
    unknown = [name for name in wanted if name not in known]
    if unknown:
        raise UsageError(f"the catalog has no {noun} {unknown[0]!r}; it has {', '.join(known)}")
