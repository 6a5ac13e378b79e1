"""What queries of other sources than metrics have in common."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, ClassVar

import attrs

from .shape import Argument


@attrs.frozen
class SourceQuery(Argument, ABC):
    """A query of another source than metrics."""

    called: ClassVar[str] = "an EventQuery"

    @abstractmethod
    def written(self, name: str, aggregator: str | None = None) -> dict[str, Any]:
        """The query as Datadog writes it under a name; `aggregator` makes one number of its points where it can."""
