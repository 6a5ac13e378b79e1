"""The things that Datadog stores, a folder per kind: fields, wire, compare."""

from dogwatch.kinds.dashboard import DASHBOARD, widget_said
from dogwatch.kinds.dashboard_list import DASHBOARD_LIST, with_ours
from dogwatch.kinds.dashboard_list import TYPES as TYPES_IN_LISTS
from dogwatch.kinds.dashboard_list import marked as marked_list
from dogwatch.kinds.downtime import DOWNTIME
from dogwatch.kinds.equality import same
from dogwatch.kinds.exchange import Request, Response
from dogwatch.kinds.generated_metric import LASTING_EVENTS, LOG_METRIC, RUM_METRIC, SPAN_METRIC
from dogwatch.kinds.healing import Gone, healed
from dogwatch.kinds.history import History, history_of
from dogwatch.kinds.kind import Contents, Kind, ListedKind, NamedKind
from dogwatch.kinds.metric_metadata import METRIC_METADATA, owner_line, owner_of
from dogwatch.kinds.metric_tags import METRIC_TAGS
from dogwatch.kinds.monitor import MONITOR
from dogwatch.kinds.notification_rule import NOTIFICATION_RULE, marked_rule
from dogwatch.kinds.permissions import PERMISSIONS, Permissions
from dogwatch.kinds.powerpack import POWERPACK
from dogwatch.kinds.protection import is_protected
from dogwatch.kinds.recurrence import is_time_zone, rrule_mistakes
from dogwatch.kinds.references import (
    Circle,
    Ids,
    Reference,
    in_order,
    links_in,
    references_in,
    replaced,
    resolved,
    without_links,
)
from dogwatch.kinds.released import released, released_by
from dogwatch.kinds.resource import Body, FieldChange, Problem, Resource
from dogwatch.kinds.slo import SLO
from dogwatch.kinds.slo_correction import CATEGORIES, MOST_CORRECTIONS, REFUSED_IN_CORRECTIONS, SLO_CORRECTION
from dogwatch.kinds.synthetic_test import ASSERTION_OPERATORS, ASSERTION_TYPES, SYNTHETIC_TEST, made_monitor
from dogwatch.kinds.synthetic_test import SUBTYPES as TEST_SUBTYPES
from dogwatch.kinds.system import SYSTEM
from dogwatch.kinds.texts import texts_in

# In the order in which they are created; deletes go the other way.
KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        METRIC_METADATA,
        METRIC_TAGS,
        SPAN_METRIC,
        RUM_METRIC,
        LOG_METRIC,
        SYNTHETIC_TEST,
        MONITOR,
        SLO,
        NOTIFICATION_RULE,
        DOWNTIME,
        SLO_CORRECTION,
        POWERPACK,
        DASHBOARD,
        DASHBOARD_LIST,
        SYSTEM,
    )
}
LISTED: list[ListedKind] = [kind for kind in KINDS.values() if isinstance(kind, ListedKind)]
NAMED: list[NamedKind] = [kind for kind in KINDS.values() if isinstance(kind, NamedKind)]

__all__ = [
    "ASSERTION_OPERATORS",
    "ASSERTION_TYPES",
    "CATEGORIES",
    "DASHBOARD",
    "DASHBOARD_LIST",
    "DOWNTIME",
    "KINDS",
    "LASTING_EVENTS",
    "LISTED",
    "LOG_METRIC",
    "METRIC_METADATA",
    "METRIC_TAGS",
    "MONITOR",
    "MOST_CORRECTIONS",
    "NAMED",
    "NOTIFICATION_RULE",
    "PERMISSIONS",
    "POWERPACK",
    "REFUSED_IN_CORRECTIONS",
    "RUM_METRIC",
    "SLO",
    "SLO_CORRECTION",
    "SPAN_METRIC",
    "SYNTHETIC_TEST",
    "SYSTEM",
    "TEST_SUBTYPES",
    "TYPES_IN_LISTS",
    "Body",
    "Circle",
    "Contents",
    "FieldChange",
    "Gone",
    "History",
    "Ids",
    "Kind",
    "ListedKind",
    "NamedKind",
    "Permissions",
    "Problem",
    "Reference",
    "Request",
    "Resource",
    "Response",
    "healed",
    "history_of",
    "in_order",
    "is_protected",
    "is_time_zone",
    "links_in",
    "made_monitor",
    "marked_list",
    "marked_rule",
    "owner_line",
    "owner_of",
    "references_in",
    "released",
    "released_by",
    "replaced",
    "resolved",
    "rrule_mistakes",
    "same",
    "texts_in",
    "widget_said",
    "with_ours",
    "without_links",
]
