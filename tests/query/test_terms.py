from __future__ import annotations

import pytest

from dogwatch.query import Excluded, Tag, Variable, all_of, any_of, not_, one_of, tag, term
from dogwatch.query.terms import exclusion


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("env:prod", Tag("env", "prod")),
        ("url:a:b", Tag("url", "a:b")),
        ("host:web-*", Tag("host", "web-*")),
        ("host:*", Tag("host", "*")),
        ("image:*istio*", Tag("image", "*istio*")),
        ("status:5xx", Tag("status", "5xx")),
        ("canary", Tag("canary")),
        ("!env:prod", Excluded(Tag("env", "prod"))),
        ("-env:prod", Excluded(Tag("env", "prod"))),
        ("$env", Variable("env")),
        ("!$env", Excluded(Variable("env"))),
        ("$env.value", Variable("env", "value")),
        ("endpoint:$url.value", Tag("endpoint", Variable("url", "value"))),
        (Tag("env", "prod"), Tag("env", "prod")),
    ],
)
def test_reads_a_condition(written: object, meant: object) -> None:
    assert term(written) == meant  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        (
            "env:Prod",
            "'env:Prod' is not one that Datadog stores: it would make 'env:prod' of it; write 'env:prod'",
        ),
        ("Env:prod", "the tag 'Env' is not one that Datadog stores: it would make 'env' of it; write 'env'"),
        ("host:Web-*", "it would make 'host:web-\\*' of it; write 'host:web-\\*'"),
        ("plan:a b", "it would make 'plan:a_b' of it; write 'plan:a_b'"),
        ("env:", "it would make 'env' of it; write a letter first and a value behind the colon"),
        ("5xx", "it would make 'xx' of it; write 'xx'"),
        ("555", "it would make '' of it; write a letter first"),
        ("region:" + "x" * 200, "it would make 'region:x+' of it"),
        ("a:b,c:d", "for several conditions write where"),
        ("a:b AND c:d", "for several conditions write where"),
        ("a:b or c:d", "for several conditions write where"),
        ("region IN (a, b)", "for several conditions write where"),
        ("*", "the tag key '\\*' has a wildcard; only values may"),
        ("h*:a", "the tag key 'h\\*' has a wildcard; only values may"),
        ("", "the tag key is empty"),
        (":a", "the tag key is empty"),
        ("$", "'\\$' is not a template variable; write '\\$env'"),
        ("$env.name", "'\\$env.name' is not a template variable"),
        (5, "5 is not a condition; write a tag"),
    ],
)
def test_refuses_tags_that_datadog_would_rewrite(written: object, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        term(written)  # type: ignore[arg-type]


def test_refuses_values_that_are_no_text() -> None:
    with pytest.raises(ValueError, match="the value of tag shard is 3; write a text, as in shard='3'"):
        tag("shard", 3)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="the tag key 'a:b' has a colon; write the key alone, 'a'"):
        tag("a:b", "c")


def test_excludes_with_an_exclamation_mark_where_that_can_say_it() -> None:
    assert str(exclusion("env:prod")) == "!env:prod"
    assert str(exclusion("!env:prod")) == "env:prod"
    assert str(exclusion(one_of("region", "us", "eu"))) == "region NOT IN (us,eu)"


def test_joins_conditions_in_words() -> None:
    assert str(any_of("region:us", all_of("region:eu", "!zone:a"))) == "region:us OR (region:eu AND NOT zone:a)"
    assert str(not_(any_of("region:us", "region:eu"))) == "NOT (region:us OR region:eu)"
    assert any_of("region:us") == all_of("region:us") == Tag("region", "us")


def test_refuses_one_of_without_values_or_with_wrong_ones() -> None:
    with pytest.raises(ValueError, match=r"one_of\('region'\) has no values"):
        one_of("region")
    with pytest.raises(ValueError, match="it would make 'region:us_east' of it"):
        one_of("region", "us east")
    with pytest.raises(ValueError, match=r"has the variable \$r.value; write any_of"):
        one_of("region", "$r.value")
