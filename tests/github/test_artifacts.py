from __future__ import annotations

import zlib
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import responses

from dogwatch.errors import ApiError
from dogwatch.github import GitHub, Repository, artifact_file, artifacts, reviewed_file

BASE = "https://api.github.com/repos/acme/shop"
STORE = "https://store.example/signed"
MERGE, HEAD = "a" * 40, "b" * 40


def api() -> GitHub:
    return GitHub(Repository("acme/shop", "ghs_secret"), lambda seconds: None)


def zipped(**files: bytes) -> bytes:
    into = BytesIO()
    with ZipFile(into, "w", ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), data)
    return into.getvalue()


def stored(data: bytes, id: int = 9) -> None:
    responses.get(f"{BASE}/actions/artifacts/{id}/zip", status=302, headers={"Location": f"{STORE}/{id}"})
    responses.get(f"{STORE}/{id}", body=data)


def left(*ids: int) -> None:
    asked = {"name": "build", "per_page": "100", "page": "1"}
    responses.get(
        f"{BASE}/actions/runs/42/artifacts",
        json={"artifacts": [{"id": id} for id in ids]},
        match=[responses.matchers.query_param_matcher(asked)],
    )


@responses.activate
def test_takes_one_file_and_keeps_the_token() -> None:
    left(9)
    stored(zipped(build_json=b"{}", __________etc__passwd=b"x"))
    assert artifact_file(api(), 42, "build", "build.json") == b"{}"
    assert [("Authorization" in call.request.headers) for call in responses.calls] == [True, True, False]


@responses.activate
@pytest.mark.parametrize(
    ("data", "said"),
    [
        (zipped(other_json=b"{}"), "artifact 9 holds no build.json"),
        (zipped(folder__build_json=b"{}"), "artifact 9 holds no build.json"),
        (b"no archive", "artifact 9 is no archive that can be read: File is not a zip file"),
        (
            zipped(build_json=b"abcdefgh" * 9).replace(zlib.compress(b"abcdefgh" * 9)[2:6], b"\xff\xff\xff\xff"),
            "no arc",
        ),
        (zipped(build_json=b"0" * 2000), "build.json of artifact 9 is larger than 1000 bytes, which is more than is"),
        (b"x" * 1001, "/zip: it is larger than 1000"),
    ],
    ids=["another file", "in a folder", "no zip", "damaged", "a bomb", "too large"],
)
def test_refuses_what_is_not_as_it_should_be(monkeypatch: pytest.MonkeyPatch, data: bytes, said: str) -> None:
    monkeypatch.setattr(artifacts, "ARTIFACT_MAXIMUM", 1000)
    left(9)
    stored(data)
    with pytest.raises(ApiError) as caught:
        artifact_file(api(), 42, "build", "build.json")
    assert said in str(caught.value)


@responses.activate
@pytest.mark.parametrize("ids", [(), (9, 10)])
def test_one_artifact_is_expected(ids: tuple[int, ...]) -> None:
    left(*ids)
    with pytest.raises(ApiError, match=f"run 42 left {len(ids)} artifacts with the name build; one is expected"):
        artifact_file(api(), 42, "build", "build.json")


@responses.activate
def test_shows_no_signed_address() -> None:
    left(9)
    responses.get(f"{BASE}/actions/artifacts/9/zip", status=302, headers={"Location": STORE})
    responses.get(STORE, status=403)
    with pytest.raises(ApiError, match=r"^GET actions/artifacts/9/zip: the download failed \(HTTPError\)$"):
        artifact_file(api(), 42, "build", "build.json")


def reviewed() -> bytes:
    return reviewed_file(api(), MERGE, "plan", "plan.json", "plan.yml")


def merged(*pulls: dict[str, Any]) -> None:
    responses.get(f"{BASE}/commits/{MERGE}/pulls", json=list(pulls))


def runs(*runs: tuple[int, str, str]) -> None:
    """Artifacts, each of a run of its own that an event started from a file."""
    responses.get(
        f"{BASE}/actions/artifacts",
        json={"artifacts": [{"id": id, "workflow_run": {"id": id + 100}} for id, _, _ in runs]},
        match=[responses.matchers.query_param_matcher({"name": f"plan-{HEAD}", "per_page": "100", "page": "1"})],
    )
    for id, event, path in runs:
        responses.get(f"{BASE}/actions/runs/{id + 100}", json={"event": event, "path": path})


@responses.activate
def test_finds_the_newest_plan_of_what_was_merged() -> None:
    merged({"merge_commit_sha": MERGE, "head": {"sha": HEAD}}, {"merge_commit_sha": "c" * 40, "head": {"sha": MERGE}})
    runs((3, "workflow_run", ".github/workflows/plan.yml"), (5, "workflow_run", ".github/workflows/plan.yml@main"))
    stored(zipped(plan_json=b"reviewed"), id=5)
    assert reviewed() == b"reviewed"


@responses.activate
@pytest.mark.parametrize(
    ("event", "path"),
    [
        ("pull_request", ".github/workflows/plan.yml"),
        ("push", ".github/workflows/plan.yml"),
        ("workflow_run", ".github/workflows/other.yml"),
    ],
)
def test_believes_no_artifact_that_a_pull_request_could_have_left(event: str, path: str) -> None:
    merged({"merge_commit_sha": MERGE, "head": {"sha": HEAD}})
    runs((7, event, path))
    with pytest.raises(ApiError, match=f"plan.yml left no artifact plan-{HEAD}: no plan of {MERGE} was reviewed"):
        reviewed()


@responses.activate
def test_what_nobody_merged_was_not_reviewed() -> None:
    merged({"merge_commit_sha": "c" * 40, "head": {"sha": HEAD}})
    with pytest.raises(ApiError, match=f"{MERGE} is the merge of 0 pull requests: no plan of it was reviewed"):
        reviewed()
