"""Dashboards written in Python."""
