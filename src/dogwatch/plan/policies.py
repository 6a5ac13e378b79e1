"""The organisation's own rules for the tags of monitors, held against what is declared.

Datadog refuses a monitor that breaks one (`/api/v2/monitor/policy`); the plan says so before anything is sent.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dogwatch.kinds import Body
from dogwatch.names import tag_key

_ANY = "*"


def broken_policies(policies: Iterable[Body], tags: Sequence[str]) -> list[str]:
    """A sentence for every tag policy that a monitor with these tags breaks."""
    rules = (policy.get("policy") or {} for policy in policies if policy.get("policy_type", "tag") == "tag")
    return [sentence for rule in rules if (sentence := _broken(rule, tags))]


def _broken(rule: Body, tags: Sequence[str]) -> str | None:
    key = str(rule.get("tag_key", ""))
    values = [tag.partition(":")[2] for tag in tags if tag_key(tag) == key]
    allowed = rule.get("valid_tag_values") or []
    if not values:
        required = rule.get("tag_key_required")
        return f"the organisation's policy wants a tag {key}:{_choice(allowed)}" if required else None
    wrong = [value for value in values if value not in allowed]
    if wrong and allowed and _ANY not in allowed:
        return f"the organisation's policy allows no {key}:{wrong[0]}; write one of {_listed(allowed)}"
    return None


def _choice(values: Sequence[str]) -> str:
    return f", one of {_listed(values)}" if values and _ANY not in values else ""


def _listed(values: Sequence[str]) -> str:
    return ", ".join(values[:8]) + (", …" if len(values) > 8 else "")
