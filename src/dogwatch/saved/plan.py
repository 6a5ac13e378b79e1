"""A plan as a file, and what another one changes otherwise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from dogwatch.errors import UsageError
from dogwatch.kinds import Gone, healed, references_in
from dogwatch.plan import digest, exactly
from dogwatch.saved.foreign import one_line, parsed

Saved = Mapping[str, Any]

# Key, kind, action and id; and the fields by path.
Subject = tuple[str, str, str, str]
Said = dict[str, list[str]]

_FURTHER = ("replaces", "adopts", "renames", "twin_of")
_ACTIONS = ("create", "update", "delete")

# What a plan holds: an object with these names, a list of such things, or a type.
_SHAPE: Any = {
    "target": str,
    "changes": [
        {
            "action": str,
            "kind": str,
            "key": str,
            "id": str | None,
            "fields": [{"path": str, "before": object, "after": object}],
        }
    ],
    "left_alone": [{"kind": str, "key": str, "ids": [str], "reason": str}],
    "waiting": [{"kind": str, "key": str, "reason": str}],
    "summary": {"create": int, "update": int, "delete": int, "unchanged": int},
    "refused": [str],
    "not_validated": [str],
}


def read_plan(data: bytes, source: str) -> Saved:
    """The plan that a file of `plan --json` holds; UsageError when it holds something else."""
    value = parsed(data, source)
    if not is_plan(value):
        raise UsageError(f"{source} holds no plan; write it with dogwatch plan --json")
    plan: Saved = value
    return plan


def is_plan(value: Any) -> bool:
    """Whether a value has all that `plan --json` has; it may have more, such as what `plan --out` adds."""
    return (
        _fits(value, _SHAPE)
        and all(change["action"] in _ACTIONS and _fits(change.get("loses", []), [str]) for change in value["changes"])
        and isinstance(value.get("organisation", ""), str)
        and isinstance(value.get("refers", {}), dict)
        and _fits([*value.get("refers", {}).values()], [str])
    )


def plan_differences(reviewed: Saved, now: Saved) -> list[str]:
    """A sentence for everything that the second plan changes otherwise than the first; none when they are equal.

    Both are as `plan --json` has them, or `plan --out`. Equal are plans for one target with the same changes: action,
    kind, key, id, and every field with what it was and what it becomes. What waits or stays says nothing.
    Plans of `--out` know more: of which organisation they are, and which ids stand for what. There, what refers to a
    declared object is the same whether that has an id by now, or another one.
    """
    if reviewed["target"] != now["target"]:
        return [f"the reviewed plan is for {reviewed['target']}, this one for {now['target']}"]
    organisations = [plan.get("organisation") for plan in (reviewed, now)]
    if all(organisations) and organisations[0] != organisations[1]:
        first, second = map(one_line, map(str, organisations))
        return [f"the reviewed plan is for the organisation {first}, this one for {second}"]
    return list(_differences(_by_subject(reviewed), _by_subject(now)))


def _fits(value: Any, shape: Any) -> bool:
    match shape:
        case dict():
            return isinstance(value, dict) and all(name in value and _fits(value[name], shape[name]) for name in shape)
        case [each]:
            return isinstance(value, list) and all(_fits(item, each) for item in value)
        case _:
            return isinstance(value, shape)


def _by_subject(plan: Saved) -> dict[Subject, Said]:
    """Its changes by what they do to what; each with everything said of a path, since two widgets may share a title.

    What it was by what that says, since Datadog answers lists of texts in any order; what it becomes as it stands.
    """
    subjects: dict[Subject, Said] = {}
    referred = _referred(plan)
    for change in plan["changes"]:
        subject = (change["key"], change["kind"], change["action"], change["id"] or "")
        said = subjects.setdefault(subject, defaultdict(list))
        for field in change["fields"]:
            after = _by_keys(change, field["path"], field["after"], referred)
            said[field["path"]].append(f"{digest(field['before'])} {exactly(after)}")
        for name in _FURTHER:
            said[name].append(exactly(change.get(name)))
    return subjects


def _referred(plan: Saved) -> Gone:
    """The references of what changes refer to, by kind and id, as far as the plan says them."""
    refers = plan.get("refers", {}).items()
    return {(reference.kind, id): reference for text, id in refers for reference in references_in(text)}


def _by_keys(change: Mapping[str, Any], path: str, after: Any, referred: Gone) -> Any:
    """What a field becomes, with the keys of declared objects in the place of their ids."""
    body = change.get("body") or {field["path"]: field["after"] for field in change["fields"]}
    name = path.rpartition(".")[2]
    return healed({"type": body.get("type"), name: after}, referred)[name]


def _differences(reviewed: Mapping[Subject, Said], now: Mapping[Subject, Said]) -> Iterator[str]:
    for subject in sorted({*reviewed, *now}):
        key, kind, action, id = subject
        what = f"{action} {kind} {key}" + (f" ({id})" if id else "")
        if subject not in now:
            yield f"reviewed, but not in this plan: {what}"
        elif subject not in reviewed:
            yield f"not reviewed: {what}"
        elif paths := _differing(reviewed[subject], now[subject]):
            yield f"changed since it was reviewed: {what}: {', '.join(paths)}"


def _differing(reviewed: Said, now: Said) -> list[str]:
    return [path for path in dict.fromkeys([*reviewed, *now]) if reviewed.get(path) != now.get(path)]
