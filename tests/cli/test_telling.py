import threading

from dogwatch.cli.telling import Telling


def test_lines_are_printed_in_their_order() -> None:
    printed: list[str] = []
    done = threading.Event()

    def echo(line: str) -> None:
        printed.append(line)
        if line == "c":
            done.set()

    telling = Telling(echo)
    for line in "abc":
        telling.put(line)

    assert done.wait(5)
    assert printed == ["a", "b", "c"]


def test_who_does_not_read_holds_nobody_up() -> None:
    begun, reads = threading.Event(), threading.Event()

    def echo(line: str) -> None:
        begun.set()
        reads.wait(5)

    telling = Telling(echo)
    telling.put("first")
    assert begun.wait(5)
    for number in range(1500):
        telling.put(str(number))

    assert telling.left_out == 500
    reads.set()


def test_who_is_gone_is_told_no_more() -> None:
    tried, again = threading.Event(), threading.Event()

    def echo(line: str) -> None:
        (again if tried.is_set() else tried).set()
        raise BrokenPipeError  # as of a pipe without a reader

    telling = Telling(echo)
    telling.put("first")
    assert tried.wait(5)
    telling.put("second")
    assert not again.wait(0.2)
