import gzip
import json
import zlib

import pytest

from dogwatch.local.api.app import answer
from dogwatch.local.api.message import Request, decoded
from tests.local.organisation import Organisation

POINT = {"metric": "a.b", "points": [[1, 2.0]], "tags": ["env:prod"]}


@pytest.mark.parametrize(
    ("path", "type", "said"),
    [
        ("/api/v1/series", "count", {"status": "ok"}),
        ("/api/v2/series", 1, {"errors": []}),
        ("/api/v1/distribution_points", None, {"status": "ok"}),
    ],
)
def test_takes_points_with_the_api_key_alone(path: str, type: object, said: object):
    organisation = Organisation()
    body = json.dumps({"series": [{**POINT, "type": type} if type else POINT]}).encode()
    given = answer(organisation.world, Request("POST", path, {}, body, organisation.world.keys.api))
    assert (given.status, json.loads(given.body)) == (202, said)
    assert organisation.ask("GET", "/api/v1/metrics/a.b")[0] == 200


@pytest.mark.parametrize(
    "series", [None, {}, [1], [{}], [{"metric": ""}], [{**POINT, "tags": "a"}], [{**POINT, "type": []}]]
)
@pytest.mark.parametrize("path", ["/api/v1/series", "/api/v2/series", "/api/v1/distribution_points"])
def test_refuses_what_is_no_series(path: str, series: object):
    assert Organisation().ask("POST", path, {"series": series})[0] == 400


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
    ("packed", "encoding"), [(gzip.compress(b"{}"), b"gzip"), (zlib.compress(b"{}"), b"deflate"), (b"{}", b"")]
)
def test_unpacks_bodies(packed: bytes, encoding: bytes):
    assert decoded(packed, encoding) == b"{}"
    assert decoded(b"no archive", encoding) == b"no archive"
