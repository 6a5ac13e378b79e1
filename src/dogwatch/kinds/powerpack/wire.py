"""How powerpacks travel: Datadog's v2 endpoints. Pages of 1000 are recorded."""

from dogwatch.kinds.enveloped import Endpoints

POWERPACKS = Endpoints("/api/v2/powerpacks", page="page[offset]", size="page[limit]", most=1000)
