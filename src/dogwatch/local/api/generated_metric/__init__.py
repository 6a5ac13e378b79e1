"""Metrics that Datadog computes from events: those of spans, of RUM and of logs."""
