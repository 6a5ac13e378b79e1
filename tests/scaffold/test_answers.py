import ast

import pytest

from dogwatch.errors import UsageError
from dogwatch.scaffold import Answers, written

GOOD = {
    "name": "shop",
    "feature": "checkout",
    "service": "shop-api",
    "team": "payments",
    "notify": "@slack-payments",
    "site": "datadoghq.eu",
}


def answers(**others: str) -> Answers:
    return Answers(**{**GOOD, **others})


def test_says_all_that_is_wrong_at_once():
    with pytest.raises(UsageError) as raised:
        answers(name="My Shop", feature="", notify="slack-payments", site="eu")
    assert str(raised.value).splitlines() == [
        "--name 'My Shop' cannot stand in keys and tags; write lower case words such as my-shop",
        "--feature '' cannot stand in keys and tags; write lower case words such as order-history",
        "--notify: 'slack-payments' does not begin with @, so Datadog would not deliver to it; write '@slack-payments'",
        "--site 'eu' is no Datadog site; write one like datadoghq.com, us5.datadoghq.com or datadoghq.eu",
    ]


@pytest.mark.parametrize(
    ("feature", "team", "variables"),
    [
        ("order-history", "payments", ("order_history", "payments")),
        ("checkout", "checkout", ("checkout", "checkout_team")),
        ("import", "class", ("import_", "class_")),
        ("catalog", "pages", ("catalog_", "pages_")),
        ("simulate", "feature", ("simulate_", "feature_")),
        ("times", "lognormal", ("times_", "lognormal_")),
        ("a.b", "a_b", ("a_b", "a_b_team")),
    ],
)
def test_names_in_python_are_neither_keywords_nor_those_of_others(
    feature: str, team: str, variables: tuple[str, str]
) -> None:
    given = answers(feature=feature, team=team)
    assert (given.feature_variable, given.team_variable) == variables
    for path, text in written(given, "1.0").items():
        if path.endswith(".py"):
            ast.parse(text)
