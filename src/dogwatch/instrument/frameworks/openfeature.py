"""Flags of OpenFeature: which variant of a flag the code saw.

    openfeature.api.add_hooks([FlagHook()])        # once, where the service starts

Tested with openfeature-sdk 0.8.0 and 0.10.0.
"""

from __future__ import annotations

from typing import Any

from openfeature.flag_evaluation import FlagEvaluationDetails
from openfeature.hook import Hook, HookContext, HookHints

from dogwatch.instrument.client import enabled, process_client
from dogwatch.instrument.context import tag
from dogwatch.instrument.spans import tag_entry

# Datadog finds traces by the flags that they saw under this name (docs: feature flags, APM trace enrichment).
FLAGS = "feature_flags"


class FlagHook(Hook):
    """Puts the variant of each flag that is evaluated on the trace and on the call of the feature that is running.

    The span is the one with which this service began its part of the trace, as with Datadog's own provider. Metrics get
    the tag `feature_flags.KEY` where it is one of `configure(allow_tags=...)` or of the catalog, since each variant
    multiplies what they cost. A flag that could not be evaluated has the variant that the code went on with.
    """

    def finally_after(self, hook_context: HookContext, details: FlagEvaluationDetails[Any], hints: HookHints) -> None:
        variant = _variant(details)
        if variant is None or not enabled():
            return
        key = f"{FLAGS}.{details.flag_key}"
        tag_entry(key, variant)
        if key in process_client().settings.allow_tags:
            tag(**{key: variant})


def _variant(details: FlagEvaluationDetails[Any]) -> str | None:
    """The name of what the flag is, or yes and no by theirs; other values may be as many as there are people."""
    if details.variant is not None:
        return details.variant
    return str(details.value).lower() if isinstance(details.value, bool) else None
