from __future__ import annotations

import pytest

from dogwatch.errors import UsageError
from dogwatch.github import Repository

JOB = {"GITHUB_REPOSITORY": "acme/shop", "GITHUB_TOKEN": "ghs_secret"}


def test_is_what_a_job_of_github_actions_says() -> None:
    ours = Repository.from_environment({**JOB, "GITHUB_API_URL": "https://github.acme.example/api/v3/"})
    assert ours == Repository("acme/shop", "ghs_secret", "https://github.acme.example/api/v3")
    assert Repository.from_environment(JOB).url == "https://api.github.com"
    assert "ghs_secret" not in repr(ours)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"GITHUB_REPOSITORY": ""}, "GITHUB_REPOSITORY is ''; it is owner/name"),
        ({"GITHUB_REPOSITORY": "acme/../other"}, "GITHUB_REPOSITORY is 'acme/../other'"),
        ({"GITHUB_REPOSITORY": "acme/.."}, "GITHUB_REPOSITORY is 'acme/..'"),
        ({"GITHUB_TOKEN": ""}, "GITHUB_TOKEN holds no token"),
        ({"GITHUB_TOKEN": "ghs_secret\nghs_secret"}, "GITHUB_TOKEN holds no token"),
        ({"GITHUB_API_URL": "http://github.acme.example"}, "the token travels over https only"),
        ({"GITHUB_API_URL": "ftp://127.0.0.1"}, "the token travels over https only"),
    ],
)
def test_says_which_variable_is_wrong_and_shows_no_token(wrong: dict[str, str], said: str) -> None:
    with pytest.raises(UsageError) as caught:
        Repository.from_environment({**JOB, **wrong})
    assert said in str(caught.value)
    assert "ghs_secret" not in str(caught.value)


def test_plain_http_is_for_this_machine() -> None:
    assert Repository.from_environment({**JOB, "GITHUB_API_URL": "http://127.0.0.1:9"}).url == "http://127.0.0.1:9"
