from __future__ import annotations

from pathlib import Path

from dogwatch.local.declared import DeclaredFeature
from tests.local.alerting.living import Living
from tests.local.web.visits import visit

ADDRESS = "https://git.example.com/docs/a_b&c.md"


def declared(file: Path, address: str = ADDRESS) -> Living:
    """A feature with a runbook, whose alert has been told with a link to it."""
    here = Living()
    tags = ["feature:checkout", "env:prod"]
    here.watch(name="mail is late", message=f"Runbook: {ADDRESS} @slack-post", tags=tags)
    here.send_value(9, "queue:mail")
    here.pass_(2)
    feature = DeclaredFeature("checkout", "prod", "post", "mail", 1, "", address, "docs/a_b&c.md", file)
    here.world.declared.hold([], [feature])
    return here


def test_a_link_to_a_runbook_opens_the_file_that_lies_here(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# What to do\n\n| when | do |\n|---|---|\n| `late` | wait, <b>or</b> ask |\n")
    here = declared(tmp_path / "a.md")
    inbox = visit(here, "/notifications").text
    assert '<a href="/runbooks/docs/a_b%26c.md">https://git.example.com/docs/a_b&amp;c.md</a>' in inbox
    assert 'href="/runbooks/docs/a_b%26c.md"' in visit(here, "/features/checkout").text
    page = visit(here, "/runbooks/docs/a_b%26c.md")
    assert page.status == 200
    assert "<h1>What to do</h1>" in page.text
    assert "wait, &lt;b&gt;or&lt;/b&gt;" in page.text


def test_a_runbook_without_an_address_is_seen_here_too(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# What to do\n")
    here = declared(tmp_path / "a.md", address="docs/a_b&c.md")
    assert 'href="/runbooks/docs/a_b%26c.md"' in visit(here, "/features/checkout").text


def test_only_runbooks_of_features_are_shown(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# What to do\n")
    (tmp_path / "b.md").write_text("# A secret\n")
    here = declared(tmp_path / "a.md")
    for path in ("docs/b.md", "b.md", "docs/../b.md", "%2e%2e/b.md", ""):
        assert visit(here, f"/runbooks/{path}").status == 404, path


def test_a_runbook_that_is_gone_says_so(tmp_path: Path) -> None:
    page = visit(declared(tmp_path / "a.md"), "/runbooks/docs/a_b%26c.md")
    assert page.status == 404
    assert "docs/a_b&amp;c.md cannot be read" in page.text
