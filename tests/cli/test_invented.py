from __future__ import annotations

from pathlib import Path

import pytest

from dogwatch.cli.invented import Known, made_up_page
from dogwatch.draw.figures.timeseries import Timeseries
from tests.declare.catalogs import between, resources

NOW = 1_767_355_200
CATALOG = """
queue = Powerpack("queue", team=payments, title="Queue", variables=TemplateVariable("region"),
    widgets=[widgets.timeseries("Waiting", "avg:shop.queue{{$region}}")])
shown = widgets.powerpack("Queue", queue, controlled_externally={{"region": ["$region"]}})
page = Dashboard("page", team=payments, title="Page", variables=TemplateVariable("region"), widgets=[{shown}])
"""


@pytest.mark.parametrize("shown", ["shown", 'widgets.group("Around", [shown])'])
def test_a_powerpack_is_drawn_with_values_for_its_queries(tmp_path: Path, shown: str) -> None:
    made = resources(tmp_path, between(CATALOG.format(shown=shown)))
    page = made_up_page(made["shop/page"].body, Known.of(made.values()), NOW)
    [placed] = page.widgets
    while placed.inside:
        [placed] = placed.inside
    assert isinstance(placed.figure, Timeseries)
    assert placed.figure.heading.title == "Waiting"
    assert placed.figure.lines
