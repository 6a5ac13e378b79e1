"""Queries over what came in, answered over HTTP."""
