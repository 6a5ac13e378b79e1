"""What the shop measures besides its features, by Datadog's own client: the `CustomMetric`s of the catalog."""

from __future__ import annotations

from datadog.dogstatsd import DogStatsd  # type: ignore[attr-defined]

# DD_DOGSTATSD_URL says where to, DD_ENV and DD_SERVICE become tags.
statsd = DogStatsd(disable_telemetry=True)
