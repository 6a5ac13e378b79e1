"""The feature on log records, for `logging` and for structlog.

handler.addFilter(FeatureFilter())                              # logging; then "%(feature)s" and JSON have it
structlog.configure(processors=[add_feature, ...])              # structlog
"""

from __future__ import annotations

import logging
from collections.abc import MutableMapping
from typing import Any

from .context import current_feature


class FeatureFilter(logging.Filter):
    """Lets every record pass, with the attribute `feature`: the one whose call runs, or None.

    On a handler it sees every record that is written; on a logger, only those that are logged with that one.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        record.feature = current_feature()
        return True


def add_feature(logger: Any, method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A processor of structlog: puts `feature` into the event unless it has one, or no call runs."""
    feature = current_feature()
    if feature is not None:
        event.setdefault("feature", feature)
    return event
