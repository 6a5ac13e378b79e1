"""What is asked of Datadog: to take the samples, and to answer a case."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dogwatch.client import Send
from dogwatch.kinds import Request

from .cases import Case
from .samples import INTERVAL, SAMPLES, Sample

# Values by the tags of their group, sorted, and by their second; that of a scalar is 0.
Answer = dict[tuple[str, ...], dict[int, float]]

_TYPES = {"count": 1, "rate": 2, "gauge": 3}
# What Datadog answers as long as it does not know the metric.
_UNKNOWN = (400, 404)


class Refused(Exception):
    """An answer that is no success; the text is what it says."""


def submit(send: Send, prefix: str, begin: int) -> None:
    """Submits all samples but those of distributions."""
    series = [
        {
            "metric": sample.named(prefix),
            "type": _TYPES[sample.kind],
            "interval": INTERVAL,
            "tags": list(sample.tags),
            "points": [{"timestamp": begin + at, "value": value} for at, (value,) in sample.points],
        }
        for sample in SAMPLES
        if sample.kind != "distribution"
    ]
    _asked(send, "POST", "/api/v2/series", body={"series": series})


def submit_distributions(send: Send, prefix: str, begin: int) -> None:
    for sample in _distributions():
        _distribution(send, sample, prefix, [[begin + at, list(values)] for at, values in sample.points])


def introduce_distributions(send: Send, prefix: str, at: int) -> None:
    """Submits a value of each, outside of what is asked, since percentiles can be enabled only of what has reported."""
    for sample in _distributions():
        _distribution(send, sample, prefix, [[at, [1.0]]])


def enable_percentiles(send: Send, prefix: str) -> bool:
    """Enables them; False where Datadog does not know a metric yet."""
    for metric in sorted({sample.named(prefix) for sample in _distributions()}):
        attributes = {"metric_type": "distribution", "tags": ["host", "env"], "include_percentiles": True}
        data = {"type": "manage_tags", "id": metric, "attributes": attributes}
        answer = send(Request("POST", f"/api/v2/metrics/{metric}/tags", body={"data": data}))
        if answer.status in _UNKNOWN:
            return False
        if not answer.is_success and answer.status != 409:
            raise Refused(f"percentiles of {metric}: {answer.status} {answer.text or answer.body}")
    return True


def asked(send: Send, case: Case, prefix: str, begin: int) -> Answer:
    """What Datadog answers to a case. Raises Refused."""
    window = begin + case.begin, begin + case.end
    return (_scalar if case.aggregator else _series)(send, case, case.named(prefix), *window)


def _series(send: Send, case: Case, query: str, begin: int, end: int) -> Answer:
    words = (("query", query), ("from", str(begin)), ("to", str(end)))
    answer = _asked(send, "GET", "/api/v1/query", query=words)
    if answer.get("status") == "error":
        raise Refused(str(answer.get("error")))
    return {
        tuple(sorted(series["tag_set"])): {
            int(at) // 1000: value for at, value in series["pointlist"] if value is not None and at < end * 1000
        }
        for series in answer["series"]
    }


def _scalar(send: Send, case: Case, query: str, begin: int, end: int) -> Answer:
    attributes = {
        "from": begin * 1000,
        "to": end * 1000,
        "queries": [{"data_source": "metrics", "query": query, "name": "q", "aggregator": case.aggregator}],
        "formulas": [{"formula": case.formula}],
    }
    body = {"data": {"type": "scalar_request", "attributes": attributes}}
    columns = _asked(send, "POST", "/api/v2/query/scalar", body=body)["data"]["attributes"]["columns"]
    groups = [column for column in columns if column["type"] == "group"]
    (numbers,) = (column["values"] for column in columns if column["type"] == "number")
    return {
        tuple(sorted(f"{group['name']}:{group['values'][row][0]}" for group in groups)): {0: number}
        for row, number in enumerate(numbers)
        if number is not None
    }


def _distributions() -> Iterator[Sample]:
    yield from (sample for sample in SAMPLES if sample.kind == "distribution")


def _distribution(send: Send, sample: Sample, prefix: str, points: list[Any]) -> None:
    series = {"metric": sample.named(prefix), "tags": list(sample.tags), "points": points}
    _asked(send, "POST", "/api/v1/distribution_points", body={"series": [series]})


def _asked(send: Send, method: Any, path: str, query: tuple[tuple[str, str], ...] = (), body: Any = None) -> Any:
    answer = send(Request(method, path, query, body))
    if not answer.is_success:
        raise Refused(f"{answer.status} {answer.text or answer.body}")
    return answer.body
