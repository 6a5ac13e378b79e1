"""Powerpacks: groups of widgets, stored. Dashboards name them, and nothing draws them."""
