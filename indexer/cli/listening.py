"""The HTTP server under the pages: waitress, taking addresses as people type them and refusing in Chinese.

What a browser can ask for, the application answers, which can say best what is wrong. Only what no browser sends is
refused before.
"""

from __future__ import annotations

import re
import socket
import time
from typing import Any

from flask import Flask
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import TcpWSGIServer, create_server
from waitress.task import ErrorTask

THREADS = 8
LARGEST_HEAD = 2**21 + 2**16
"""Bytes of address and headers: the longest address that Chromium sends (2 MB; others send less), and its headers."""
LARGEST_BODY = 10_000_000
"""Bytes of a body. The application takes less of a form and says so; beyond this nothing is kept."""
_PIECE = 2**16
"""Bytes received at a time. After each, waitress looks through the whole head again."""
_LINGERING = 30
"""Seconds that a client may go on sending what has been refused."""

_REFUSALS = {
    400: ("请求的格式有误", "服务器没有看懂这个请求。请检查网址；由程序发出的，请检查请求行和各个首部。"),
    413: ("提交的内容过长", f"一次最多提交 {LARGEST_BODY // 1_000_000} MB，内容没有保存。请缩短后重新提交。"),
    431: ("网址过长", f"网址连同首部最多 {LARGEST_HEAD // 2**20} MB。请缩短检索词，或减少筛选条件。"),
    500: ("程序出错", "请求未能完成。请稍后重试；如持续出现，请将发生的时间告知管理员，详细记录在服务日志中。"),
    501: ("不支持这种传输编码", "请不要使用 chunked 以外的传输编码（Transfer-Encoding）。"),
}
"""By status what was wrong, and what to do."""
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")


def listen(app: Flask, host: str, port: int) -> Any:
    """A server that has begun to listen, to be ``run``; port 0 takes a free one. Raises ``OSError``."""
    sockets: dict[int, Any] = {}
    server = create_server(
        app,
        map=sockets,
        host=host,
        port=port,
        threads=THREADS,
        ident="policykb",
        recv_bytes=_PIECE,
        max_request_header_size=LARGEST_HEAD,
        max_request_body_size=LARGEST_BODY,
    )
    for listening in sockets.values():  # a name may stand for several addresses
        if isinstance(listening, TcpWSGIServer):
            listening.channel_class = _Channel
    return server


class _Request(HTTPRequestParser):  # type: ignore[misc]  # waitress has no types
    """Takes an address with Chinese characters in it as they are, as ``curl`` sends them, for the encoded one."""

    def parse_header(self, header_plus: bytes) -> None:
        line, end, rest = header_plus.partition(b"\r\n")
        super().parse_header(_BEYOND_ASCII.sub(lambda byte: b"%%%02X" % ord(byte.group()), line) + end + rest)


class _Refusal(ErrorTask):  # type: ignore[misc]
    """The answer to what does not reach the application, in plain text."""

    def execute(self) -> None:
        error = self.request.error
        wrong, remedy = _REFUSALS[error.code]
        self.status = f"{error.code} {error.reason}"
        body = f"{wrong}（{error.code}）\r\n\r\n{remedy}\r\n".encode()
        self.response_headers += [("Content-Type", "text/plain; charset=utf-8"), ("X-Content-Type-Options", "nosniff")]
        self.set_close_on_finish()
        self.content_length = len(body)
        self.write(body)


class _Channel(HTTPChannel):  # type: ignore[misc]
    """A connection that is closed after a refusal only when the client has done sending.

    Clients read the answer when they have sent all. Closed before, with something unread, a connection is reset, and
    the answer is lost on the way. What still comes is thrown away piece by piece (RFC 9112, 9.6)."""

    parser_class = _Request
    error_task_class = _Refusal
    close_when_flushed: bool
    _refused = False
    _lingers_until: float | None = None

    def service(self) -> None:
        self._refused = self.requests[0].error is not None
        super().service()

    def handle_write(self) -> None:
        lingers = self._refused and self.close_when_flushed
        if lingers:
            self.close_when_flushed = False  # or what is unread would be left so
        super().handle_write()
        if lingers and self.connected:
            if self.total_outbufs_len:
                self.close_when_flushed = True
            else:
                self._linger()

    def _linger(self) -> None:
        """Say that nothing more will be sent; what the client sends is still received."""
        self._lingers_until = time.monotonic() + _LINGERING
        try:
            self.socket.shutdown(socket.SHUT_WR)
        except OSError:  # The client has gone.
            self.handle_close()

    def received(self, data: bytes) -> bool:
        if self._lingers_until is None:
            return bool(super().received(data))
        if time.monotonic() > self._lingers_until:
            self.handle_close()
        return False
