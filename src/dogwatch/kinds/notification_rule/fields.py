"""The fields of a notification rule. Sources: Datadog's v2 API description, recorded exchanges.

`bundle_config` and whatever else people set is compared when declared and left alone when only found: an update names
what is declared.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dogwatch.kinds.enveloped import attributes_of
from dogwatch.kinds.fields import mapping, owned_by_datadog, required, text, texts, unknown
from dogwatch.kinds.resource import Problem
from dogwatch.kinds.searches import search_problems
from dogwatch.names import MARK_KEY, tag_key

TYPE = "monitor-notification-rule"
SERVER_OWNED = frozenset({"created_at", "modified_at"})

# Which monitors a rule is about, and whom it tells: one of each pair.
FILTERS = ("tags", "scope")
TOLD = ("recipients", "conditional_recipients")

# v2 API description (MonitorNotificationRuleAttributes)
_LONGEST_NAME = 1000
_LONGEST_SCOPE = 3000
_LONGEST = 255
_MOST = 20
_MOST_CONDITIONS = 10


def problems(body: Mapping[str, Any]) -> list[Problem]:
    """Everything in a declared rule that Datadog would refuse or that would tell nobody."""
    attributes = attributes_of(body)
    found = [*owned_by_datadog("", attributes, SERVER_OWNED), *_name(attributes), *_filter(attributes)]
    found += unknown("", attributes, ("name", "filter", "bundle_config"), TOLD, SERVER_OWNED)
    if body.get("type") != TYPE:
        found.append(Problem("type", f"{body.get('type')!r}", f"write {TYPE!r}"))
    found += _told(attributes)
    return [problem for problem in found if problem]


def _name(attributes: Mapping[str, Any]) -> Iterator[Problem | None]:
    wrong = required(attributes, "name", text)
    yield wrong
    if not wrong:
        yield from _length("name", attributes["name"], _LONGEST_NAME)


def _length(path: str, written: str, longest: int) -> Iterator[Problem]:
    if not 1 <= len(written) <= longest:
        yield Problem(path, f"it has {len(written)} letters", f"write 1 to {longest}")


def _scope(path: str, holder: Mapping[str, Any]) -> Iterator[Problem | None]:
    wrong = required(holder, "scope", text)
    if wrong:
        yield Problem(path, wrong.seen, wrong.remedy)
        return
    yield from _length(path, holder["scope"], _LONGEST_SCOPE)
    yield from search_problems(path, holder["scope"])


def _filter(attributes: Mapping[str, Any]) -> Iterator[Problem | None]:
    wrong = required(attributes, "filter", mapping)
    if wrong:
        yield wrong
        return
    said = attributes["filter"]
    if len(said) != 1 or not set(said) <= set(FILTERS):
        yield Problem("filter", f"it has {', '.join(said) or 'nothing'}", "write either tags or a scope")
    elif "scope" in said:
        yield from _scope("filter.scope", said)
    else:
        yield from _tags(said)


def _tags(said: Mapping[str, Any]) -> Iterator[Problem | None]:
    wrong = required(said, "tags", texts)
    yield wrong
    if not wrong and (not 1 <= len(said["tags"]) <= _MOST or len(set(said["tags"])) < len(said["tags"])):
        yield Problem("filter.tags", f"{len(said['tags'])} tags", f"write 1 to {_MOST}, each once")
    for tag in () if wrong else said["tags"]:
        yield from _length("filter.tags", tag, _LONGEST)
        if tag_key(tag) == MARK_KEY:
            yield Problem("filter.tags", f"{tag!r} is the mark of one object", "write a tag that says what it is of")


def _told(attributes: Mapping[str, Any]) -> Iterator[Problem | None]:
    given = [name for name in TOLD if name in attributes]
    if len(given) != 1:
        yield Problem("recipients", "it has both" if given else "is missing", f"write one of {' and '.join(TOLD)}")
    elif given == ["recipients"]:
        yield from _recipients("recipients", attributes["recipients"])
    else:
        yield from _conditional(attributes["conditional_recipients"])


def _conditional(said: Any) -> Iterator[Problem | None]:
    if not isinstance(said, Mapping) or not isinstance(said.get("conditions"), list):
        yield Problem("conditional_recipients", f"{said!r}", "write an object with conditions")
        return
    if not 1 <= len(said["conditions"]) <= _MOST_CONDITIONS:
        seen = f"{len(said['conditions'])} conditions"
        yield Problem("conditional_recipients", seen, f"write 1 to {_MOST_CONDITIONS}")
    for each in said["conditions"]:
        if not isinstance(each, Mapping):
            yield Problem("conditions", f"{each!r}", "write an object with scope and recipients")
            continue
        yield from _scope("conditions.scope", each)
        yield from _recipients("conditions.recipients", each.get("recipients"))
    if said.get("fallback_recipients") is not None:
        yield from _recipients("fallback_recipients", said["fallback_recipients"])


def _recipients(path: str, said: Any) -> Iterator[Problem]:
    """Datadog wants them without the @ that they have in a message (recorded refusal)."""
    if texts(said):
        yield Problem(path, f"{said!r}", "write a list of texts")
    elif not 1 <= len(said) <= _MOST or len(set(said)) < len(said):
        yield Problem(path, f"{len(said)} recipients", f"write 1 to {_MOST}, each once")
    else:
        for each in said:
            if each.startswith("@"):
                yield Problem(path, f"{each!r} begins with an @", f"write {each[1:]!r}")
            yield from _length(path, each, _LONGEST)
