"""Loads: what the processes of a feature would send, over time, drawn with a seed."""

from __future__ import annotations
