"""Monitors as the emulated Datadog stores, checks and answers them."""
