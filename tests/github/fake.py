"""A GitHub that knows one repository: its comments, its pull requests, and what runs of Actions left."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit
from zipfile import ZipFile

TOKEN = "ghs_0123456789abcdefghijklmnopqrstuvwxyz"
BOT = "github-actions[bot]"
REPOSITORY = "acme/shop"
COMMIT = "c0ffee" + "0" * 34


class FakeGitHub:
    """What is stored, and every request that changed something."""

    def __init__(self) -> None:
        self.comments: list[dict[str, Any]] = []
        self.pulls: list[dict[str, Any]] = [{"number": 7, "head": {"sha": COMMIT, "label": "acme:faster"}}]
        self.writes: list[str] = []
        self.artifacts: list[dict[str, Any]] = []
        self.archives: dict[str, bytes] = {}
        self.runs: dict[str, dict[str, str]] = {}
        self.merged: dict[str, list[dict[str, Any]]] = {}
        self.url = ""

    def bodies(self) -> list[str]:
        return [comment["body"] for comment in self.comments]

    def say(self, body: str, author: str = BOT, pull: int = 7) -> dict[str, Any]:
        comment = {"id": 100 + len(self.comments), "pull": pull, "user": {"login": author}, "body": body}
        self.comments.append(comment)
        return comment

    def leave(self, run: int, name: str, file: Path, event: str, workflow: str) -> None:
        """An artifact with one file, as a run of a workflow leaves it."""
        id = 900 + len(self.artifacts)
        into = BytesIO()
        with ZipFile(into, "w") as archive:
            archive.write(file, file.name)
        self.artifacts.append({"id": id, "name": name, "workflow_run": {"id": run}})
        self.archives[str(id)] = into.getvalue()
        self.runs[str(run)] = {"event": event, "path": f".github/workflows/{workflow}"}

    def answer(self, method: str, target: str, body: Any) -> tuple[int, dict[str, str], Any]:
        parts = urlsplit(target)
        query = dict(parse_qsl(parts.query))
        if method != "GET":
            self.writes.append(f"{method} {parts.path}")
        match method, parts.path.removeprefix(f"/repos/{REPOSITORY}/").split("/"):
            case "GET", ["pulls"]:
                return self._page([pull for pull in self.pulls if pull["head"]["label"] == query["head"]], query)
            case "GET", ["issues", number, "comments"]:
                return self._page([one for one in self.comments if one["pull"] == int(number)], query)
            case "GET", ["commits", sha, "pulls"]:
                return self._page(self.merged.get(sha, []), query)
            case "GET", ["actions", "runs", run, "artifacts"]:
                return self._artifacts(query, [one for one in self.artifacts if one["workflow_run"]["id"] == int(run)])
            case "GET", ["actions", "artifacts"]:
                return self._artifacts(query, self.artifacts)
            case "GET", ["actions", "runs", run]:
                return 200, {}, self.runs[run]
            case "GET", ["actions", "artifacts", id, "zip"]:
                return 302, {"Location": f"{self.url}/archives/{id}"}, {}
            case "POST", ["issues", number, "comments"]:
                return 201, {}, self.say(body["body"], pull=int(number))
            case "PATCH", ["issues", "comments", id]:
                [comment] = [one for one in self.comments if one["id"] == int(id)]
                comment["body"] = body["body"]
                return 200, {}, comment
        return 404, {}, {"message": "Not Found"}

    def _artifacts(self, query: dict[str, str], among: list[Any]) -> tuple[int, dict[str, str], Any]:
        status, headers, page = self._page([one for one in among if one["name"] == query["name"]], query)
        return status, headers, {"artifacts": page}

    def _page(self, items: list[Any], query: dict[str, str]) -> tuple[int, dict[str, str], Any]:
        size, page = int(query["per_page"]), int(query["page"])
        more = {"Link": f'<{self.url}/more>; rel="next"'} if len(items) > page * size else {}
        return 200, more, items[(page - 1) * size : page * size]


@contextmanager
def github() -> Iterator[FakeGitHub]:
    """A fake GitHub that listens on this machine; who brings another token is sent away."""
    fake = FakeGitHub()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path.startswith("/archives/"):
                return self._send(200, {}, fake.archives[self.path.rpartition("/")[2]])
            length = int(self.headers.get("Content-Length", 0))
            body = json.loads(self.rfile.read(length)) if length else None
            is_known = self.headers["Authorization"] == f"Bearer {TOKEN}"
            answer = fake.answer(self.command, self.path, body) if is_known else (401, {}, {"message": "Bad"})
            status, headers, said = answer
            self._send(status, headers, json.dumps(said).encode())

        def _send(self, status: int, headers: dict[str, str], data: bytes) -> None:
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(data))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(data)

        do_POST = do_PATCH = do_GET

        def log_message(self, *arguments: Any) -> None:
            """Tests read what comes back, not a log."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    fake.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield fake
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def job(fake: FakeGitHub, **others: str) -> dict[str, str]:
    """The variables of a job of GitHub Actions that speaks to the fake one."""
    return {
        "GITHUB_API_URL": fake.url,
        "GITHUB_REPOSITORY": REPOSITORY,
        "GITHUB_TOKEN": TOKEN,
        "GITHUB_SERVER_URL": "https://github.example",
        "GITHUB_RUN_ID": "42",
        **others,
    }
