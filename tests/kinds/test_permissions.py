from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from dogwatch.kinds import KINDS, PERMISSIONS, Kind, ListedKind, NamedKind, Request

# What the API descriptions leave open of kinds of which they state the rest.
OPEN = {
    *(f"{method} /api/v1/slo/correction/1" for method in ("GET", "PATCH", "DELETE")),
    "PUT /api/v2/dashboard/lists/manual/1/dashboards",
}
# Enough of a body for a request to be made of it.
BODY: dict[str, Any] = {
    "id": "shop.age",
    "name": "Shop",
    "metric": "shop.age",
    "type": "metric alert",
    "kind": "system",
    "metadata": {"name": "checkout"},
    "attributes": {"compute": {}, "filter": {}, "group_by": []},
    "dashboards": [],
}


@cache
def described() -> list[tuple[str, re.Pattern[str], dict[str, Any]]]:
    """Every operation of Datadog's API descriptions by method and pattern of its path; skips where they are not."""
    folder = Path(os.environ.get("DOGWATCH_CORPUS", Path(__file__).parents[2] / ".." / "shared")) / "spec"
    if not folder.is_dir():
        pytest.skip(f"the API descriptions are not here: {folder}")
    files = [json.loads((folder / f"openapi-{version}.json").read_text()) for version in ("v1", "v2")]
    paths = [item for file in files for item in file["paths"].items()]
    paths.sort(key=lambda item: item[0].count("{"))  # what is named comes before what a name would fit
    return [
        (method.upper(), re.compile(re.sub(r"\\\{[^}]*\\\}", "[^/]+", re.escape(path))), operation)
        for path, methods in paths
        for method, operation in methods.items()
        if isinstance(operation, dict)
    ]


def stated(request: Request) -> set[str]:
    """Permissions of which the description of a request asks for one; empty where it states none."""
    for method, path, operation in described():
        if method == request.method and path.fullmatch(request.path):
            scopes = [scope for each in operation.get("security") or () for scope in each.get("AuthZ", ())]
            return {*scopes, *(operation.get("x-permission") or {}).get("permissions", ())}
    raise AssertionError(f"no description of {request.method} {request.path}")


def reads(kind: Kind) -> Iterator[Request]:
    yield kind.wire.read("1")
    if isinstance(kind, ListedKind):
        yield kind.lists.listing(None)
    if isinstance(kind, NamedKind):
        yield kind.listing
    if kind.contents:
        yield kind.contents.read("1")
    if (asked := kind.wire.validate(BODY)) is not None:
        yield asked


def writes(kind: Kind) -> Iterator[Request]:
    yield kind.wire.create(BODY)
    yield kind.wire.update("1", BODY)
    yield kind.wire.delete("1")
    if kind.contents:
        yield kind.contents.write("1", BODY)


def test_every_kind_has_a_row_and_nothing_else_has() -> None:
    assert set(PERMISSIONS) == set(KINDS)


@pytest.mark.parametrize("name", KINDS)
def test_the_table_says_what_datadogs_descriptions_state(name: str) -> None:
    kind, row = KINDS[name], PERMISSIONS[name]
    for requests, named in ((reads(kind), row.read), (writes(kind), row.write)):
        for request in requests:
            asked = stated(request)
            if f"{request.method} {request.path}" in OPEN or not row.stated:
                assert asked == set(), f"{request.method} {request.path} is stated by now"
            else:
                assert asked.intersection(named), f"{request.method} {request.path} asks for {asked}"
