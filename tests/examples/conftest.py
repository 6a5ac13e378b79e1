"""The fixture that services get, for the tests of the sample shop."""

from __future__ import annotations

from dogwatch.instrument.testing import recorded_metrics

__all__ = ["recorded_metrics"]
