"""A GitHub that knows one repository: its comments, its pull requests, and faults that a test asks for."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

TOKEN = "ghs_0123456789abcdefghijklmnopqrstuvwxyz"
BOT = "github-actions[bot]"
REPOSITORY = "acme/shop"
COMMIT = "c0ffee" + "0" * 34


class FakeGitHub:
    """What is stored, and every request that changed something. `faults` are answers that come before any other."""

    def __init__(self) -> None:
        self.comments: list[dict[str, Any]] = []
        self.pulls: list[dict[str, Any]] = [{"number": 7, "head": {"sha": COMMIT, "label": "acme:faster"}}]
        self.writes: list[str] = []
        self.faults: list[tuple[int, dict[str, str], Any]] = []
        self.url = ""

    def bodies(self) -> list[str]:
        return [comment["body"] for comment in self.comments]

    def say(self, body: str, author: str = BOT, pull: int = 7) -> dict[str, Any]:
        comment = {"id": 100 + len(self.comments), "pull": pull, "user": {"login": author}, "body": body}
        self.comments.append(comment)
        return comment

    def answer(self, method: str, target: str, body: Any) -> tuple[int, dict[str, str], Any]:
        if self.faults:
            return self.faults.pop(0)
        parts = urlsplit(target)
        query = dict(parse_qsl(parts.query))
        if method != "GET":
            self.writes.append(f"{method} {parts.path}")
        match method, parts.path.removeprefix(f"/repos/{REPOSITORY}/").split("/"):
            case "GET", ["pulls"]:
                return self._page([pull for pull in self.pulls if pull["head"]["label"] == query["head"]], query)
            case "GET", ["issues", number, "comments"]:
                return self._page([one for one in self.comments if one["pull"] == int(number)], query)
            case "POST", ["issues", number, "comments"]:
                return 201, {}, self.say(body["body"], pull=int(number))
            case "PATCH", ["issues", "comments", id]:
                [comment] = [one for one in self.comments if one["id"] == int(id)]
                comment["body"] = body["body"]
                return 200, {}, comment
        return 404, {}, {"message": "Not Found"}

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
            length = int(self.headers.get("Content-Length", 0))
            body = json.loads(self.rfile.read(length)) if length else None
            is_known = self.headers["Authorization"] == f"Bearer {TOKEN}"
            answer = fake.answer(self.command, self.path, body) if is_known else (401, {}, {"message": "Bad"})
            status, headers, said = answer
            data = json.dumps(said).encode()
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
