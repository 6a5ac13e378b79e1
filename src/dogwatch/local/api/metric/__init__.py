"""Metrics as the emulated Datadog knows them: names, types, tags, metadata and tag configurations, no values yet."""
