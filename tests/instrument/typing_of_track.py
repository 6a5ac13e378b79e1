"""Not run: read by type checkers, which have to find exactly the lines that are marked."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import assert_type

from dogwatch.instrument import track


@track("checkout", within=0.4)
def pay(amount: int, *, twice: bool = False) -> str:
    return str(amount)


@track("checkout", cpu=True)
async def fetch(amount: int) -> str:
    return str(amount)


@track("checkout")
def rows(amount: int) -> Iterator[int]:
    yield amount


@track("checkout")
async def stream(amount: int) -> AsyncIterator[int]:
    yield amount


class Shop:
    @track("shop")
    def method(self, amount: int) -> int:
        return amount

    @staticmethod
    @track("shop")
    def static(amount: int) -> int:
        return amount

    @classmethod
    @track("shop")
    def of_class(cls, amount: int) -> Shop:
        return cls()


assert_type(pay(1, twice=True), str)
assert_type(list(rows(1)), list[int])
assert_type(Shop().method(1), int)
assert_type(Shop.static(1), int)
assert_type(Shop.of_class(1), Shop)


async def use() -> None:
    assert_type(await fetch(1), str)
    assert_type([row async for row in stream(1)], list[int])
    with track("block"):
        pay("1")  # wrong
    await fetch()  # wrong
    Shop().method(None)  # wrong
    track(1)  # wrong
    track("a", within="400ms")  # wrong
