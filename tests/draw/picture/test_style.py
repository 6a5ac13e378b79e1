from __future__ import annotations

from dogwatch.draw.picture.style import colours, style


def test_every_colour_is_the_light_one() -> None:
    assert colours()["paper"] == "#f5f6f8"
    assert "var(" not in style()
    assert ".series-0 { color: #3a6fd8; }" in style()
