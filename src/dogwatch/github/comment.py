"""One comment on a pull request, found again by a marker that nobody sees."""

from __future__ import annotations

from typing import Any

from dogwatch.errors import ApiError
from dogwatch.github.api import GitHub, Lost

# What GitHub takes in a comment.
COMMENT_MAXIMUM = 65_536

_CREATES = 3
_LAG = 2.0


def marker(name: str) -> str:
    """The first line of the comment with a name, of which a pull request has one each."""
    return f"<!-- dogwatch {name} -->"


def put_comment(github: GitHub, pull: int, name: str, text: str, *, author: str, is_news: bool) -> str:
    """Makes the comment with a name say the text, and returns what was done.

    Only what `author` wrote is ever changed, whoever copies the marker. Where there is no comment yet, one is written
    only if the text `is_news`. A create whose answer is lost is looked up before it is sent again.
    """
    body, lost = f"{marker(name)}\n{text}", ApiError("")
    for _ in range(_CREATES):
        own = _own(github, pull, name, author)
        if own is not None:
            return _update(github, own, body)
        if not is_news:
            return "not commented, since nothing changes"
        try:
            github.post(f"issues/{pull}/comments", {"body": body})
            return "commented"
        except Lost as error:
            lost = error
            github.sleep(_LAG)
    raise lost


def _own(github: GitHub, pull: int, name: str, author: str) -> dict[str, Any] | None:
    for comment in github.pages(f"issues/{pull}/comments"):
        is_ours = (comment.get("user") or {}).get("login") == author
        if is_ours and str(comment.get("body", "")).startswith(marker(name)):
            return comment
    return None


def _update(github: GitHub, comment: dict[str, Any], body: str) -> str:
    if str(comment["body"]).strip() == body.strip():
        return "left the comment as it is"
    github.patch(f"issues/comments/{comment['id']}", {"body": body})
    return "updated the comment"
