"""Which pull requests a commit is the newest of."""

from __future__ import annotations

from dogwatch.github.api import GitHub


def open_pulls(github: GitHub, head: str, commit: str) -> list[int]:
    """The numbers of the open pull requests from `head`, as `owner:branch`, whose last commit is this one.

    None when somebody has pushed meanwhile: what was found out about an older commit is news to nobody.
    """
    pulls = github.pages("pulls", state="open", head=head)
    return [int(pull["number"]) for pull in pulls if pull["head"]["sha"] == commit]
