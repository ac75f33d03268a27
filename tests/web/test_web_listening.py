"""Over the real server: what people and programs send that is too much, or not what a browser sends, is answered by a
page or in plain Chinese words, never in a server's own English."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator
from urllib.parse import quote

import pytest

from indexer.cli import listening
from indexer.cli.listening import LARGEST_BODY, LARGEST_HEAD, listen
from tests.web.documents import lighting
from tests.web.fakes import FakeEngine, FakeProvider
from tests.web.pages import make_app
from webapp import MAX_FORM_BYTES

Ask = tuple[str, int]


@pytest.fixture(scope="module")
def address() -> Iterator[Ask]:
    """Where a server answers."""
    server = listen(make_app(FakeProvider(FakeEngine([lighting()]))), "127.0.0.1", 0)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield "127.0.0.1", server.effective_port
    server.close()
    thread.join(timeout=5)
    server.task_dispatcher.shutdown()


def ask(address: Ask, request: bytes) -> tuple[int, str]:
    """The status and the body of what the server answers to these bytes."""
    with socket.create_connection(address, timeout=30) as connection:
        connection.sendall(request)
        received = b"".join(iter(lambda: connection.recv(65536), b""))
    head, _, body = received.partition(b"\r\n\r\n")
    return int(head.split()[1]), body.decode()


def get(target: str) -> bytes:
    return f"GET {target} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode()


def test_a_query_of_a_hundred_thousand_characters_is_answered_by_a_page_that_says_what_it_used(address: Ask) -> None:
    status, page = ask(address, get("/search?q=" + quote("照明" * 50_000)))
    assert status == 200
    assert "检索词过长（100000 个字），只用了前 2000 个字。请缩短后重试。" in page
    assert len(page) < 1_000_000, "every link repeats the query, and must not repeat all of it"


def test_the_longest_address_of_a_browser_reaches_the_program(address: Ask) -> None:
    status, body = ask(address, get("/api/v1/search?q=" + "a" * (2 * 2**20 - 40)))
    assert (status, json.loads(body)["error"]["parameter"]) == (400, "q")


def test_an_address_with_characters_as_they_are_is_the_encoded_one(address: Ask) -> None:
    status, body = ask(address, get("/api/v1/search?q=老旧灯具"))
    assert (status, json.loads(body)) == (
        200,
        json.loads(ask(address, get("/api/v1/search?q=" + quote("老旧灯具")))[1]),
    )
    assert json.loads(body)["query"] == "老旧灯具"


@pytest.mark.parametrize(
    ("request_", "status", "words"),
    [
        (b"GET / HTTP/1.1\r\nX: " + b"x" * LARGEST_HEAD, 431, "网址过长（431）"),
        (b"POST /decisions HTTP/1.1\r\nContent-Length: %d\r\n\r\n" % LARGEST_BODY, 413, "提交的内容过长（413）"),
        (b"LIGHT THE LAMPS\r\n\r\n", 400, "请求的格式有误（400）"),
        (b"GET / HTTP/1.1\r\nno header\r\n\r\n", 400, "请求的格式有误（400）"),
        (b"GET / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n", 501, "不支持这种传输编码（501）"),
    ],
    ids=["head", "body", "line", "header", "encoding"],
)
def test_what_never_reaches_the_program_is_refused_in_chinese(
    address: Ask, request_: bytes, status: int, words: str
) -> None:
    answered, text = ask(address, request_)
    assert answered == status
    assert text.startswith(f"{words}\r\n\r\n")
    assert "请" in text, "what to do"
    assert "policykb" not in text, "nothing of the server's own words"


@pytest.mark.parametrize("size", [LARGEST_BODY, 4 * LARGEST_BODY])
def test_who_sends_all_of_what_is_too_much_reads_the_refusal(address: Ask, size: int) -> None:
    """As browsers do, which read the answer when everything is sent; a connection closed before that is reset."""
    head = b"POST /decisions HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: %d\r\n\r\n" % size
    status, text = ask(address, head + b"a" * size)
    assert status == 413
    assert text.startswith("提交的内容过长（413）") and "没有保存" in text


def test_who_sends_too_much_without_saying_how_much_reads_the_refusal(address: Ask) -> None:
    head = b"POST /decisions HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n"
    chunk = b"100000\r\n" + b"a" * 0x100000 + b"\r\n"
    status, text = ask(address, head + chunk * 20 + b"0\r\n\r\n")
    assert (status, text.partition("\r")[0]) == (413, "提交的内容过长（413）")


def test_nobody_sends_for_ever_what_has_been_refused(address: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listening, "_LINGERING", 0.2)
    with socket.create_connection(address, timeout=30) as connection:
        connection.sendall(b"POST /decisions HTTP/1.1\r\nContent-Length: %d\r\n\r\n" % 10**12)
        begun = time.monotonic()
        with pytest.raises(ConnectionError):
            while time.monotonic() - begun < 20:
                connection.sendall(b"a" * 2**16)
                time.sleep(0.01)


def test_a_form_that_is_too_long_is_refused_with_a_page(address: Ask) -> None:
    form = b"why=" + b"a" * MAX_FORM_BYTES
    head = "POST /decisions HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
    head += f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(form)}\r\n\r\n"
    status, page = ask(address, head.encode() + form)
    assert status == 413
    assert "提交的内容过长" in page
    assert "没有保存" in page
    assert "请返回上一页" in page
