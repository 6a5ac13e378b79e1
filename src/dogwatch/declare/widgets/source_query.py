"""What queries of other sources than metrics have in common."""

from __future__ import annotations

from typing import Any, ClassVar

import attrs

from .shape import Argument


@attrs.frozen
class SourceQuery(Argument):
    """A query of another source than metrics."""

    called: ClassVar[str] = "an EventQuery"

    def written(self, name: str, aggregator: str | None = None) -> dict[str, Any]:
        """The query as Datadog writes it under a name; `aggregator` makes one number of its points where it can."""
        raise NotImplementedError
