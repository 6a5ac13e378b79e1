"""People who visit the shop: more in the evening than at night, each by a plan that the seed makes.

A day takes as long as `--day` says, and begins at eight in the morning.
"""

from __future__ import annotations

import math
import random
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from threading import BoundedSemaphore, Lock
from typing import Any

import httpx

from .running import Shop
from .store import ADJECTIVES, NOUNS, PEOPLE, PRODUCTS
from .switches import switches

AT_ONCE = 8
MORNING = 8.0
BANKS = ["north", "south"]


@dataclass
class Report:
    """How many requests were answered: by method and route, and by those and the status."""

    visits: int = 0
    requests: Counter[str] = field(default_factory=Counter)
    answers: Counter[tuple[str, int]] = field(default_factory=Counter)
    _lock: Lock = field(default_factory=Lock)

    def calls(self) -> int:
        """How many calls of features that makes: a request is one, and asks for a payment or has it settled later."""
        asked = sum(self.answers["POST /checkout", status] for status in (201, 402, 502))
        return self.requests.total() + asked + self.answers["POST /checkout", 201]

    def answered(self, route: str, status: int) -> None:
        with self._lock:
            self.requests[route] += 1
            self.answers[route, status] += 1


def crowd(hour: float) -> float:
    """The share of the most people of a day who are there at an hour: fewest at four at night, most at four p.m."""
    return 0.55 - 0.45 * math.cos((hour - 4) / 24 * math.tau)


def visit_shop(shop: Shop, lasting: float, *, day: float = 60, rate: float = 3, seed: int = 1) -> Report:
    """Visits of people for so many seconds; `rate` is how many begin per second when most are there."""
    chance, report, free = random.Random(seed), Report(), BoundedSemaphore(AT_ONCE)
    begin = time.monotonic()
    # One pool of connections, and cookies of their own for everybody.
    with httpx.HTTPTransport() as transport, ThreadPoolExecutor(AT_ONCE) as pool:
        visits = []
        while (passed := time.monotonic() - begin) < lasting:
            hour = (MORNING + passed / day * 24) % 24
            time.sleep(min(chance.expovariate(rate * crowd(hour)), lasting - passed))
            # Nobody new comes in while so many are there: a slow shop has fewer visits, as real ones do.
            if free.acquire(timeout=max(0, lasting - (time.monotonic() - begin))):
                http = httpx.Client(base_url=shop.front, transport=transport, timeout=15, trust_env=False)
                visitor = Visitor(http, shop.folder, report, random.Random(chance.random()))
                visits.append(pool.submit(_visit, visitor, free.release))
        for visit in visits:
            visit.result()
    report.visits = len(visits)
    return report


def _visit(visitor: Visitor, leave: Callable[[], None]) -> None:
    try:
        visitor.visit()
    finally:
        leave()


class Visitor:
    """A person with a browser, who likes some products more than others."""

    def __init__(self, http: httpx.Client, folder: Path, report: Report, chance: random.Random) -> None:
        self.http, self.folder, self.report, self.chance = http, folder, report, chance
        self.number = chance.randint(1, PEOPLE)

    def visit(self) -> None:
        """Once through the shop, as far as the person gets."""
        found = [] if switches(self.folder).unsearched else self.search()
        id = self.chance.choice(found)["id"] if found else self.chance.randint(1, PRODUCTS)
        self.look_at(id, "search" if found and self.clicks(0.9, "open_result") else None)
        if not self.clicks(0.8, "add_to_cart"):
            return
        self.ask("POST", "/cart/items", json={"product": id})
        self.ask("GET", "/cart")
        if self.chance.random() < 0.1:
            self.ask("DELETE", "/cart/items/{id}", id)
        elif self.log_in():
            self.buy()
            self.look_back()

    def search(self) -> list[dict[str, Any]]:
        answer = self.ask("GET", "/search", params={"words": self.chance.choice(ADJECTIVES + NOUNS)})
        return list(answer.json()) if answer.is_success else []

    def look_at(self, id: int, seen_in: str | None) -> None:
        self.ask("GET", "/products/{id}", id, params={"seen_in": seen_in} if seen_in else {})
        answer = self.ask("GET", "/products/{id}/recommendations", id)
        if answer.is_success and answer.json() and self.clicks(0.5, "open_recommendation"):
            other = self.chance.choice(answer.json())["id"]
            self.ask("GET", "/products/{id}", other, params={"seen_in": "recommendations"})

    def log_in(self) -> bool:
        name = f"person-{self.number}"
        match self.chance.randrange(10):
            case 0:
                way, body = "/recovery", {"name": name, "secret": f"recovery-{self.number}"}
            case 1 | 2 | 3:
                way, body = "/passkey", {"name": name, "secret": f"passkey-{self.number}"}
            case 4:
                way, body = "", {"name": name, "password": "forgotten"}
            case _:
                way, body = "", {"name": name, "password": f"password-{self.number}"}
        return self.ask("POST", f"/login{way}", json=body).is_success

    def buy(self) -> None:
        self.ask("GET", "/checkout")
        if self.clicks(0.9, "pay"):
            card = {"number": str(self.chance.randrange(10**15, 10**16)), "bank": self.chance.choice(BANKS)}
            self.ask("POST", "/checkout", json=card)

    def look_back(self) -> None:
        answer = self.ask("GET", "/orders")
        if answer.is_success and answer.json():
            order = answer.json()[0]
            self.ask("GET", "/orders/{id}", order["id"])
            if order["state"] == "paid" and self.chance.random() < 0.2:
                self.ask("POST", "/orders/{id}/return", order["id"])

    def clicks(self, likely: float, action: str) -> bool:
        now = switches(self.folder)
        if action in now.unclicked:
            return False
        return self.chance.random() < likely * (0.2 if now.fewer_clicks else 1)

    def ask(self, method: str, route: str, id: int | None = None, **request: Any) -> httpx.Response:
        path = route.replace("{id}", str(id))
        answer = self.http.request(method, path, **request)
        self.report.answered(f"{method} {route}", answer.status_code)
        return answer
