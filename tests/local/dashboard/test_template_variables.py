import pytest

from tests.local.organisation import Organisation


def test_variables_and_views_come_back_as_they_were_sent():
    variables = [{"name": "host1", "prefix": "host", "defaults": ["a"], "available_values": []}, {"name": "b"}]
    presets = [{"name": "view", "template_variables": [{"name": "host1", "values": ["a"]}]}]
    created = Organisation().created_dashboard(template_variables=variables, template_variable_presets=presets)
    assert (created["template_variables"], created["template_variable_presets"]) == (variables, presets)
    assert Organisation().created_dashboard(template_variables=[])["template_variables"] == []


@pytest.mark.parametrize(
    "variable",
    [{}, {"name": 1}, {"name": "a", "default": "*", "defaults": ["*"]}, {"name": "a", "available_values": "x"}],
)
def test_refuses_variables_that_contradict_themselves(variable: dict[str, object]):
    said = Organisation().dashboard_refusal(template_variables=[variable])
    assert said == f"'template_variables' value '{variable}' is invalid"


def test_an_empty_default_is_too_short():
    said = Organisation().dashboard_refusal(template_variables=[{"name": "a", "defaults": [""]}])
    assert said == "Minimum length of parameter 'defaults' should be 1"


def test_a_view_has_either_a_value_or_values():
    variable = {"name": "datacenter", "value": "*", "values": ["*"]}
    presets = [{"name": "my saved view", "template_variables": [variable]}]
    said = Organisation().dashboard_refusal(template_variable_presets=presets)
    assert said == "'template_variables' value '{'name': 'datacenter', 'value': '*', 'values': ['*']}' is invalid"


@pytest.mark.parametrize("sent", ["x", [1]])
def test_refuses_what_is_no_list_of_objects(sent: object):
    assert "is invalid" in Organisation().dashboard_refusal(template_variables=sent)
    assert "is invalid" in Organisation().dashboard_refusal(template_variable_presets=sent)
