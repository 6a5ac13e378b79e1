"""How notification rules travel: Datadog's v2 endpoints."""

from dogwatch.kinds.enveloped import Endpoints

RULES = Endpoints("/api/v2/monitor/notification_rule", page="page", size="per_page", most=100, counts_pages=True)
