"""What a synthetic test asserts of an answer."""

from __future__ import annotations

from typing import Any

import attrs

from dogwatch.values import Duration

# What is measured in milliseconds (v1 API description).
_TIMES = frozenset({"responseTime", "latency"})


@attrs.frozen
class Assertion:
    """One thing that has to hold: `Assertion("statusCode", "is", 200)`, `Assertion("responseTime", "lessThan", "2s")`,
    `Assertion("header", "contains", "json", property="content-type")`.

    Types and operators are Datadog's; times are written with their unit. What has other fields, such as the JSON path
    of a body, is written as Datadog has it, a mapping.
    """

    type: str
    operator: str
    target: Any = None
    property: str | None = attrs.field(default=None, kw_only=True)

    def body(self) -> dict[str, Any]:
        """The assertion as Datadog has it."""
        of = {} if self.property is None else {"property": self.property}
        target = {} if self.target is None else {"target": self._target()}
        return {"type": self.type, **of, "operator": self.operator, **target}

    def unreadable(self) -> str | None:
        """What cannot be read of its target, in a sentence."""
        try:
            self._target()
        except ValueError as error:
            return str(error)
        return None

    def _target(self) -> Any:
        return round(Duration.parse(self.target).seconds * 1000) if self.type in _TIMES else self.target
