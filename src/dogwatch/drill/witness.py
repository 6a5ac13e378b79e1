"""What has really happened, as the embedded Datadog's API says it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dogwatch.client import Send, expect
from dogwatch.errors import ApiError
from dogwatch.kinds import Request
from dogwatch.names import Mark

from .drill import Drill

Told = Mapping[str, Any]
_MOST = 1000


@dataclass(frozen=True)
class Witness:
    """Asks the embedded Datadog over a connection."""

    send: Send

    def alert(self, drill: Drill, since: float) -> Told | None:
        """The first alert since a second that a monitor of the drill has told somebody of, while its state says so."""
        asked = Request("GET", "/local/notifications", (("since", str(int(since))), ("limit", str(_MOST))))
        for told in self._ask(asked)["notifications"]:
            if told["handles"] and told["alert_type"] == "error" and _is_of(drill, told["mark"]):
                state = self._ask(Request("GET", f"/api/v1/monitor/{told['monitor']}"))["overall_state"]
                if state == "Alert":
                    return dict(told)
        return None

    def greatest(self, query: str, begin: float, end: float) -> float:
        """The greatest value of a query between two seconds, 0 where it has none."""
        asked = (("query", query), ("from", str(int(begin))), ("to", str(int(end) + 1)))
        answer = self._ask(Request("GET", "/api/v1/query", asked))
        values = [value for series in answer["series"] for _, value in series["pointlist"] if value is not None]
        return max(values, default=0.0)

    def budget_left(self, slo: str, now: float) -> float:
        """How many percent are left of the budget of an SLO, by the end of its mark, in its own window."""
        found = [each for each in self._ask(Request("GET", "/api/v1/slo"))["data"] if _ends(each["tags"], slo)]
        if len(found) != 1:
            raise ApiError(
                f"the embedded Datadog has {len(found)} SLOs {slo}, and the drill asks for the budget of one"
            )
        promised = found[0]["thresholds"][0]
        begin = int(now) - int(promised["timeframe"].removesuffix("d")) * 86400
        span = (("from_ts", str(begin)), ("to_ts", str(int(now))), ("target", str(promised["target"])))
        history = self._ask(Request("GET", f"/api/v1/slo/{found[0]['id']}/history", span))
        return float(history["data"]["overall"]["error_budget_remaining"]["custom"])

    def _ask(self, request: Request) -> Any:
        return expect(self.send(request), request.path)


def monitor_of(told: Told) -> str:
    """The name of the monitor within its feature."""
    mark = Mark.read(told["mark"])
    assert mark is not None  # it is of a drill's monitor
    return mark.key.rpartition("/")[2]


def _is_of(drill: Drill, mark: str | None) -> bool:
    return any(str(mark).endswith(f"/{drill.feature}/{name}") for name in drill.monitors)


def _ends(tags: Sequence[str], name: str) -> bool:
    return any(tag.startswith("dogwatch:") and tag.endswith(f"/{name}") for tag in tags)
