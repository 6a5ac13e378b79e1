from __future__ import annotations

from pathlib import Path

import pytest

from dogwatch.declare import check, load, team_costs
from tests.declare.catalogs import END, mistakes, write

TEAM = 'from dogwatch import *\nteam = Team("payments", notify="@slack-payments", custom_metrics={budget})\n'
FEATURES = """\
features = [
    Feature(name, team=team, service="shop-api", signals=[Errors(rate="1%")]) for name in ("checkout", "search")
]
"""


def test_a_budget_that_the_features_can_exceed_is_a_mistake(tmp_path: Path) -> None:
    said = mistakes(tmp_path, TEAM.format(budget=500) + FEATURES + END)
    assert said.startswith(
        "features.py:2: team payments: custom_metrics: its features can make 732 custom metrics, more than its budget "
        "of 500: checkout 366, search 366\n    keep fewer tags (feature.hits of checkout alone makes 216), "
    )


def test_a_tag_of_which_nobody_says_how_many_values_it_has_is_a_mistake(tmp_path: Path) -> None:
    features = FEATURES.replace('rate="1%"', 'rate="1%", by=["region"]')
    assert mistakes(tmp_path, TEAM.format(budget=5000) + features + END) == (
        "features.py:6: catalog shop: values: the catalog asks for metrics by the tag region, and nothing says how "
        "many values that has\n    write Catalog(…, values={'region': 4}), or values= of the features\n1 mistake"
    )


def test_without_a_budget_nothing_is_asked(tmp_path: Path) -> None:
    features = FEATURES.replace('rate="1%"', 'rate="1%", by=["region"]')
    declared = load(write(tmp_path, features=TEAM.format(budget=None) + features + END))
    assert check(declared, "prod")


def test_the_dearest_feature_comes_first(tmp_path: Path) -> None:
    more = 'dear = Feature("zoo", team="payments", service="zoo", signals=[Resources(cpu="1s")])\n'
    declared = load(write(tmp_path, features=TEAM.format(budget=None) + FEATURES + more + END))
    [cost] = team_costs(declared, [])
    assert [each.feature.name for each in cost.costs] == ["zoo", "checkout", "search"]
    assert cost.total == sum(each.total for each in cost.costs)


@pytest.mark.parametrize("budget", ["0", "-1", "True", "'5000'", "1.5"])
def test_a_budget_is_a_whole_number(tmp_path: Path, budget: str) -> None:
    said = mistakes(tmp_path, TEAM.format(budget=budget) + FEATURES + END)
    assert "is no number of custom metrics\n    write how many may be made, as in 5000" in said


@pytest.mark.parametrize("values", ['{"region": 0}', '{"region": "4"}', '["region"]'])
def test_numbers_of_values_are_whole_and_at_least_one(tmp_path: Path, values: str) -> None:
    end = f'catalog = Catalog("shop", values={values})\n'
    assert "catalog shop: values: " in mistakes(tmp_path, TEAM.format(budget=None) + FEATURES + end)
    features = FEATURES.replace("team=team", f"team=team, values={values}")
    assert "feature checkout: values: " in mistakes(tmp_path, TEAM.format(budget=None) + features + END)
