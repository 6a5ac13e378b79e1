"""Files that other runs of GitHub Actions left, taken out of their archives as data: nothing is ever unpacked."""

from __future__ import annotations

import zlib
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from dogwatch.errors import ApiError
from dogwatch.github.api import GitHub

ARTIFACT_MAXIMUM = 64 * 2**20

# A run that a workflow of the default branch was started for: its file is the default branch's, whatever was pushed.
_TRUSTED_EVENT = "workflow_run"


def artifact_file(github: GitHub, run: int, name: str, file: str) -> bytes:
    """The file of the artifact that a run left under a name; ApiError when it left none, or none that can be read."""
    found = list(github.pages(f"actions/runs/{run}/artifacts", within="artifacts", name=name))
    if len(found) != 1:
        raise ApiError(f"run {run} left {len(found)} artifacts with the name {name}; one is expected")
    return _file(github, int(found[0]["id"]), file)


def reviewed_file(github: GitHub, commit: str, name: str, file: str, workflow: str) -> bytes:
    """The file that was left for the last commit of the pull request that was merged as `commit`.

    Only an artifact `NAME-SHA` of the workflow's own run on the default branch counts: whoever opens a pull request can
    leave artifacts of any name. ApiError when there is none.
    """
    pulls = github.pages(f"commits/{commit}/pulls")
    heads = [str(pull["head"]["sha"]) for pull in pulls if pull.get("merge_commit_sha") == commit]
    if len(heads) != 1:
        raise ApiError(f"{commit} is the merge of {len(heads)} pull requests: no plan of it was reviewed")
    artifacts = github.pages("actions/artifacts", within="artifacts", name=f"{name}-{heads[0]}")
    for artifact in sorted(artifacts, key=lambda artifact: int(artifact["id"]), reverse=True):
        if _is_trusted(github, artifact["workflow_run"]["id"], workflow):
            return _file(github, int(artifact["id"]), file)
    raise ApiError(f"{workflow} left no artifact {name}-{heads[0]}: no plan of {commit} was reviewed")


def _is_trusted(github: GitHub, run: int, workflow: str) -> bool:
    found = github.get(f"actions/runs/{run}")
    path = str(found["path"]).partition("@")[0]
    return bool(found["event"] == _TRUSTED_EVENT and path == f".github/workflows/{workflow}")


def _file(github: GitHub, id: int, file: str) -> bytes:
    """One file of an archive, whatever else is in it and however far it would unfold."""
    archive = github.download(f"actions/artifacts/{id}/zip", ARTIFACT_MAXIMUM)
    try:
        with ZipFile(BytesIO(archive)) as zipped, zipped.open(file) as unfolded:
            data = unfolded.read(ARTIFACT_MAXIMUM + 1)
    except KeyError:
        raise ApiError(f"artifact {id} holds no {file}") from None
    except (BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError, zlib.error) as error:
        raise ApiError(f"artifact {id} is no archive that can be read: {error}") from None
    if len(data) > ARTIFACT_MAXIMUM:
        raise ApiError(f"{file} of artifact {id} is larger than {ARTIFACT_MAXIMUM} bytes, which is more than is read")
    return data
