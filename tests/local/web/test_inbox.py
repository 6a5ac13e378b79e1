from __future__ import annotations

from tests.local.alerting.living import Living
from tests.local.web.visits import visit

MESSAGE = "Mail is <b>late</b>.\nRunbook: https://git.example.com/a_b_c @slack-post @someone@example.com"


def told(message: str = MESSAGE) -> Living:
    here = Living()
    here.watch(name="mail is late", message=message)
    here.watch(name="a part", message="")
    here.send_value(9, "queue:mail")
    here.pass_(2)
    return here


def test_shows_what_was_told_to_whom_as_a_channel_shows_it() -> None:
    page = visit(told(), "/notifications").text
    assert page.count("<article>") == 1
    assert "[Triggered on {queue:mail}] mail is late" in page
    assert '<span class="chip">@slack-post</span>' in page
    assert "Mail is &lt;b&gt;late&lt;/b&gt;.<br />" in page
    assert '<a href="https://git.example.com/a_b_c">' in page


def test_shows_it_as_a_mail_to_those_who_get_one() -> None:
    assert "as a mail to someone@example.com" in visit(told(), "/notifications").text


def test_leaves_out_what_tells_nobody_unless_it_is_asked_for() -> None:
    assert "a part" not in visit(told(), "/notifications").text
    assert visit(told(), "/notifications", "all=1").text.count("<article>") == 2


def test_says_so_where_nobody_was_told() -> None:
    assert "Nobody has been told anything yet." in visit(Living(), "/notifications").text


def test_a_scope_of_everything_in_bold_is_a_star_and_no_row_of_them() -> None:
    here = Living()
    here.watch(name="all queues", query="avg(last_5m):avg:queue.length{*} > 5")
    here.pass_(2, 9)
    page = visit(here, "/notifications").text
    assert "over <strong>*</strong>" in page
    assert "*****" not in page
