"""Queries in words: what is asked, of what, for whom each, and when it alerts."""

from .trees import explain

__all__ = ["explain"]
