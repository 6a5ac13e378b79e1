"""What the reference says of exit codes, each reached."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from dogwatch.cli.exit_codes import OF_COMMANDS, ends
from dogwatch.cli.main import COMMANDS
from dogwatch.local import Running, running

from .command import dogwatch, shop

TARGETS = """
from dogwatch import Target

TARGETS = {"prod": Target("https://api.datadoghq.eu", env="prod")}
"""
# Nobody listens there.
NOBODY = "http://127.0.0.1:1"
HERE = "here"
# What ends with a number, and whom it asks: nobody, the embedded Datadog, or one that does not answer.
CASES: Mapping[tuple[str, int], tuple[list[str], str | None]] = {
    ("init", 0): (["new", "--yes"], None),
    ("init", 2): (["new", "--name", "No Name", "--yes"], None),
    ("check", 0): ([], None),
    ("check", 2): (["--catalog", "wrong.py"], None),
    ("build", 0): ([], None),
    ("build", 2): (["--catalog", "nosuch.py"], None),
    ("export", 0): (["catalog.json"], None),
    ("export", 2): (["nosuch/catalog.json"], None),
    ("routes", 0): ([], None),
    ("routes", 2): (["--feature", "serch"], None),
    ("test", 0): (["--self", "-k", "search/errors"], None),
    ("test", 1): (["failing"], None),
    ("test", 2): (["nosuch"], None),
    ("query", 0): (["avg:a{*}"], None),
    ("query", 1): (["avg:a{"], None),
    ("query", 2): ([" "], None),
    ("docs", 0): ([], None),
    ("docs", 1): (["--check", "--out", "elsewhere"], None),
    ("docs", 2): (["--out", "features.py"], None),
    ("plan", 0): (["--local"], HERE),
    ("plan", 1): (["--local"], NOBODY),
    ("plan", 2): ([], None),
    ("apply", 0): (["--local", "--yes"], HERE),
    ("apply", 1): (["--local", "--yes"], NOBODY),
    ("apply", 2): (["plan.json"], HERE),
    ("sync", 0): (["--local", "--yes"], HERE),
    ("sync", 1): (["--local", "--yes"], NOBODY),
    ("sync", 2): (["--target", "prod"], None),
    ("targets", 0): (["--catalog", "none/features.py"], None),
    ("targets", 1): ([], None),
    ("targets", 2): (["--catalog", "new/features.py"], None),
    ("rollback", 1): (["--local", "--yes"], NOBODY),
    ("rollback", 2): (["nosuch.jsonl"], None),
    ("import", 0): (["--from", "monitor.json", "--out", "found"], None),
    ("import", 1): (["--from", "broken.json", "--out", "nothing"], None),
    ("import", 2): (["--out", "nothing"], None),
    ("mute", 0): (["--list", "--local"], HERE),
    ("mute", 1): (["--list", "--local"], NOBODY),
    ("mute", 2): (["checkout"], None),
    ("drift", 0): (["--local", "--feature", "checkout"], HERE),
    ("drift", 1): (["--local"], NOBODY),
    ("drift", 2): (["--target", "nosuch"], None),
    ("compare", 0): (["plan.json", "plan.json"], None),
    ("compare", 1): (["plan.json", "empty.json"], None),
    ("compare", 2): (["plan.json", "features.py"], None),
    ("fetch", 2): (["plan.json", "--artifact", "plan"], None),
    ("comment", 2): (["plan.json"], None),
    ("doctor", 1): (["--local"], NOBODY),
    ("doctor", 2): (["--feature", "serch"], None),
    ("preview", 2): (["nosuch", "--html", "a.html"], None),
    ("fire", 1): (["search/errors", "--local", "--yes"], NOBODY),
    ("fire", 2): (["search/eror"], None),
    ("completion", 0): (["bash"], None),
    ("completion", 2): (["tcsh"], None),
    ("up", 2): (["--data", "features.py"], None),
    ("drill", 0): (["--list"], None),
    ("drill", 2): (["nosuch"], None),
    ("demo", 2): (["--once"], None),
}
# What takes longer, GitHub, or somebody at the keyboard, with the test that holds it.
ELSEWHERE: Mapping[tuple[str, int], str] = {
    ("plan", 3): "test_plan.py::test_an_exit_code_of_three_says_that_there_is_something_to_change",
    ("apply", 4): "test_plan_files.py::test_nothing_is_written_where_datadog_moved",
    ("sync", 4): "test_run.py::test_a_run_that_planned_while_another_wrote_notices_it",
    ("rollback", 0): "test_rollback.py::test_needs_no_catalog",
    ("rollback", 4): "test_rollback.py::test_nothing_is_put_back_where_datadog_moved_meanwhile",
    ("drift", 3): "test_drift.py::test_three_says_that_datadog_is_not_what_is_declared",
    ("import", 4): "test_marking.py::test_what_was_changed_while_somebody_thought_is_not_marked",
    ("fetch", 0): "test_fetch.py::test_takes_a_file_out_of_an_artifact",
    ("fetch", 1): "test_fetch.py::test_a_run_that_left_nothing_is_a_failure",
    ("comment", 0): "test_comment.py::test_writes_updates_and_leaves_one_comment",
    ("comment", 1): "test_comment.py::test_a_refusal_of_github_is_a_line_without_the_token",
    ("doctor", 0): "test_doctor.py::test_a_service_that_sends_what_its_features_declare_is_well",
    ("preview", 0): "test_preview.py::test_draws_a_page_with_made_up_values_and_says_so",
    ("preview", 1): "test_exit_codes.py::test_a_preview_that_is_refused_is_a_failure",
    ("fire", 0): "test_fire.py::test_who_is_told_by_a_monitor_gets_a_test_of_it",
    ("up", 0): "test_up.py::test_answers_at_the_address_it_prints_until_it_is_told_to_stop",
    ("drill", 1): "test_drill.py::test_one_who_knows_nothing_is_told_what_was_right",
    ("demo", 0): "test_demo.py::test_goes_from_the_catalog_to_the_stored_monitor",
    ("demo", 1): "test_exit_codes.py::test_a_demo_of_a_wrong_catalog_is_a_failure",
}


def test_each_command_says_what_it_ends_with() -> None:
    assert list(OF_COMMANDS) == list(COMMANDS)


def test_each_code_that_is_promised_is_held_by_a_test() -> None:
    promised = {(name, code) for name in COMMANDS for code in ends(name) if code != 130}
    assert promised == {*CASES, *ELSEWHERE}


@pytest.mark.parametrize("test", ELSEWHERE.values())
def test_what_is_held_elsewhere_is_there(test: str) -> None:
    file, _, name = test.partition("::")
    assert f"def {name}(" in (Path(__file__).parent / file).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def server() -> Iterator[Running]:
    with running() as server:
        yield server


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, server: Running) -> Path:
    """A shop with what the commands are given."""
    folder = shop(tmp_path_factory.mktemp("shop"))
    (folder / "wrong.py").write_text("catalog = 1\n")
    (folder / "broken.json").write_text("{")
    (folder / "monitor.json").write_text('{"type": "metric alert", "name": "a", "query": "avg(last_5m):avg:a{*} > 1"}')
    (folder / "failing").mkdir()
    (folder / "failing" / "test_it.py").write_text("def test_it():\n    assert False\n")
    for name, targets in (("sync", TARGETS), ("none/sync", "TARGETS = {}\n")):
        (folder / name).mkdir(parents=True)
        (folder / name / "targets.py").write_text(targets)
    for name, arguments in (("plan", ()), ("empty", ("--feature", "checkout"))):
        planned = ("plan", "--local", "--out", f"{name}.json", *arguments)
        assert dogwatch(folder, *planned, url=server.url).returncode == 0
    shutil.copy(folder / "features.py", folder / "none")
    return folder


@pytest.mark.parametrize(("name", "code"), CASES)
def test_a_command_ends_with_what_it_promises(
    name: str, code: int, folder: Path, server: Running, tmp_path: Path
) -> None:
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    arguments, url = CASES[name, code]
    ended = dogwatch(tmp_path, name, *arguments, url=server.url if url == HERE else url)
    assert ended.returncode == code, ended.stdout + ended.stderr
    assert "Traceback" not in ended.stderr
    assert code == 0 or ended.stderr or ended.stdout


def test_a_demo_of_a_wrong_catalog_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "monitors").mkdir()
    (tmp_path / "monitors" / "by_hand.py").write_text("warn=3600\n")
    ended = dogwatch(tmp_path, "demo", "--once")
    assert ended.returncode == 1
    assert ended.stderr.splitlines()[-1] == "the demo ends here: dogwatch check ended with 2"


class Refusing(BaseHTTPRequestHandler):
    """An embedded Datadog that draws nothing."""

    def do_GET(self) -> None:
        self._answer(200)

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self._answer(400)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""

    def _answer(self, status: int) -> None:
        self.send_response(status)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")


def test_a_preview_that_is_refused_is_a_failure(tmp_path: Path) -> None:
    board = 'Dashboard("board", title="Board", widgets=[widgets.note("a")], team=payments)'
    board = f"from dogwatch import Dashboard, widgets\nboard = {board}\n"
    folder = shop(tmp_path, 'catalog = Catalog("shop"', f'{board}catalog = Catalog("shop"')
    with ThreadingHTTPServer(("127.0.0.1", 0), Refusing) as refusing:
        Thread(target=refusing.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{refusing.server_port}"
        ended = dogwatch(folder, "preview", "board", "--html", "a.html", "--from", url)
        refusing.shutdown()
    assert (ended.returncode, ended.stdout) == (1, ""), ended.stderr
    assert ended.stderr.startswith("/local/preview: ")
    assert not (folder / "a.html").exists()
