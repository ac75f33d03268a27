"""The command as a process: pages it serves, signals, closed pipes, terminals of any kind; it ends quietly."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.running import Run, command, environment
from tests.corpus_maker import LAMPS, write_corpus


def test_a_closed_pipe_ends_it_quietly(run: Run, tmp_path: Path) -> None:
    write_corpus(tmp_path / "corpus", many=LAMPS + "路灯要亮。" * 3000)
    run("build")
    process = subprocess.Popen(
        command("search", "路灯", "--limit", "1000"),
        env=environment(tmp_path), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout and process.stderr
    process.stdout.read(10)
    process.stdout.close()
    assert process.wait(timeout=60) in (0, 141)
    assert process.stderr.read() == b""
    process.stderr.close()


def test_a_terminal_that_knows_no_chinese_does_not_stop_it(run: Run, tmp_path: Path) -> None:
    run("build")
    ascii_only = environment(tmp_path, PYTHONIOENCODING="ascii", PYTHONUTF8="0", LC_ALL="C")
    shown = subprocess.run(command("search", "灯具"), env=ascii_only, capture_output=True, check=True)
    assert b"lamps:" in shown.stdout
    gbk = environment(tmp_path, PYTHONIOENCODING="gbk")
    write_corpus(tmp_path / "corpus", odd="关于灯罩的通知\n\n灯罩🔆要透光。\n")
    subprocess.run(command("build"), env=gbk, capture_output=True, check=True)
    assert "灯罩?要透光" in subprocess.run(
        command("search", "灯罩"), env=gbk, capture_output=True, check=True
    ).stdout.decode("gbk")
    printed = subprocess.run(command("search", "灯具", "--json"), env=ascii_only, capture_output=True, check=True)
    assert json.loads(printed.stdout.decode("utf-8"))["total"] == 2


@pytest.fixture
def interruptible() -> Iterator[None]:
    """What the test starts takes an interrupt, even where the tests themselves ignore it, as whatever a shell starts in
    the background does: children inherit that, but not a handler."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def server(
    tmp_path: Path,
    interruptible: None,  # noqa: ARG001 (before the server starts)
) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A running server on a free port, and its address."""
    write_corpus(tmp_path / "corpus")
    process = subprocess.Popen(
        command("serve", "--port", "0"), env=environment(tmp_path, PYTHONUTF8="1"), text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    try:
        assert process.stdout
        line = process.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+/", line)
        assert found, line + (process.stderr.read() if process.stderr and process.poll() is not None else "")
        yield process, found.group()
    finally:
        process.kill()
        process.communicate()


def fetch(address: str) -> str:
    with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310 (our own server)
        return str(answer.read().decode())


@pytest.mark.skipif(os.name == "nt", reason="sends POSIX signals")
def test_serve_builds_first_serves_follows_builds_and_stops_on_request(
    server: tuple[subprocess.Popen[str], str], tmp_path: Path
) -> None:
    process, address = server
    assert "关于加强街道照明管理的通知" in fetch(address)
    write_corpus(tmp_path / "corpus", kiosks="关于报刊亭的通知\n\n规范报刊亭设置。\n")
    subprocess.run(command("build"), env=environment(tmp_path), check=True, capture_output=True)
    assert "关于报刊亭的通知" in fetch(address)
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=30) == 0
    assert process.stderr
    assert "已停止" in process.stderr.read()


def test_serve_says_when_the_port_is_taken(tmp_path: Path) -> None:
    write_corpus(tmp_path / "corpus")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        refused = subprocess.run(
            command("serve", "--port", taken.getsockname()[1]),
            env=environment(tmp_path, PYTHONUTF8="1"), capture_output=True, check=False, text=True,
        )  # fmt: skip
    assert refused.returncode == 2 and refused.stdout == ""
    assert "已被占用" in refused.stderr and "--port" in refused.stderr and "Traceback" not in refused.stderr


@pytest.mark.usefixtures("interruptible")
def test_a_build_can_be_interrupted(tmp_path: Path) -> None:
    write_corpus(tmp_path / "corpus", **{f"d{i}": LAMPS for i in range(300)})
    process = subprocess.Popen(
        command("build"), env=environment(tmp_path, PYTHONUTF8="1"), stderr=subprocess.PIPE, text=True
    )
    deadline = time.monotonic() + 30
    while not (tmp_path / "index" / "build.lock").exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    # Python ends by the signal itself where the interrupt came while it ran ``exec``, as ``dataclass`` does, though it
    # was caught: shells say 130 of both.
    assert process.returncode in (130, -signal.SIGINT) and err == "错误：已中断。\n"
