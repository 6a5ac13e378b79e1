"""Datadog's query languages: trees, their printed form, parsers, and a typed builder.

What is only needed to read texts is handed on lazily, since most catalogs build their queries.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from .ask import (
    function_names,
    grouping,
    metric_queries,
    metrics,
    nodes,
    operations,
    scope_tags,
    tag_keys,
    tag_values,
    variables,
)
from .builder import Series, Source, metric
from .expr import Expr, function
from .formula import Formula, as_formula
from .functions import (
    abs_,
    anomalies,
    clamp_max,
    clamp_min,
    cutoff_max,
    cutoff_min,
    day_before,
    diff,
    exclude_null,
    hour_before,
    monotonic_diff,
    month_before,
    moving_rollup,
    per_hour,
    per_minute,
    per_second,
    timeshift,
    week_before,
)
from .metric import (
    AS_COUNT,
    AS_RATE,
    Argument,
    Arithmetic,
    Expression,
    Function,
    Keyword,
    MetricQuery,
    Modifier,
    Name,
    Negative,
    Number,
    Several,
    Text,
)
from .monitor import Change, Comparator, MetricAlert, Over
from .node import Node, canonical
from .number import plain, written
from .scope import EVERYTHING, And, Commas, Excluded, In, Interpolated, Not, Or, Scope, Tag, Term, Variable, narrow
from .slo_alert import (
    Burning,
    BurnRate,
    ErrorBudget,
    SloAlert,
    TimeFrame,
    burn_rate,
    error_budget,
    unsound,
)
from .substitute import map_queries, substitute
from .terms import Condition, all_of, any_of, not_, one_of, tag, term
from .window import Ago, Current, Last, Next, Shift, Window, read_shift, read_window
from .windowed import Windowed

if TYPE_CHECKING:
    from .check_alert import CheckAlert as CheckAlert
    from .composite import Composed as Composed
    from .composite import Composite as Composite
    from .composite import Conjunction as Conjunction
    from .composite import Disjunction as Disjunction
    from .composite import Inverted as Inverted
    from .composite import MonitorId as MonitorId
    from .composite import Opaque as Opaque
    from .downtime_scope import scope_mistake as scope_mistake
    from .event_alert import EventAlert as EventAlert
    from .explanation import explain as explain
    from .formula_alert import FormulaAlert as FormulaAlert
    from .guess import ANY_LANGUAGE as ANY_LANGUAGE
    from .guess import guess_language as guess_language
    from .guess import parse_as as parse_as
    from .held import Holds as Holds
    from .held import NotANumber as NotANumber
    from .held import comparing as comparing
    from .held import holding as holding
    from .languages import LANGUAGES as LANGUAGES
    from .languages import Proof as Proof
    from .languages import proved as proved
    from .monitor_types import TYPES as TYPES
    from .parser import MonitorQuery as MonitorQuery
    from .parser import parse_formula as parse_formula
    from .parser import parse_metric as parse_metric
    from .parser import parse_monitor as parse_monitor
    from .parser import parse_search as parse_search
    from .parser import parse_slo as parse_slo
    from .search import Bound as Bound
    from .search import Either as Either
    from .search import Every as Every
    from .search import Facet as Facet
    from .search import FreeText as FreeText
    from .search import Phrase as Phrase
    from .search import Range as Range
    from .search import Search as Search
    from .search import SearchCondition as SearchCondition
    from .search import SearchFunction as SearchFunction
    from .search import Without as Without
    from .step import Step as Step
    from .wildcard import wildcards as wildcards

_HOMES = {
    "ANY_LANGUAGE": ".guess",
    "Holds": ".held",
    "NotANumber": ".held",
    "comparing": ".held",
    "holding": ".held",
    "guess_language": ".guess",
    "parse_as": ".guess",
    "Bound": ".search",
    "CheckAlert": ".check_alert",
    "Composed": ".composite",
    "Composite": ".composite",
    "Conjunction": ".composite",
    "Disjunction": ".composite",
    "Either": ".search",
    "EventAlert": ".event_alert",
    "Every": ".search",
    "Facet": ".search",
    "FormulaAlert": ".formula_alert",
    "FreeText": ".search",
    "Inverted": ".composite",
    "LANGUAGES": ".languages",
    "MonitorId": ".composite",
    "MonitorQuery": ".parser",
    "Opaque": ".composite",
    "Phrase": ".search",
    "Proof": ".languages",
    "Range": ".search",
    "Search": ".search",
    "SearchCondition": ".search",
    "SearchFunction": ".search",
    "Step": ".step",
    "TYPES": ".monitor_types",
    "Without": ".search",
    "explain": ".explanation",
    "parse_formula": ".parser",
    "parse_metric": ".parser",
    "parse_monitor": ".parser",
    "parse_search": ".parser",
    "parse_slo": ".parser",
    "proved": ".languages",
    "scope_mistake": ".downtime_scope",
    "wildcards": ".wildcard",
}

__all__ = [
    "ANY_LANGUAGE",
    "AS_COUNT",
    "AS_RATE",
    "EVERYTHING",
    "LANGUAGES",
    "TYPES",
    "Ago",
    "And",
    "Argument",
    "Arithmetic",
    "Bound",
    "BurnRate",
    "Burning",
    "Change",
    "CheckAlert",
    "Commas",
    "Comparator",
    "Composed",
    "Composite",
    "Condition",
    "Conjunction",
    "Current",
    "Disjunction",
    "Either",
    "ErrorBudget",
    "EventAlert",
    "Every",
    "Excluded",
    "Expr",
    "Expression",
    "Facet",
    "Formula",
    "FormulaAlert",
    "FreeText",
    "Function",
    "In",
    "Interpolated",
    "Inverted",
    "Keyword",
    "Last",
    "MetricAlert",
    "MetricQuery",
    "Modifier",
    "MonitorId",
    "MonitorQuery",
    "Name",
    "Negative",
    "Next",
    "Node",
    "Not",
    "Number",
    "Opaque",
    "Or",
    "Over",
    "Phrase",
    "Proof",
    "Range",
    "Scope",
    "Search",
    "SearchCondition",
    "SearchFunction",
    "Series",
    "Several",
    "Shift",
    "SloAlert",
    "Source",
    "Step",
    "Tag",
    "Term",
    "Text",
    "TimeFrame",
    "Variable",
    "Window",
    "Windowed",
    "Without",
    "abs_",
    "all_of",
    "anomalies",
    "any_of",
    "as_formula",
    "burn_rate",
    "canonical",
    "clamp_max",
    "clamp_min",
    "cutoff_max",
    "cutoff_min",
    "day_before",
    "diff",
    "error_budget",
    "exclude_null",
    "explain",
    "function",
    "function_names",
    "grouping",
    "guess_language",
    "hour_before",
    "map_queries",
    "metric",
    "metric_queries",
    "metrics",
    "monotonic_diff",
    "month_before",
    "moving_rollup",
    "narrow",
    "nodes",
    "not_",
    "one_of",
    "operations",
    "parse_as",
    "parse_formula",
    "parse_metric",
    "parse_monitor",
    "parse_search",
    "parse_slo",
    "per_hour",
    "per_minute",
    "per_second",
    "plain",
    "proved",
    "read_shift",
    "read_window",
    "scope_mistake",
    "scope_tags",
    "substitute",
    "tag",
    "tag_keys",
    "tag_values",
    "term",
    "timeshift",
    "unsound",
    "variables",
    "week_before",
    "wildcards",
    "written",
]


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'dogwatch.query' has no attribute {name!r}")
    return getattr(importlib.import_module(home, __name__), name)


def __dir__() -> list[str]:
    return __all__
