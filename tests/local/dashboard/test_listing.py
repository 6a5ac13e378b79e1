import pytest

from tests.local.organisation import Organisation

PATH = "/api/v1/dashboard"


def titles(organisation: Organisation, **query: object) -> list[str]:
    status, answer = organisation.ask("GET", PATH, **query)
    assert status == 200
    return [each["title"] for each in answer["dashboards"]]


def test_says_little_of_each_dashboard():
    organisation = Organisation()
    created = organisation.created_dashboard(tags=["team:a"])
    _, answer = organisation.ask("GET", PATH)
    names = [
        "id",
        "title",
        "description",
        "layout_type",
        "url",
        "is_read_only",
        "created_at",
        "modified_at",
        "author_handle",
        "deleted_at",
    ]
    (listed,) = answer["dashboards"]
    assert list(listed) == names
    assert listed == {**{name: created.get(name) for name in names}, "is_read_only": False}


def test_gives_all_of_them_unless_told_how_many():
    organisation = Organisation()
    for number in range(103):
        organisation.created_dashboard(title=str(number))
    every = titles(organisation)
    assert len(every) == 103
    assert titles(organisation, count=5) == every[:5]
    assert titles(organisation, count=5, start=100) == every[100:]
    assert titles(organisation, start=100) == every[100:]


@pytest.mark.parametrize("query", [{"count": "x"}, {"start": -1}])
def test_refuses_a_page_that_is_none(query: dict[str, object]):
    assert Organisation().ask("GET", PATH, **query)[0] == 400


def test_shows_the_deleted_and_the_shared_ones_when_asked():
    organisation = Organisation()
    gone = organisation.created_dashboard(title="gone")["id"]
    organisation.created_dashboard(title="here")
    organisation.ask("DELETE", f"{PATH}/{gone}")
    assert titles(organisation) == ["here"]
    _, deleted = organisation.ask("GET", PATH, **{"filter[deleted]": "true"})
    assert [(each["title"], each["deleted_at"]) for each in deleted["dashboards"]] == [
        ("gone", "2026-01-02T12:00:00.345678+00:00")
    ]
    assert titles(organisation, **{"filter[shared]": "true"}) == []
