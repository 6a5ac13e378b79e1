from tests.local.organisation import NOON, Clock, Organisation, dashboard

PATH = "/api/v1/dashboard/lists/manual"
ITEMS = "/api/v2/dashboard/lists/manual/{}/dashboards"


def test_a_new_list_is_empty_and_shows_no_dashboards():
    status, made = Organisation().ask("POST", PATH, {"name": "Shop"})
    assert status == 200
    assert list(made) == [
        "author",
        "created",
        "dashboards",
        "dashboard_count",
        "id",
        "is_favorite",
        "modified",
        "name",
        "type",
    ]
    assert (made["name"], made["dashboards"], made["dashboard_count"]) == ("Shop", None, 0)
    assert made["created"] == made["modified"] == NOON.isoformat()


def test_lists_are_found_renamed_and_deleted():
    clock = Clock()
    organisation = Organisation(clock)
    ids = []
    for name in ("a", "b", "a"):
        ids.append(organisation.ask("POST", PATH, {"name": name})[1]["id"])
        clock.pass_(1)
    assert organisation.ask("PUT", f"{PATH}/{ids[0]}", {"name": "c"})[1]["name"] == "c"
    assert organisation.ask("GET", f"{PATH}/{ids[0]}")[1]["name"] == "c"
    shown = organisation.ask("GET", PATH)[1]["dashboard_lists"]
    assert [each["name"] for each in shown] == ["c", "a", "b"]
    assert organisation.ask("DELETE", f"{PATH}/{ids[0]}") == (200, {"deleted_dashboard_list_id": ids[0]})
    not_found = {"errors": [f"Manual Dashboard List with id {ids[0]} not found"]}
    for method, path in (("GET", PATH), ("PUT", PATH), ("DELETE", PATH)):
        assert organisation.ask(method, f"{path}/{ids[0]}", {"name": "d"}) == (404, not_found)
    assert organisation.ask("GET", ITEMS.format(ids[0])) == (404, not_found)
    assert organisation.ask("POST", PATH, {})[0] == 400


def test_dashboards_are_put_in_taken_out_and_replaced():
    organisation = Organisation()
    id = organisation.ask("POST", PATH, {"name": "Shop"})[1]["id"]
    made = [organisation.ask("POST", "/api/v1/dashboard", dashboard(title=title))[1]["id"] for title in "abc"]
    a, b, c = ({"type": "custom_timeboard", "id": each} for each in made)

    def titles() -> list[str]:
        shown = organisation.ask("GET", ITEMS.format(id))[1]
        assert shown["total"] == len(shown["dashboards"])
        return [each["title"] for each in shown["dashboards"]]

    path = ITEMS.format(id)
    assert organisation.ask("POST", path, {"dashboards": [a, b, a]}) == (200, {"added_dashboards_to_list": [a, b]})
    assert organisation.ask("POST", path, {"dashboards": [b, c]}) == (200, {"added_dashboards_to_list": [c]})
    assert titles() == ["a", "b", "c"]
    assert organisation.ask("DELETE", path, {"dashboards": [a]}) == (200, {"deleted_dashboards_from_list": [a]})
    assert organisation.ask("DELETE", path, {"dashboards": [a]}) == (200, {"deleted_dashboards_from_list": []})
    assert organisation.ask("PUT", path, {"dashboards": [c, a]}) == (200, {"dashboards": [c, a]})
    assert titles() == ["c", "a"]
    assert organisation.ask("GET", f"{PATH}/{id}")[1]["dashboard_count"] == 2

    organisation.ask("DELETE", f"/api/v1/dashboard/{c['id']}")
    assert titles() == ["a"]
    assert organisation.ask("GET", f"{PATH}/{id}")[1]["dashboard_count"] == 1


def test_refuses_dashboards_that_are_not_there_or_of_another_type():
    organisation = Organisation()
    id = organisation.ask("POST", PATH, {"name": "Shop"})[1]["id"]
    ordered = organisation.ask("POST", "/api/v1/dashboard", dashboard())[1]["id"]

    def put(item: object) -> tuple[int, str]:
        status, answer = organisation.ask("PUT", ITEMS.format(id), {"dashboards": [item]})
        return status, answer["errors"][0]

    gone = {"type": "custom_timeboard", "id": "aaa-aaa-aaa"}
    assert put(gone) == (404, "Dashboard with ID aaa-aaa-aaa not found")
    assert put({"type": "custom_screenboard", "id": ordered})[0] == 400
    assert put(ordered)[0] == 400
    assert put({"type": "host_timeboard", "id": 1})[0] == 400
    assert put({"type": "host_timeboard", "id": "1"}) == (501, "not emulated: dashboards of the type host_timeboard")
    assert organisation.ask("PUT", ITEMS.format(id), {})[0] == 400
