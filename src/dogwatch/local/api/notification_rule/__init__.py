"""Notification rules as the emulated Datadog stores and answers them."""
