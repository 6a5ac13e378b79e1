"""GitHub, as far as a plan is told there: one comment on a pull request, kept up to date."""

from dogwatch.github.api import GitHub
from dogwatch.github.comment import COMMENT_MAXIMUM, marker, put_comment
from dogwatch.github.pulls import open_pulls
from dogwatch.github.repository import Repository

__all__ = ["COMMENT_MAXIMUM", "GitHub", "Repository", "marker", "open_pulls", "put_comment"]
