from __future__ import annotations

from dogwatch.local.web.assets import Asset, assets
from tests.local.organisation import Organisation
from tests.local.web.visits import visit


def test_a_page_loads_what_is_there_and_a_browser_keeps_it() -> None:
    page = visit(Organisation(), "/")
    assert page.headers["cache-control"] == "no-store"
    assert len(assets()) == 6
    for path, asset in assets().items():
        assert f'"{path}"' in page.text
        answer = visit(Organisation(), path)
        assert (answer.status, answer.headers["content-type"]) == (200, asset.content_type)
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert answer.text == asset.text


def test_another_text_has_another_address() -> None:
    one, other = (Asset("a.js", "text/javascript", text).path for text in ("1", "2"))
    assert one != other
    assert one.startswith("/assets/a.")
    assert one.endswith(".js")
