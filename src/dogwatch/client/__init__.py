"""The transport and the reading of Datadog."""

from dogwatch.client.allowance import Allowance, read_owner, read_scopes
from dogwatch.client.audience import BY_NAME, has_named, read_channels, read_services, read_teams, read_users
from dogwatch.client.audit import Audited, read_audited
from dogwatch.client.cache import Cache
from dogwatch.client.details import Details
from dogwatch.client.numbered import attributes_in, read_data, read_numbered
from dogwatch.client.organisation import OnlyTo, read_organisation
from dogwatch.client.readers import Readers
from dogwatch.client.reading import (
    errors_of,
    expect,
    read_configured_metrics,
    read_list,
    read_named,
    read_one,
    read_pages,
    read_tag_policies,
    read_whole,
    reading,
    said,
)
from dogwatch.client.retry import patient
from dogwatch.client.target import LOCAL_PORT, Target, from_environment, local
from dogwatch.client.transport import Halted, Http, Send, Unreachable
from dogwatch.client.validation import Question, refusals

__all__ = [
    "BY_NAME",
    "LOCAL_PORT",
    "Allowance",
    "Audited",
    "Cache",
    "Details",
    "Halted",
    "Http",
    "OnlyTo",
    "Question",
    "Readers",
    "Send",
    "Target",
    "Unreachable",
    "attributes_in",
    "errors_of",
    "expect",
    "from_environment",
    "has_named",
    "local",
    "patient",
    "read_audited",
    "read_channels",
    "read_configured_metrics",
    "read_data",
    "read_list",
    "read_named",
    "read_numbered",
    "read_one",
    "read_organisation",
    "read_owner",
    "read_pages",
    "read_scopes",
    "read_services",
    "read_tag_policies",
    "read_teams",
    "read_users",
    "read_whole",
    "reading",
    "refusals",
    "said",
]
