"""``policykb serve``: the pages over waitress."""

from __future__ import annotations

import errno
import signal
import socket
import sys
from contextlib import closing
from pathlib import Path
from types import FrameType

import click

from indexer.cli.listening import listen
from indexer.cli.output import note
from indexer.engine.opening import engine_provider, open_engine
from indexer.engine.protocol import SearchRequest
from indexer.errors import PolicyError
from indexer.generation import Verify
from indexer.lexicon import load_lexicon
from indexer.segmentation import segmenter_for
from indexer.system_errors import refusal


class ServerFailed(PolicyError):
    """The server cannot listen at the address."""


def run_server(
    host: str, port: int, corpus: Path, index: Path, segmenter: str, *, deciding: bool, hosts: frozenset[str]
) -> None:
    """Serve until interrupted; port 0 takes a free one; ``deciding``: pages take decisions, opened by an address, the
    name of this machine, ``host`` or one of ``hosts``.

    Raises ``ServerFailed``, or what opening the index raises."""
    from indexer.suggesting.modelfile import load_model
    from indexer.suggesting.suggester import suggester_for
    from webapp import create_app

    load_model(corpus)  # A damaged model is reported here, not on a page.
    # Once, before anyone asks: every byte of the index is as it was written.
    open_engine(index, corpus=corpus, segmenter=segmenter, verify=Verify.FULL).close()
    provider = engine_provider(index, corpus=corpus, segmenter=segmenter)
    with closing(provider):
        with provider.engine() as engine:  # What the first search loads, nobody should have to wait for.
            segmenter_for(load_lexicon(corpus), segmenter).load()
            engine.search(SearchRequest("政策", limit=1))
        try:
            suggester = suggester_for(corpus)
            app = create_app(provider, corpus=corpus, suggester=suggester, deciding=deciding, hosts=hosts | {host})
            server = listen(app, host, port)
        except OSError as error:
            raise ServerFailed(_refused(error, host, port)) from error
        signal.signal(signal.SIGTERM, _interrupt)
        shown = f"[{host}]" if ":" in host else host
        click.echo(f"网页已就绪：http://{shown}:{server.effective_port}/ （按 Ctrl+C 停止）")
        sys.stdout.flush()
        server.run()  # returns after an interrupt, when the requests under way are answered
    note("网页服务已停止。")


def _refused(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"{host} 的端口 {port} 已被占用，请用 --port 换一个端口。"
    if error.errno in (errno.EACCES, errno.EPERM):
        return f"没有权限使用端口 {port}，请用 --port 换一个 1024 以上的端口。"
    if isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL:
        return f"本机没有地址 {host}，请用 --host 另行指定，例如 127.0.0.1。"
    return f"无法在 {host}:{port} 提供服务：{refusal(error)}。"


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
