import gzip
import json
import zlib
from collections.abc import Callable
from typing import Any

import pytest

from dogwatch.local.api.app import answer
from dogwatch.local.api.message import Request, decoded
from tests.local.organisation import NOON, Organisation

POINT: dict[str, Any] = {"metric": "a.b", "points": [[1, 2.0]], "tags": ["env:prod"]}
AT = int(NOON.timestamp()) - 60
SENT = [
    ("/api/v1/series", {"type": "gauge", "points": [[AT, 2.0], [AT + 20, 4]]}, {"status": "ok"}),
    (
        "/api/v2/series",
        {"type": 3, "points": [{"timestamp": AT, "value": 2}, {"timestamp": AT + 20, "value": 4.0}]},
        {"errors": []},
    ),
    ("/api/v1/distribution_points", {"points": [[AT, [1.0, 3]], [AT + 20, [4]]]}, {"status": "ok"}),
]


def values(organisation: Organisation, query: str) -> list[float]:
    """What a query answers for the last minute, without what is null."""
    status, body = organisation.ask("GET", "/api/v1/query", query=query, **{"from": AT, "to": AT + 60})
    assert status == 200, body
    return [value for series in body["series"] for _, value in series["pointlist"] if value is not None]


@pytest.mark.parametrize(("path", "series", "said"), SENT)
def test_takes_points_with_the_api_key_alone_and_queries_answer_them(path: str, series: Any, said: object):
    organisation = Organisation()
    body = json.dumps({"series": [{"metric": "a.b", "tags": ["env:prod"], **series}]}).encode()
    given = answer(organisation.world, Request("POST", path, {}, body, organisation.world.keys.api))
    assert (given.status, json.loads(given.body)) == (202, said)
    assert values(organisation, "avg:a.b{env:prod}") == [2, 4]
    assert values(organisation, "avg:a.b{env:dev}") == []


def test_counts_and_rates_are_kept_with_their_interval():
    organisation = Organisation()
    points = [[AT, 3], [AT + 10, 1]]
    rate = {"metric": "r", "type": "rate", "interval": 20, "points": points}
    organisation.ask("POST", "/api/v1/series", {"series": [rate, {"metric": "c", "type": "count", "points": points}]})
    assert values(organisation, "sum:c{*}.as_count()") == [4]
    assert values(organisation, "sum:r{*}.as_count()") == [80]


def test_a_host_and_resources_become_tags_as_datadog_stores_them():
    organisation = Organisation()
    resources = [{"type": "host", "name": "Box"}, {"type": "device", "name": "sda"}]
    points = [{"timestamp": AT, "value": 1}]
    second = {"metric": "a b", "points": points, "resources": resources, "tags": ["Env:Prod", ""]}
    organisation.ask("POST", "/api/v2/series", {"series": [second]})
    organisation.ask("POST", "/api/v1/series", {"series": [{"metric": "a_b", "points": [[AT, 1]], "host": "other"}]})
    _, tags = organisation.ask("GET", "/api/v2/metrics/a_b/all-tags")
    assert tags["data"]["attributes"]["tags"] == ["device:sda", "env:prod", "host:box", "host:other"]


def test_points_ahead_of_the_clock_or_too_old_are_left_out():
    """One that is far ahead would make all others too old to be kept."""
    organisation = Organisation()
    for at in (AT, AT + 3600, AT - 30 * 86400, AT + 20):
        organisation.ask("POST", "/api/v1/series", {"series": [{"metric": "a.b", "points": [[at, 2]]}]})
    assert values(organisation, "avg:a.b{*}") == [2, 2]


@pytest.mark.parametrize(
    "series", [None, {}, [1], [{}], [{"metric": ""}], [{**POINT, "tags": "a"}], [{**POINT, "type": []}]]
)
@pytest.mark.parametrize("path", ["/api/v1/series", "/api/v2/series", "/api/v1/distribution_points"])
def test_refuses_what_is_no_series(path: str, series: object):
    assert Organisation().ask("POST", path, {"series": series})[0] == 400


@pytest.mark.parametrize(
    ("path", "series"),
    [
        *(
            (path, {"points": points})
            for path, _, _ in SENT
            for points in (
                None,
                7,
                [7],
                [[]],
                [{}],
                [[AT]],
                [[AT, None]],
                [["now", 1]],
                [[True, 1]],
                [[AT, True]],
                [[-1, 1]],
            )
        ),
        ("/api/v1/series", {"points": [[10**13, 1]]}),
        ("/api/v1/series", {"points": [[AT, [1]]]}),
        ("/api/v1/distribution_points", {"points": [[AT, 1]]}),
        ("/api/v1/series", {"host": 7}),
        ("/api/v1/series", {"interval": "10"}),
        ("/api/v2/series", {"points": [], "resources": [{"type": "host"}]}),
        ("/api/v2/series", {"points": [], "resources": "host"}),
    ],
)
def test_refuses_points_that_are_none(path: str, series: Any):
    assert Organisation().ask("POST", path, {"series": [{**POINT, **series}]})[0] == 400


@pytest.mark.parametrize(("path", "type"), [("/api/v1/series", "sum"), ("/api/v2/series", 9), ("/api/v2/series", True)])
def test_refuses_types_it_does_not_know(path: str, type: object):
    assert Organisation().ask("POST", path, {"series": [{**POINT, "type": type}]})[0] == 400


def test_tags_add_up_and_the_first_type_stays():
    organisation = Organisation()
    organisation.report("a.b", "x:1", type="count")
    organisation.report("a.b", "y:2", "x:1", type="gauge")
    _, tags = organisation.ask("GET", "/api/v2/metrics/a.b/all-tags")
    assert tags["data"]["attributes"]["tags"] == ["x:1", "y:2"]
    assert organisation.ask("GET", "/api/v1/metrics/a.b")[1]["type"] == "count"


@pytest.mark.parametrize(
    ("packed", "encoding"), [(gzip.compress(b"{}", mtime=0), b"gzip"), (zlib.compress(b"{}"), b"deflate"), (b"{}", b"")]
)
def test_unpacks_bodies(packed: bytes, encoding: bytes):
    assert decoded(packed, encoding, 100) == b"{}"
    assert decoded(b"no archive", encoding, 100) == b"no archive"


@pytest.mark.parametrize(("pack", "encoding"), [(gzip.compress, b"gzip"), (zlib.compress, b"deflate")])
def test_unpacks_no_more_than_it_takes(pack: Callable[[bytes], bytes], encoding: bytes):
    assert decoded(pack(b"x" * 100), encoding, 100) == b"x" * 100
    assert decoded(pack(b"x" * 101), encoding, 100) is None
    assert decoded(pack(b"x" * 100)[:-1], encoding, 100) != b"x" * 100
