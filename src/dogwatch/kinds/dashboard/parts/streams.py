"""Queries whose answer is a list of events."""

# Written by `make types` from the models of Datadog's own client; change what writes it, not this.

from typing import Annotated, Literal, TypeAlias

from msgspec import Meta

from dogwatch.kinds.dashboard.parts.part import ABSENT, Part
from dogwatch.kinds.dashboard.parts.sorts import WidgetFieldSort


class ListStreamColumn(Part):
    field: str
    width: Literal["auto", "compact", "full"]


class ListStreamComputeItems(Part):
    aggregation: Literal[
        "avg",
        "cardinality",
        "count",
        "earliest",
        "latest",
        "max",
        "median",
        "min",
        "most_frequent",
        "pc75",
        "pc90",
        "pc95",
        "pc98",
        "pc99",
        "sum",
    ]
    facet: str = ABSENT


class ListStreamGroupByItems(Part):
    facet: str


class ListStreamQueryFields(Part):
    query_string: str
    assignee_uuids: list[str] = ABSENT
    clustering_pattern_field_path: str = ABSENT
    compute: Annotated[list[ListStreamComputeItems], Meta(max_length=5, min_length=1)] = ABSENT
    event_size: Literal["l", "s"] = ABSENT
    group_by: Annotated[list[ListStreamGroupByItems], Meta(max_length=4)] = ABSENT
    indexes: list[str] = ABSENT
    persona: Literal["all", "backend", "browser", "mobile"] = ABSENT
    sort: WidgetFieldSort = ABSENT
    states: list[Literal["ACKNOWLEDGED", "IGNORED", "OPEN", "RESOLVED"]] = ABSENT
    storage: str = ABSENT
    suspected_causes: list[str] = ABSENT
    team_handles: list[str] = ABSENT
    version: Literal["sequential_query"] = ABSENT


class ListStreamQueryApmIssueStream(ListStreamQueryFields, tag_field="data_source", tag="apm_issue_stream"):
    pass


class ListStreamQueryAuditStream(ListStreamQueryFields, tag_field="data_source", tag="audit_stream"):
    pass


class ListStreamQueryCaseStream(ListStreamQueryFields, tag_field="data_source", tag="case_stream"):
    pass


class ListStreamQueryCiPipelineStream(ListStreamQueryFields, tag_field="data_source", tag="ci_pipeline_stream"):
    pass


class ListStreamQueryCiTestStream(ListStreamQueryFields, tag_field="data_source", tag="ci_test_stream"):
    pass


class ListStreamQueryEventStream(ListStreamQueryFields, tag_field="data_source", tag="event_stream"):
    pass


class ListStreamQueryIncidentsStream(ListStreamQueryFields, tag_field="data_source", tag="incidents_stream"):
    pass


class ListStreamQueryIssueStream(ListStreamQueryFields, tag_field="data_source", tag="issue_stream"):
    pass


class ListStreamQueryLlmObservabilityStream(
    ListStreamQueryFields, tag_field="data_source", tag="llm_observability_stream"
):
    pass


class ListStreamQueryLogsIssueStream(ListStreamQueryFields, tag_field="data_source", tag="logs_issue_stream"):
    pass


class ListStreamQueryLogsPatternStream(ListStreamQueryFields, tag_field="data_source", tag="logs_pattern_stream"):
    pass


class ListStreamQueryLogsStream(ListStreamQueryFields, tag_field="data_source", tag="logs_stream"):
    pass


class ListStreamQueryLogsTransactionStream(
    ListStreamQueryFields, tag_field="data_source", tag="logs_transaction_stream"
):
    pass


class ListStreamQueryRumIssueStream(ListStreamQueryFields, tag_field="data_source", tag="rum_issue_stream"):
    pass


class ListStreamQueryRumStream(ListStreamQueryFields, tag_field="data_source", tag="rum_stream"):
    pass


class ListStreamQuerySecurityRuntimeStream(
    ListStreamQueryFields, tag_field="data_source", tag="security_runtime_stream"
):
    pass


class ListStreamQuerySecuritySignalsStream(
    ListStreamQueryFields, tag_field="data_source", tag="security_signals_stream"
):
    pass


class ListStreamQueryTraceStream(ListStreamQueryFields, tag_field="data_source", tag="trace_stream"):
    pass


ListStreamQuery: TypeAlias = (
    ListStreamQueryApmIssueStream
    | ListStreamQueryAuditStream
    | ListStreamQueryCaseStream
    | ListStreamQueryCiPipelineStream
    | ListStreamQueryCiTestStream
    | ListStreamQueryEventStream
    | ListStreamQueryIncidentsStream
    | ListStreamQueryIssueStream
    | ListStreamQueryLlmObservabilityStream
    | ListStreamQueryLogsIssueStream
    | ListStreamQueryLogsPatternStream
    | ListStreamQueryLogsStream
    | ListStreamQueryLogsTransactionStream
    | ListStreamQueryRumIssueStream
    | ListStreamQueryRumStream
    | ListStreamQuerySecurityRuntimeStream
    | ListStreamQuerySecuritySignalsStream
    | ListStreamQueryTraceStream
)
