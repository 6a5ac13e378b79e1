"""Tests that follow from the declaration: for every signal and objective what must alert, stay quiet and recover."""

from __future__ import annotations
