from __future__ import annotations

import responses

from dogwatch.github import GitHub, Repository, open_pulls

URL = "https://api.github.com/repos/acme/shop/pulls"
COMMIT = "c0ffee" + "0" * 34


@responses.activate
def test_finds_those_whose_last_commit_it_is() -> None:
    asked = {"state": "open", "head": "some:fix&state=closed", "per_page": "100", "page": "1"}
    pulls = [{"number": 7, "head": {"sha": COMMIT}}, {"number": 8, "head": {"sha": "0" * 40}}]
    responses.get(URL, json=pulls, match=[responses.matchers.query_param_matcher(asked)])
    github = GitHub(Repository("acme/shop", "token"), lambda seconds: None)
    assert open_pulls(github, "some:fix&state=closed", COMMIT) == [7]
