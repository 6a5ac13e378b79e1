import pytest

from dogwatch.errors import QuerySyntaxError
from dogwatch.judge.matching import matches

TAGS = ["service:web-store", "env:dev", "host:authentication-7", "url:a:b"]


@pytest.mark.parametrize(
    "search",
    [
        *("service:web-store", "service:web-store AND env:dev", "service:web-store env:dev", "env:(dev OR staging)"),
        *(
            "service:web-store AND env:(dev OR staging)",
            "host:authentication-*",
            "host:*-7",
            "service:web-store -env:prod",
        ),
        *("*", "env:*", "-env:(prod OR staging)", "NOT env:prod", 'host:"authentication-7"', "ENV:Dev", "url:a\\:b"),
    ],
)
def test_matches(search: str):
    assert matches(search, TAGS)


@pytest.mark.parametrize(
    "search",
    [
        *("service:web", "service:web-store AND env:prod", "env:(prod OR staging)", "-env:dev", "team:*", "host:auth"),
        *("-env:(dev OR prod)", "dev", 'service:"web*"', "env:\\*"),
    ],
)
def test_does_not_match(search: str):
    assert not matches(search, TAGS)


def test_a_group_without_tags_matches_what_asks_for_all_and_what_excludes():
    assert matches("*", [])
    assert matches("-env:prod", [])
    assert not matches("env:prod", [])


def test_what_is_no_search_is_an_error():
    with pytest.raises(QuerySyntaxError):
        matches("env:(a OR", TAGS)
