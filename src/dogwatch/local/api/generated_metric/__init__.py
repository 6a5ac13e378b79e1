"""Metrics that Datadog computes from events: those of spans and those of RUM. Nothing is computed here yet."""
