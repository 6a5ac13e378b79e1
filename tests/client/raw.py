"""A server that answers with given bytes, whatever they are, and closes: what stands in front of Datadog at times."""

from __future__ import annotations

import json
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

_TLS_HELLO = b"\x16"


@dataclass
class Raw:
    """A listening server: its port, and the requests it was sent, headers and body as text."""

    port: int
    requests: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


def reply(status: int, body: object, *headers: str) -> bytes:
    """A whole answer; a body that is no text is sent as JSON."""
    text = body if isinstance(body, str) else json.dumps(body)
    lines = [f"HTTP/1.1 {status} Said", f"Content-Length: {len(text.encode())}", "Connection: close", *headers]
    return "\r\n".join([*lines, "", text]).encode()


@contextmanager
def answering(*answers: bytes, tls: ssl.SSLContext | None = None) -> Iterator[Raw]:
    """Answers one connection after the other with the given bytes, and the last of them for ever after."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        raw = Raw(listener.getsockname()[1])
        thread = threading.Thread(target=_answer, args=(listener, raw, list(answers), tls))
        thread.start()
        try:
            yield raw
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            thread.join()


def _answer(listener: socket.socket, raw: Raw, answers: list[bytes], tls: ssl.SSLContext | None) -> None:
    while True:
        try:
            connection, _ = listener.accept()
        except OSError:
            return  # the block has ended
        try:
            with tls.wrap_socket(connection, server_side=True) if tls else connection as stream:
                raw.requests.append(read_request(stream))
                stream.sendall(answers.pop(0) if len(answers) > 1 else answers[0])
        except OSError:
            continue  # the client did not like our certificate


def read_request(stream: socket.socket) -> str:
    """The head and the body of the request that comes next; "" where something else than HTTP is spoken."""
    data = b""
    while b"\r\n\r\n" not in data:
        received = stream.recv(65536)
        if not received:
            return data.decode()
        data += received
        if data.startswith(_TLS_HELLO):
            return ""
    head, _, body = data.partition(b"\r\n\r\n")
    lengths = [line.split(b":")[1] for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
    while lengths and len(body) < int(lengths[0]):
        body += stream.recv(65536)
    return (head + b"\r\n\r\n" + body).decode()


@contextmanager
def proxying(answer: bytes = b"HTTP/1.1 200 Connected\r\n\r\n") -> Iterator[Raw]:
    """A proxy for CONNECT that leads to loopback ports, or that refuses with the given answer."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        raw = Raw(listener.getsockname()[1])
        thread = threading.Thread(target=_tunnel, args=(listener, raw, answer))
        thread.start()
        try:
            yield raw
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            thread.join()


def _tunnel(listener: socket.socket, raw: Raw, answer: bytes) -> None:
    while True:
        try:
            client, _ = listener.accept()
        except OSError:
            return
        with client:
            raw.requests.append(request := read_request(client))
            client.sendall(answer)
            if " 200 " in answer.decode():
                port = int(request.split()[1].rpartition(":")[2])
                with socket.create_connection(("127.0.0.1", port)) as server:
                    back = threading.Thread(target=_pipe, args=(server, client))
                    back.start()
                    _pipe(client, server)
                    back.join()


def _pipe(source: socket.socket, sink: socket.socket) -> None:
    try:
        while data := source.recv(65536):
            sink.sendall(data)
        sink.shutdown(socket.SHUT_WR)
    except OSError:
        return  # the other direction has closed
