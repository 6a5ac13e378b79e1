"""Tests of alerts: loads on a clock that the test controls, and what becomes of them."""

from __future__ import annotations
