"""GitHub, as far as a plan is told there: a comment on a pull request, and the files that runs leave each other."""

from dogwatch.github.api import GitHub
from dogwatch.github.artifacts import artifact_file, reviewed_file
from dogwatch.github.comment import COMMENT_MAXIMUM, marker, put_comment
from dogwatch.github.pulls import open_pulls
from dogwatch.github.repository import Repository

__all__ = [
    "COMMENT_MAXIMUM",
    "GitHub",
    "Repository",
    "artifact_file",
    "marker",
    "open_pulls",
    "put_comment",
    "reviewed_file",
]
