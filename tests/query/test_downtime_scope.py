import pytest

from dogwatch.query import scope_mistake


@pytest.mark.parametrize(
    "scope",
    [
        *("*", "service:web-store", "service:web-store AND env:dev", "env:(dev OR staging)", "host:*-prod-cluster"),
        *(
            "service:web-store AND env:(dev OR staging)",
            "service:webstore AND -env:prod",
            "-env:(a OR b)",
            'host:"a-b"',
        ),
        *("team:app AND (service:auth OR env:(prod OR dev))", "env:prod service:a", "NOT env:prod", 'host:"a-b"'),
    ],
)
def test_takes(scope: str):
    assert scope_mistake(scope) is None


@pytest.mark.parametrize(
    ("scope", "said"),
    [
        ("", "The scope is empty"),
        ("service:A OR host:X", "OR is not supported between keys"),
        ("prod AND service:(A OR B)", "All values must have a key"),
        ("prod", "All values must have a key"),
        ("team:app AND (service:auth OR (service:g AND (env:prod OR type:metric)))", "at most 2 levels"),
        ("-service:(A AND B)", "NOT is supported for a key"),
        ("-service:(A B)", "NOT is supported for a key"),
        ("service:(-A OR -B)", "NOT stands in front of a key"),
        ("service:auth?", "The wildcard ? is not supported"),
        ("en&v:prod", "The key 'en&v' has letters that no key has"),
        ("a:>5", "no comparisons"),
    ],
)
def test_does_not_take(scope: str, said: str):
    assert said in str(scope_mistake(scope))
