from __future__ import annotations

from dogwatch.adopt import Taken, entries, modules, package_head

from .originals import dashboard, monitor, slo
from .ruffed import formatted


def test_a_module_imports_what_it_uses() -> None:
    code = modules(entries([monitor(1, query="q"), slo("s"), dashboard("d", {"type": "note"})], Taken()), "prod", {})

    assert code["unowned"].startswith(
        '"""What was imported."""\n\n'
        "from dogwatch import Dashboard, Events, Monitor, Slo, widgets\n"
        "from dogwatch.query import metric\n\n"
    )


def test_monitors_stand_before_slos_and_those_before_dashboards() -> None:
    code = modules(entries([dashboard("d"), slo("s"), monitor(1)], Taken()), "prod", {})["unowned"]

    assert code.index("= Monitor(") < code.index("= Slo(") < code.index("= Dashboard(")


def test_many_names_have_a_line_each() -> None:
    composites = [
        monitor(number, type="composite", query=f"{number - 100}", tags=["team:web"]) for number in range(101, 112)
    ]
    others = [monitor(number, tags=["team:payments"]) for number in range(1, 12)]
    code = modules(entries([*composites, *others], Taken()), "prod", {})["web"]

    assert "from .payments import (\n    errors_1,\n    errors_10,\n" in code
    assert formatted(code) == code


def test_the_head_of_a_package_is_a_catalog_where_there_is_none() -> None:
    assert package_head(None) == '"""What was imported."""\n'
    assert package_head("shop").endswith('\n\nfrom dogwatch import Catalog\n\ncatalog = Catalog("shop")\n')
