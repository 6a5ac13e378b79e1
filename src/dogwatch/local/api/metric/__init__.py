"""Metrics as the emulated Datadog knows them: names, types, tags, values, metadata and tag configurations."""
