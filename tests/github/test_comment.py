from __future__ import annotations

from typing import Any

import pytest
import responses

from dogwatch.errors import ApiError
from dogwatch.github import GitHub, Repository, marker, put_comment

BOT = "github-actions[bot]"
BASE = "https://api.github.com/repos/acme/shop/issues"
LIST = f"{BASE}/7/comments"


def said(body: str, author: str = BOT, id: int = 5) -> dict[str, Any]:
    return {"id": id, "user": {"login": author}, "body": body}


def put(text: str, *, is_news: bool = True, name: str = "plan") -> str:
    github = GitHub(Repository("acme/shop", "token"), lambda seconds: None)
    return put_comment(github, 7, name, text, author=BOT, is_news=is_news)


def written() -> list[tuple[str | None, str | None]]:
    return [(call.request.method, call.request.url) for call in responses.calls if call.request.method != "GET"]


@responses.activate
def test_writes_one_comment() -> None:
    responses.get(LIST, json=[])
    body = {"body": "<!-- dogwatch plan -->\nnews"}
    responses.post(LIST, status=201, json={}, match=[responses.matchers.json_params_matcher(body)])
    assert put("news") == "commented"


@responses.activate
def test_changes_its_own_in_the_place_of_writing_another() -> None:
    responses.get(LIST, json=[said("hello", "ann", 4), said(f"{marker('plan')}\nold")])
    responses.patch(f"{BASE}/comments/5", json={})
    assert put("news", is_news=False) == "updated the comment"
    assert written() == [("PATCH", f"{BASE}/comments/5")]


@responses.activate
def test_finds_its_own_on_a_later_page() -> None:
    responses.get(LIST, json=[said("hello", "ann", 4)], headers={"Link": f'<{LIST}?page=2>; rel="next"'})
    responses.get(LIST, json=[said(f"{marker('plan')}\nold")])
    responses.patch(f"{BASE}/comments/5", json={})
    assert put("news") == "updated the comment"


@responses.activate
def test_leaves_a_comment_that_says_it_already() -> None:
    responses.get(LIST, json=[said(f"{marker('plan')}\nnews\n")])
    assert put("news") == "left the comment as it is"
    assert written() == []


@responses.activate
def test_is_silent_when_nothing_changes_and_nothing_was_said() -> None:
    responses.get(LIST, json=[said("hello", "ann")])
    assert put("nothing to do", is_news=False) == "not commented, since nothing changes"
    assert written() == []


@responses.activate
@pytest.mark.parametrize(
    "other",
    [
        said(f"{marker('plan')}\nI am the plan", "mallory"),
        said(f"> {marker('plan')}\nquoted"),
        said(f"{marker('plan-staging')}\nanother"),
        {"id": 5, "user": None, "body": f"{marker('plan')}\nof nobody any more"},
        {"id": 5, "user": {"login": BOT}, "body": None},
    ],
)
def test_never_touches_what_another_wrote(other: dict[str, Any]) -> None:
    responses.get(LIST, json=[other])
    responses.post(LIST, status=201, json={})
    assert put("news") == "commented"
    assert written() == [("POST", LIST)]


@responses.activate
def test_looks_before_it_writes_again_when_an_answer_is_lost() -> None:
    responses.get(LIST, json=[])
    responses.post(LIST, status=502, json={})
    responses.get(LIST, json=[said(f"{marker('plan')}\nnews")])
    assert put("news") == "left the comment as it is"
    assert written() == [("POST", LIST)]


@responses.activate
def test_gives_up_after_three_lost_answers() -> None:
    responses.get(LIST, json=[])
    responses.post(LIST, status=502, json={"message": "away"})
    with pytest.raises(ApiError, match="GitHub answered 502 to POST issues/7/comments: away"):
        put("news")
    assert len(written()) == 3
