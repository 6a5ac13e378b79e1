"""Alert tests written as YAML, for those who write no Python."""

from __future__ import annotations
