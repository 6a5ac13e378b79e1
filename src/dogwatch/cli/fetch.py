"""`dogwatch fetch`"""

from __future__ import annotations

import os
import re
import time
from pathlib import Path

import click

from dogwatch.cli.for_programs import answer, json_option
from dogwatch.errors import UsageError

_COMMIT = re.compile(r"[0-9a-f]{40,64}")
_NAME = re.compile(r"[A-Za-z0-9_.\-]+")


@click.command("fetch", help="Take a file out of an artifact of GitHub Actions, as data: nothing is unpacked.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--artifact", metavar="NAME", required=True, help="The artifact that holds a file of this name.")
@click.option("--run", type=click.IntRange(1), help="The number of the run that left it.")
@click.option("--merged", metavar="SHA", help="Instead: the reviewed one of the pull request merged as this commit.")
@click.option("--workflow", default="plan.yml", show_default=True, help="With --merged: whose artifact NAME-SHA it is.")
@json_option("ok, file, bytes")
def command(file: Path, artifact: str, run: int | None, merged: str | None, workflow: str, as_json: bool) -> None:
    from dogwatch.github import GitHub, Repository, artifact_file, reviewed_file

    if (run is None) == (merged is None):
        raise UsageError("say whose artifact: --run NUMBER or --merged SHA")
    if merged is not None and not _COMMIT.fullmatch(merged):
        raise UsageError(f"{merged!r} is no commit; write all of its hash")
    if not _NAME.fullmatch(artifact):
        raise UsageError(f"{artifact!r} is no name of an artifact")
    github = GitHub(Repository.from_environment(os.environ), time.sleep)
    if run is not None:
        data = artifact_file(github, run, artifact, file.name)
    else:
        data = reviewed_file(github, str(merged), artifact, file.name, workflow)
    try:
        file.write_bytes(data)
    except OSError as error:
        raise UsageError(f"{file}: {error.strerror or error}") from None
    if as_json:
        answer({"file": str(file), "bytes": len(data)})
