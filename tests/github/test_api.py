from __future__ import annotations

import pytest
import requests
import responses

from dogwatch.errors import ApiError
from dogwatch.github.api import GitHub, Lost
from dogwatch.github.repository import Repository

TOKEN = "ghs_secret"
URL = "https://api.github.com/repos/acme/shop/issues/7/comments"


class Pauses(list[float]):
    """A clock that passes at once, and what it was asked to wait."""

    def __call__(self, seconds: float) -> None:
        self.append(seconds)


def api() -> tuple[GitHub, Pauses]:
    pauses = Pauses()
    return GitHub(Repository("acme/shop", TOKEN), pauses), pauses


@responses.activate
def test_reads_a_list_page_by_page() -> None:
    responses.get(URL, json=[{"id": 1}], headers={"Link": '<https://elsewhere.example/2>; rel="next"'})
    responses.get(URL, json=[{"id": 2}])
    assert [item["id"] for item in api()[0].pages("issues/7/comments")] == [1, 2]
    assert [call.request.params["page"] for call in responses.calls] == ["1", "2"]
    assert {call.request.headers["Authorization"] for call in responses.calls} == {"Bearer ghs_secret"}


@responses.activate
def test_repeats_what_is_safe_after_a_fault() -> None:
    github, pauses = api()
    responses.get(URL, status=502)
    responses.get(URL, body=requests.ConnectionError("cut"))
    responses.get(URL, json=[])
    assert list(github.pages("issues/7/comments")) == []
    assert pauses == [1, 2]


@responses.activate
@pytest.mark.parametrize(
    ("status", "headers", "said", "pause"),
    [
        (403, {"Retry-After": "30"}, "slow down", 30),
        (429, {"Retry-After": "7"}, "slow down", 7),
        (403, {}, "You have exceeded a secondary rate limit.", 60),
    ],
)
def test_waits_out_a_rate_limit_before_anything(status: int, headers: dict[str, str], said: str, pause: float) -> None:
    github, pauses = api()
    responses.post(URL, status=status, headers=headers, json={"message": said})
    responses.post(URL, status=201, json={})
    github.post("issues/7/comments", {"body": "text"})
    assert pauses == [pause]


@responses.activate
def test_sits_out_no_limit_that_lasts_too_long() -> None:
    github, pauses = api()
    responses.get(URL, status=429, headers={"Retry-After": "3600"}, json={"message": "slow down"})
    with pytest.raises(ApiError, match="GitHub answered 429 to GET issues/7/comments: slow down"):
        list(github.pages("issues/7/comments"))
    assert pauses == []


@responses.activate
def test_sends_nothing_a_second_time_that_may_have_been_carried_out() -> None:
    github, pauses = api()
    responses.post(URL, status=500, json={"message": "oops"})
    responses.post(URL, body=requests.ConnectionError("cut"))
    for said in ("GitHub answered 500 to POST issues/7/comments: oops", "no answer from GitHub to POST"):
        with pytest.raises(Lost, match=said):
            github.post("issues/7/comments", {"body": "text"})
    assert (pauses, len(responses.calls)) == ([], 2)


@responses.activate
def test_gives_up_after_five_tries() -> None:
    github, pauses = api()
    responses.patch(URL, status=503, json={"message": "away"})
    with pytest.raises(ApiError, match="GitHub answered 503"):
        github.patch("issues/7/comments", {})
    assert pauses == [1, 2, 4, 8]


@responses.activate
@pytest.mark.parametrize(
    ("status", "advice"), [(401, "check GITHUB_TOKEN"), (403, "see its permissions"), (404, "check GITHUB_REPOSITORY")]
)
def test_a_refusal_is_a_line_with_advice_and_without_the_token(status: int, advice: str) -> None:
    responses.get(URL, status=status, json={"message": f"no\nto {TOKEN}"})
    with pytest.raises(ApiError) as caught:
        list(api()[0].pages("issues/7/comments"))
    said = str(caught.value)
    assert said.startswith(f"GitHub answered {status} to GET issues/7/comments: no to ***; ")
    assert advice in said


@responses.activate
def test_follows_no_redirect_since_the_token_would_travel_along() -> None:
    responses.get(URL, status=302, headers={"Location": "https://elsewhere.example/"}, body="")
    with pytest.raises(ApiError, match="GitHub answered 302"):
        list(api()[0].pages("issues/7/comments"))
    assert len(responses.calls) == 1


@responses.activate
@pytest.mark.parametrize("body", ["<html>", '{"a": 1}', "[1]"])
def test_what_is_no_list_is_refused(body: str) -> None:
    responses.get(URL, body=body)
    with pytest.raises(ApiError, match="is something in between"):
        list(api()[0].pages("issues/7/comments"))
