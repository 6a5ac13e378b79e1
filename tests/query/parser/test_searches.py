from __future__ import annotations

import pytest

from dogwatch.query import (
    Bound,
    Either,
    Every,
    Facet,
    FreeText,
    Interpolated,
    Phrase,
    Range,
    Search,
    SearchCondition,
    SearchFunction,
    Variable,
    Without,
    canonical,
    parse_search,
)

from .refusals import refusal

A, B = FreeText("a"), FreeText("b")


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("", None),
        (" \n", None),
        ("*", FreeText("*")),
        ("a", A),
        ("a b", Every((A, B))),
        ("a  AND b", Every((A, B))),
        ("a b OR c", Either((Every((A, B)), FreeText("c")))),
        ("(a OR b) -c", Every((Either((A, B)), Without(FreeText("c"))))),
        ("NOT (a b) !c", Every((Without(Every((A, B))), Without(FreeText("c"))))),
        ("and or", Every((FreeText("and"), FreeText("or")))),
        ("ORDER ANDY", Every((FreeText("ORDER"), FreeText("ANDY")))),
        ("service:web", Facet("service", FreeText("web"))),
        ("@http.status_code:5*", Facet("@http.status_code", FreeText("5*"))),
        ("field:apps:x", Facet("field", FreeText("apps:x"))),
        ("@path:/api/v1/*", Facet("@path", FreeText("/api/v1/*"))),
        ("-@user:*@*", Without(Facet("@user", FreeText("*@*")))),
        (r"a\ b @k\:x:y\(z", Every((FreeText(r"a\ b"), Facet(r"@k\:x", FreeText(r"y\(z"))))),
        ('"connection reset"', Phrase("connection reset")),
        (r'@m:"a \"b\""', Facet("@m", Phrase('a "b"'))),
        ('@repo:""', Facet("@repo", Phrase(""))),
        ("env: prod", Every((Facet("env", FreeText("")), FreeText("prod")))),
        ("@n:>=400", Facet("@n", Bound(">=", "400"))),
        ("@n:(>=200 AND <400)", Facet("@n", Every((Bound(">=", "200"), Bound("<", "400"))))),
        ("@n:(>=500)", Facet("@n", Bound(">=", "500"))),
        ("@n:[200 TO 299]", Facet("@n", Range("200", "299"))),
        ("@n:{1 TO *}", Facet("@n", Range("1", "*", False, False))),
        ("env:(prod OR staging)", Facet("env", Either((FreeText("prod"), FreeText("staging"))))),
        ("cache:(-MISS)", Facet("cache", Without(FreeText("MISS")))),
        ("tag:(terraform:true)", Facet("tag", Facet("terraform", FreeText("true")))),
        ("$env $os.family", Every((Variable("env"), Variable("os.family")))),
        ("cluster:$cluster.value", Facet("cluster", Variable("cluster", "value"))),
        ("host:web-$env.value*", Facet("host", FreeText(Interpolated(("web-", Variable("env", "value"), "*"))))),
        ("@price:$5", Facet("@price", FreeText("$5"))),
        ("CIDR(@ip,13.0.0.0/8) a", Every((SearchFunction("CIDR", "@ip,13.0.0.0/8"), A))),
        ("[error] {x}", Every((FreeText("[error]"), FreeText("{x}")))),
        ("a - b", Every((A, FreeText("-"), B))),
    ],
)
def test_reads_a_search(text: str, tree: SearchCondition | None) -> None:
    read = parse_search(text)
    assert read == Search(tree)
    assert str(read) == text
    assert parse_search(canonical(read)) == read


def test_each_term_prints_as_it_was_read() -> None:
    read = parse_search("@n:( >=200  AND <400 )  -( a  b )").condition
    assert isinstance(read, Every)
    assert [str(term) for term in read.terms] == ["@n:( >=200  AND <400 )", "-( a  b )"]
    assert canonical(read) == "@n:(>=200 <400) -(a b)"


@pytest.mark.parametrize(
    ("marked", "said"),
    [
        ("(a^", "the query ends too early; expected a term, AND, OR or ')'"),
        ("a^)", "')' has no place here; expected a term, AND, OR or the end"),
        ("(^)", "')' has no place here; expected a term"),
        ("a OR ^", "the query ends too early; expected a term"),
        ("a AND ^AND b", "'AND' has no place here; expected a term"),
        ("^OR a", "'OR' has no place here; expected a term"),
        ("NOT^", "the query ends too early; expected a term"),
        ('a ^"b', "the quote is not closed; close it, or write a backslash in front of it"),
        ("@n:^[200 TO", "'[' has no place here; expected a range such as [200 TO 299]"),
    ],
)
def test_says_what_is_wrong_with_a_search(marked: str, said: str) -> None:
    assert refusal(parse_search, marked) == said
