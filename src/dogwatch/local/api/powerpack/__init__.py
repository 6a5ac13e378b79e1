"""Powerpacks: groups of widgets, stored. Dashboards name them."""
