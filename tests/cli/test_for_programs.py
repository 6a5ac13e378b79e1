"""--json of all commands: what a script relies on, whatever comes of a command."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click
import pytest

from dogwatch.cli.for_programs import answer, failed, is_asked_for
from dogwatch.cli.main import COMMANDS
from dogwatch.cli.main import dogwatch as group
from dogwatch.errors import ApiError, CatalogError, DogwatchError, Mistake, QuerySyntaxError, StalePlan, UsageError
from dogwatch.local import running
from dogwatch.place import Place
from tests.reference import WITHOUT_JSON

from .command import dogwatch, shop


def option(name: str) -> click.Parameter | None:
    command = group.get_command(click.Context(group), name)
    assert command is not None
    return next((each for each in command.params if "--json" in each.opts), None)


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_has_json_or_a_reason_why_not(name: str) -> None:
    found = option(name)
    assert (found is None) == (name in WITHOUT_JSON)
    if found is not None:
        assert isinstance(found, click.Option)
        assert str(found.help).startswith("For programs: ")


def spoken(folder: Path, *arguments: str, url: str | None = None) -> tuple[int, Any, str]:
    """Exit code, the one value that stands on stdout, and what is on stderr."""
    ended = dogwatch(folder, *arguments, "--json", url=url)
    return ended.returncode, json.loads(ended.stdout), ended.stderr


def test_what_is_done_to_datadog_is_said_as_json(tmp_path: Path) -> None:
    folder = shop(tmp_path)
    journals = ("--journal", str(tmp_path / "journals"))
    with running() as server:
        code, made, words = spoken(folder, "apply", "--local", "--yes", *journals, url=server.url)
        assert (code, made["ok"]) == (0, True)
        assert {change["action"] for change in made["changes"]} == {"create"}
        assert all(change["id"] and change["error"] is None for change in made["changes"])
        assert Path(made["journal"]).is_file()
        assert "Applied in" in words

        code, again, _ = spoken(folder, "sync", "--local", url=server.url)
        assert (code, again["changes"], again["journal"]) == (0, [], None)

        code, muted, _ = spoken(folder, "mute", "checkout", "2h", "--reason", "x", "--local", "--yes", url=server.url)
        code, ended, _ = spoken(folder, "mute", "checkout", "--end", "--local", url=server.url)
        assert muted["mutes"][0]["id"]
        assert ended["mutes"] == muted["mutes"]

        code, back, _ = spoken(folder, "rollback", "--remove-created", "--local", "--yes", *journals, url=server.url)
        assert (code, back["ok"], back["takes_back"]) == (0, True, made["journal"])
        assert {change["action"] for change in back["changes"]} == {"delete"}


def test_what_is_written_into_files_is_said_as_json(tmp_path: Path) -> None:
    folder = shop(tmp_path)
    assert spoken(folder, "export", "catalog.json")[1]["counts"] == {"features": 2, "routes": 0}
    made = spoken(folder, "init", "new", "--yes")[1]
    assert made["folder"] == "new"
    assert all((folder / "new" / file).is_file() for file in made["files"])
    (folder / "monitors.json").write_text('{"type": "metric alert", "name": "a", "query": "avg(last_5m):avg:a{*} > 1"}')
    code, read, _ = spoken(folder, "import", "--from", "monitors.json", "--out", "found")
    assert (code, read["ok"], read["counts"]["equal"]) == (0, True, 1)
    assert (folder / read["files"][0]).is_file()


def test_a_difference_is_an_answer_and_no_error(tmp_path: Path) -> None:
    folder = shop(tmp_path)
    with running() as server:
        for name, arguments in (("all", ()), ("one", ("--feature", "checkout"))):
            code, plan, _ = spoken(folder, "plan", "--local", *arguments, url=server.url)
            assert (code, plan["ok"]) == (0, True)
            (folder / f"{name}.json").write_text(json.dumps(plan))
    code, compared, words = spoken(folder, "compare", "one.json", "all.json")
    assert (code, compared["ok"], words) == (1, False, "")
    assert "shop/search/errors" in compared["differences"][0]
    assert spoken(folder, "compare", "all.json", "all.json") == (0, {"ok": True, "differences": []}, "")


def test_a_query_is_said_as_json_also_where_it_cannot_be_read(tmp_path: Path) -> None:
    code, said, _ = spoken(tmp_path, "query", "avg:a{*}")
    assert (code, said["ok"], said["taken_for"]) == (0, True, "metric")
    code, said, words = spoken(tmp_path, "query", "avg:a{", "--type", "metric")
    assert (code, said["ok"], said["error"]["type"], said["error"]["at"]) == (1, False, "QuerySyntaxError", 6)
    assert "^" in words


@pytest.mark.parametrize(
    ("arguments", "type"),
    [
        (("check", "--nosuch"), "UsageError"),
        (("plan", "--local", "--feature", "serch"), "UsageError"),
        (("build", "--catalog", "wrong.py"), "CatalogError"),
        (("plan", "--local", "--format", "json"), "ApiError"),
    ],
)
def test_an_error_is_json_on_stdout_and_words_on_stderr(tmp_path: Path, arguments: tuple[str, ...], type: str) -> None:
    nobody = "http://127.0.0.1:1"
    (tmp_path / "wrong.py").write_text("catalog = 1\n")
    silent = dogwatch(shop(tmp_path), *arguments, url=nobody)
    code, said, words = spoken(tmp_path, *arguments, url=nobody)
    assert (code, said["ok"], said["error"]["type"]) == (silent.returncode, False, type)
    assert said["error"]["exit_code"] == code
    assert said["error"]["message"] in words
    assert words == silent.stderr


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (click.UsageError("no"), {"type": "UsageError", "exit_code": 2}),
        (UsageError("no"), {"type": "UsageError", "exit_code": 2}),
        (ApiError("no"), {"type": "ApiError", "exit_code": 1}),
        (StalePlan("no"), {"type": "StalePlan", "exit_code": 4}),
        (KeyboardInterrupt(), {"type": "Interrupted", "exit_code": 130}),
        (QuerySyntaxError("avg", 3, "it ends", "go on"), {"at": 3, "seen": "it ends", "remedy": "go on"}),
    ],
)
def test_the_error_says_its_type_and_code(
    error: BaseException, said: Mapping[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    failed(error, as_json=True, target="prod")
    found = json.loads(capsys.readouterr().out)
    assert found["target"] == "prod"
    assert said.items() <= found["error"].items()


def test_a_wrong_catalog_names_each_mistake(capsys: pytest.CaptureFixture[str]) -> None:
    failed(CatalogError([Mistake(Place("features.py", 3), "feature a", "b", "c")]), as_json=True)
    (mistake,) = json.loads(capsys.readouterr().out)["error"]["mistakes"]
    assert (mistake["place"]["line"], mistake["subject"], mistake["remedy"]) == (3, "feature a", "c")


def test_without_json_there_is_nothing_on_stdout(capsys: pytest.CaptureFixture[str]) -> None:
    failed(DogwatchError("no"), as_json=False)
    assert capsys.readouterr() == ("", "no\n")


def test_json_is_asked_for_by_the_option_and_by_nothing_else() -> None:
    assert is_asked_for(["check", "--json"])
    assert is_asked_for(["plan", "--format", "json"])
    assert is_asked_for(["plan", "--format=json"])
    assert not is_asked_for([])
    assert not is_asked_for(["query", "--", "--json"])
    assert not is_asked_for(["plan", "--format", "markdown", "json"])


def test_letters_that_stdout_has_not_are_escaped(monkeypatch: pytest.MonkeyPatch) -> None:
    written = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written, encoding="ascii"))
    answer({"name": "Läden → 🐕"})
    assert json.loads(written.getvalue()) == {"ok": True, "name": "Läden → 🐕"}
