import pytest

from dogwatch.local.api.errors import Refused
from dogwatch.local.api.monitor import search_query

FOUND = {
    "id": 7,
    "name": "CPU of web",
    "status": "No Data",
    "classification": "metric",
    "priority": 2,
    "muted": False,
    "tags": ["env:prod", "team:ops", "lonely"],
    "scopes": ["app:web"],
    "metrics": ["system.cpu.user"],
    "notifications": [{"handle": "slack-ops", "name": "slack-ops"}],
}


@pytest.mark.parametrize(
    "query",
    [
        "",
        "cpu",
        "cpu web",
        '"CPU of"',
        'title:"of web"',
        'status:"no data"',
        "type:metric",
        "id:7",
        "priority:p2",
        "muted:false",
        'tag:"env:prod"',
        "tag:env:*",
        "tag:lonely",
        "team:ops AND env:prod",
        'scope:"app:web"',
        "metric:system.cpu.*",
        "notification:slack-ops",
        "memory OR cpu",
        "-memory",
        "NOT memory cpu",
        "NOT (memory OR disk)",
        "(memory OR web) -team:dev",
        "memory OR cpu team:ops",
        "tag:(team:ops)",
        'tag:(team:dev OR "env:prod") cpu',
        "tag:(team:ops AND (env:dev OR env:prod))",
        "tag:(team:ops -env:dev)",
        "-tag:(team:dev OR env:dev)",
        "cpu OR -tag:(team:ops)",
    ],
)
def test_finds(query: str):
    assert search_query.parsed(query)(FOUND)


@pytest.mark.parametrize(
    "query",
    [
        "memory",
        "cpu memory",
        "status:alert",
        "-cpu",
        'tag:"env:pro"',
        "team:dev",
        "muted:true",
        "(memory OR cpu) team:dev",
        "cpu AND team:dev OR memory",
        "tag:(team:dev OR env:dev)",
        "-tag:(team:ops)",
    ],
)
def test_does_not_find(query: str):
    assert not search_query.parsed(query)(FOUND)


def test_names_a_status_that_is_none_in_recorded_words():
    with pytest.raises(Refused, match="Query parsing error: 'notastatus' is not a valid monitor status"):
        search_query.parsed("status:notastatus")


@pytest.mark.parametrize("query", ["(cpu", "cpu)", "cpu OR", "AND cpu", "NOT", "tag:(team:ops", "tag:("])
def test_refuses_what_it_cannot_read(query: str):
    with pytest.raises(Refused, match="400: Query parsing error: "):
        search_query.parsed(query)


def test_names_a_key_that_is_not_emulated():
    with pytest.raises(Refused, match="501: not emulated: 'creator:' in a monitor search"):
        search_query.parsed("creator:me")
