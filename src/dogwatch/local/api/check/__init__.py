"""Service checks: what they said of late, by their names and tags."""
