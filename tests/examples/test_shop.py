"""The sample shop, end to end: its services under ddtrace-run, the people in it, and what is reported of both."""

from __future__ import annotations
