"""Synthetic tests: API tests stored with a monitor each. None of them is run."""
