"""Carries out a plan over a transport that is passed in."""

from dogwatch.apply.run import Outcome, apply

__all__ = ["Outcome", "apply"]
