"""Series whose values are written out, read from a file, or fetched from Datadog."""

from __future__ import annotations
