"""Monitors judged while the embedded Datadog runs: what changed taken up, states answered, and what is told kept."""
