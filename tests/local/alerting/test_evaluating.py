from tests.local.alerting.living import NOON, Living


def test_a_monitor_that_turns_is_told_of_once_and_is_in_the_inbox():
    here = Living()
    id = here.watch()
    here.pass_(3, 9, "queue:mail")

    (kept,) = here.inbox()
    assert [each.title for each in here.told] == [kept["title"]] == ["[Triggered on {queue:mail}] queues are long"]
    assert (kept["id"], kept["monitor"], kept["at"]) == (1, id, NOON + 60)
    assert (kept["group"], kept["transition"], kept["handles"]) == ("queue:mail", "Triggered", ["@webhook-people"])
    assert kept["message"] == "Too many in mail @webhook-people"


def test_a_recovery_is_told_too():
    here = Living()
    here.watch()
    here.pass_(1, 9, "queue:mail")
    here.pass_(6, 1, "queue:mail")

    assert [each["transition"] for each in here.inbox()] == ["Triggered", "Recovered"]
