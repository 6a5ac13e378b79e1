from __future__ import annotations

from collections.abc import Mapping

from dogwatch.adopt import Original, Taken, entries, modules

from .originals import composite, dashboard, monitor, slo

ID = "0123456789abcdef0123456789abcdef"


def package(*originals: Original, known: Mapping[tuple[str, str], str] | None = None) -> dict[str, str]:
    return modules(entries(originals, Taken()), "prod", known or {})


def test_what_is_referred_to_stands_before_and_is_an_object() -> None:
    code = package(composite(1, "2 && !3"), monitor(2), monitor(3))["unowned"]

    assert 'query=errors_2.reference + " && !" + errors_3.reference,' in code
    assert code.index("errors_3 =") < code.index("errors_1 =")


def test_an_id_that_is_not_declared_stays_with_a_remark() -> None:
    code = package(composite(1, "2 && 77 && 88"), monitor(2))["unowned"]

    assert '    # not declared here: monitor 77, monitor 88\n    query=errors_2.reference + " && 77 && 88",\n' in code


def test_an_alert_on_an_slo_asks_it_by_the_builder() -> None:
    alert = monitor(1, type="slo alert", query=f'error_budget("{ID}").over("30d") > 75')

    assert f'query=error_budget(promise_{ID}.reference, "30d") > 75,' in package(alert, slo(ID))["unowned"]
    lonely = package(alert)["unowned"]
    assert f'    # not declared here: slo {ID}\n    query=error_budget("{ID}", "30d") > 75,\n' in lonely


def test_an_alert_on_an_slo_that_the_builder_refuses_keeps_its_text() -> None:
    alert = monitor(1, type="slo alert", query=f'error_budget("{ID}").over("1d") > 75')

    code = package(alert, slo(ID))["unowned"]
    assert f"query='error_budget(\"' + promise_{ID}.reference + '\").over(\"1d\") > 75'," in code


def test_an_slo_counts_monitors() -> None:
    counted = slo("s", type="monitor", monitor_ids=[2, 77], query=None)

    code = package(counted, monitor(2))["unowned"]
    assert "    # not declared here: monitor 77\n    sli=Uptime([errors_2, 77]),\n" in code


def test_widgets_show_what_is_declared() -> None:
    shown = dashboard(
        "d",
        {"type": "alert_graph", "title": "A", "alert_id": "2", "viz_type": "timeseries"},
        {"type": "slo", "slo_id": ID},
        {"type": "alert_value", "alert_id": "77"},
    )

    code = package(shown, monitor(2), slo(ID))["unowned"]
    assert 'widgets.alert_graph("A", errors_2),' in code
    assert f'widgets.widget({{"type": "slo", "slo_id": promise_{ID}.reference}}),' in code
    assert "# not declared here: monitor 77\n" in code


def test_another_module_is_imported_from() -> None:
    code = package(composite(1, "2", tags=["team:web"]), monitor(2, tags=["team:payments"]))

    assert "\nfrom .payments import errors_2\n" in code["web"]
    assert "query=errors_2.reference," in code["web"]
    assert "import errors" not in code["payments"]


def test_modules_that_would_import_each_other_name_what_they_need() -> None:
    web, payments = ["team:web"], ["team:payments"]
    code = package(
        monitor(1, tags=web), monitor(2, tags=payments), composite(3, "2", tags=web), composite(4, "1", tags=payments)
    )

    assert "from .web import errors_1\n" in code["payments"]
    assert 'query="${monitor:$catalog/errors-2}",' in code["web"]


def test_a_composite_of_composites_keeps_their_ids() -> None:
    code = package(composite(1, "2"), composite(2, "1"))["unowned"]

    assert 'query="2",' in code
    assert 'query="1",' in code


def test_what_was_imported_before_is_named() -> None:
    code = package(composite(1, "2"), known={("monitor", "2"): "checkout/errors"})["unowned"]

    assert 'query="${monitor:$catalog/checkout/errors}",' in code
