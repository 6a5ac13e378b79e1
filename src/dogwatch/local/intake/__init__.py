"""What comes in: DogStatsD, traces and points over HTTP, as series of a store."""

from .concentrator import ENV
from .datagram import Check, Event
from .intake import Intake
from .naming import stored_name, stored_tags, with_host
from .points import Kind, Points, Series
from .recorder import Reported
from .span_metrics import SpanMetric, span_metric
from .span_search import NotSearched
from .stats import decoded_stats
from .traces import VERSIONS, Undecodable, decoded

__all__ = [
    "ENV",
    "VERSIONS",
    "Check",
    "Event",
    "Intake",
    "Kind",
    "NotSearched",
    "Points",
    "Reported",
    "Series",
    "SpanMetric",
    "Undecodable",
    "decoded",
    "decoded_stats",
    "span_metric",
    "stored_name",
    "stored_tags",
    "with_host",
]
