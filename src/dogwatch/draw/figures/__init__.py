"""Widgets as figures: data that says everything of a picture but its looks. A file per kind."""
