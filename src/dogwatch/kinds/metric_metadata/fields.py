"""The fields of a metric's metadata. `metric` names the metric and is not sent.

`type` is never written: it is what services send, and a counter is stored as a rate; writing another type makes Datadog
misread the past. Sources: Datadog's v1 API description (MetricMetadata), recorded exchanges.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dogwatch.kinds.fields import Field, owned_by_datadog, required, text, wrong_types
from dogwatch.kinds.resource import Problem

REQUIRED = {"metric": text}

FIELDS: Mapping[str, Field] = {
    "description": Field(text, same_as_default=("",)),
    "per_unit": Field(text, same_as_default=("",)),
    "short_name": Field(text, same_as_default=("",)),
    "unit": Field(text, same_as_default=("",)),
}

SERVER_OWNED = frozenset({"integration", "statsd_interval", "type"})


def problems(body: Mapping[str, Any]) -> list[Problem]:
    """Everything in declared metadata that has the wrong type or may not be declared."""
    found = [required(body, name, check) for name, check in REQUIRED.items()]
    found += wrong_types("", body, FIELDS) + owned_by_datadog("", body, SERVER_OWNED)
    return [problem for problem in found if problem]
