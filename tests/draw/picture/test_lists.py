from __future__ import annotations

import re

from dogwatch.draw.figures.change import Change, Row
from dogwatch.draw.figures.heading import Heading
from dogwatch.draw.figures.manage_status import StatesOfMonitors
from dogwatch.draw.paint.html import Markup
from dogwatch.draw.picture import lists
from dogwatch.draw.picture.place import Box
from dogwatch.draw.units import Unit

ROOM = Box(0, 0, 380, 200)


def texts(drawn: Markup) -> list[tuple[str, float]]:
    """Each text with the size of its letters."""
    return [
        (text, float(size)) for size, text in re.findall(r'<text[^>]*font-size="([\d.]+)"[^>]*>([^<]*)<', str(drawn))
    ]


def test_how_many_monitors_are_in_a_state_is_written_larger_than_the_state() -> None:
    heading = Heading("Monitors", "manage_status")
    drawn = lists.monitors(StatesOfMonitors(heading, 0, (("Alert", 11), ("OK", 8)), (), 0, True, False, True), ROOM)
    assert texts(drawn) == [("11", 22.0), ("Alert", 12.5), ("8", 22.0), ("OK", 12.5)]


def test_numbers_of_a_change_have_the_room_that_names_leave() -> None:
    rows = (Row("shop-api", 803.0, None, None, None),)
    figure = Change(Heading("Calls", "change"), rows, Unit("request"), False, True, True, "week before", ())
    drawn = lists.change(figure, ROOM)
    assert {"shop-api", "803 requests", "week before"} <= {text for text, _ in texts(drawn)}
