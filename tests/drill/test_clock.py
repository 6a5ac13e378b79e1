from __future__ import annotations

from dogwatch.drill.clock import Clock


def test_stands_where_it_is_put_until_it_goes() -> None:
    real = [100.0]
    clock = Clock(5_000, lambda: real[0])
    real[0] += 10
    assert clock.second == 5_000
    clock.put(6_000)
    real[0] += 10
    assert clock.second == 6_000
    clock.go(10)
    real[0] += 3
    assert clock.second == 6_030
    assert clock().timestamp() == 6_030
    clock.go(1)
    real[0] += 5
    assert clock.second == 6_035
