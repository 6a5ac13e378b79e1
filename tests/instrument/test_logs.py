"""Features on log records."""

from __future__ import annotations

import logging
from io import StringIO

import structlog

from dogwatch.instrument import track
from dogwatch.instrument.logs import FeatureFilter, add_feature
from dogwatch.instrument.testing import RecordedMetrics


def test_records_of_logging_have_the_feature(recorded_metrics: RecordedMetrics) -> None:
    written = StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(logging.Formatter("%(feature)s: %(message)s"))
    handler.addFilter(FeatureFilter())
    logger = logging.Logger("shop")
    logger.addHandler(handler)

    with track("checkout"):
        logger.warning("declined")
    logger.warning("over")
    assert written.getvalue() == "checkout: declined\nNone: over\n"


def test_events_of_structlog_have_the_feature(recorded_metrics: RecordedMetrics) -> None:
    output = structlog.testing.LogCapture()
    logger = structlog.wrap_logger(None, processors=[add_feature, output])

    with track("checkout"):
        logger.info("declined")
        logger.info("said", feature="cart")
    logger.info("over")
    assert [entry.get("feature") for entry in output.entries] == ["checkout", "cart", None]
