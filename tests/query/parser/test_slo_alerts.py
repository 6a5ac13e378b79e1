# ruff: noqa: E501 - what people read stands here as it is printed

from __future__ import annotations

import pytest

from dogwatch.query import BurnRate, ErrorBudget, SloAlert, burn_rate, canonical, metric, parse_monitor, parse_slo

from .refusals import refusal


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("error_budget('abc').over('7d')>75", SloAlert(ErrorBudget("abc", "7d"), ">", 75)),
        (' error_budget( "abc" ).over( "7d" )  >= 7.5e1\n', SloAlert(ErrorBudget("abc", "7d"), ">=", 75)),
        (
            'burn_rate("${slo:shop/a}").over("30d").long_window("1h").short_window("5m") > 14.4',
            SloAlert(BurnRate("${slo:shop/a}", "30d", "1h", "5m"), ">", 14.4),
        ),
        (
            'burn_rate("abc").over("28d").short_window("").long_window("3d") > 0.5',
            SloAlert(BurnRate("abc", "28d", "3d", ""), ">", 0.5),  # type: ignore[arg-type]
        ),
    ],
)
def test_reads_an_alert_on_an_slo(text: str, tree: SloAlert) -> None:
    read = parse_monitor(text, "slo alert")
    assert read == tree
    assert parse_slo(text) == tree
    assert str(read) == str(parse_slo(text)) == text
    assert parse_slo(canonical(read)) == tree


def test_reads_what_the_builder_writes() -> None:
    built = burn_rate("abc", "7d", long_window="24h", short_window="120m") >= 3.0
    assert parse_slo(str(built)) == built


def test_reads_what_an_slo_counts() -> None:
    good = metric("hits").where("!code:5xx").sum().as_count()
    assert parse_slo(str(good / 2)) == (good / 2).tree


@pytest.mark.parametrize(
    ("marked", "said"),
    [
        ("^", 'the query ends too early; expected error_budget("…") or burn_rate("…")'),
        ("^avg(last_5m):avg:a{*} > 5", "'avg' is no measure of an SLO; write error_budget"),
        ('^error_budgt("abc")', "'error_budgt' is no measure of an SLO; did you mean 'error_budget'?"),
        ("error_budget(^abc)", "'abc' has no place here; expected the id of an SLO in quotes"),
        ('error_budget("abc"^', "the query ends too early; expected ')'"),
        ('error_budget("abc").over("7d")^', "the query ends too early; expected another step or a comparison such as > 5"),
        ('error_budget("abc").over("7d").^long_window("1h") > 5', "'long_window' is no step of such a query; write one of .over"),
        ('burn_rate("abc").over("7d") ^> 5', 'it has no .long_window(…); write it in front of this, as in .long_window("1h")'),
        ('burn_rate("abc").over("7d").long_window("1h") ^> 5', "it has no .short_window(…); write it in"),
        ('error_budget("abc") ^> 5', 'it has no .over(…); write it in front of this, as in .over("30d")'),
        ('error_budget("abc").over("7d") > ^many', "'many' has no place here; expected a number"),
        ('error_budget("abc").over("7d") > 5 ^|| x', "'|' has no place here; expected the end"),
        ('error_budget("abc").over("7d") ^< 5', "error_budget is compared by <; Datadog takes > and >="),
        ('error_budget("abc").over("7d") ^== 5', "error_budget is compared by ==; Datadog takes > and >="),
        ('error_budget("abc").over("7d") ^> threshold', "an SLO has no dynamic threshold; expected a number"),
    ],
)  # fmt: skip
def test_says_what_is_wrong_with_an_alert(marked: str, said: str) -> None:
    assert refusal(lambda text: parse_monitor(text, "slo alert"), marked).startswith(said)
