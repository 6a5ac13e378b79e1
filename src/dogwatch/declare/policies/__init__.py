"""From a feature to what watches it: policies, and those that every catalog has."""
