"""The pages that people see in a browser: the list of dashboards, and each of them drawn with what was measured."""
