"""A command loads what it needs and no more: to load a library takes longer than most searches. Held here by name and
not by time; ``benchmarks.startup`` measures."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from indexer.cli import main
from tests.conftest import ROOT
from tests.corpus_maker import write_corpus

PROBE = """
import sys
from indexer.cli import main
sys.argv[1:] = {!r}
assert main() == 0
print(*sys.modules)
"""
"""Runs a command in a process of its own; the last line of its output names all modules loaded."""
SLOW_TO_LOAD = {"numpy", "whoosh", "jieba", "rjieba", "pypinyin", "opencc", "flask", "waitress", "lxml", "yaml",
                "docx", "xlsxwriter", "pypdfium2", "numpy.ma", "importlib.resources", "zipfile", "email",
                "concurrent", "logging"}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a corpus of two documents and its index."""
    folder = tmp_path_factory.mktemp("startup")
    write_corpus(folder / "corpus")
    assert main(["build", "--corpus", str(folder / "corpus"), "--index", str(folder / "index")]) == 0
    return folder


def loaded(folder: Path, *command: str) -> tuple[str, set[str]]:
    """What a command prints, and the modules it has loaded at its end."""
    places = {"POLICYKB_CORPUS": str(folder / "corpus"), "POLICYKB_INDEX": str(folder / "index")}
    shown = subprocess.run(
        [sys.executable, "-c", PROBE.format(list(command))],
        env={**os.environ, **places, "PYTHONUTF8": "1"},
        cwd=ROOT,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    printed, _, modules = shown.stdout.rstrip().rpartition("\n")
    return printed, set(modules.split())


AT_THE_END = """
import atexit, gc
atexit.register(lambda: print("at the end", gc.get_freeze_count()))
from indexer.cli import main
assert main(["--help"]) == 0
print("while it runs", gc.get_freeze_count())
"""


def test_a_command_ends_without_looking_for_cycles_in_all_that_it_loaded() -> None:
    """Which takes longer than a search. While it runs they are found, so that a server does not grow."""
    shown = subprocess.run(
        [sys.executable, "-c", AT_THE_END],
        env={**os.environ, "PYTHONUTF8": "1"},
        cwd=ROOT,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    *_, running, ended = shown.stdout.splitlines()
    assert running == "while it runs 0"
    assert int(ended.removeprefix("at the end ")) > 10_000


@pytest.mark.parametrize("command", [("--help",), ("--version",), ("search", "--help"), ("decide", "--help")])
def test_help_loads_no_library_but_click(folder: Path, command: tuple[str, ...]) -> None:
    _, modules = loaded(folder, *command)
    assert "click" in modules
    assert not modules & (SLOW_TO_LOAD - {"importlib.resources", "zipfile", "email"})  # the last three for --version


def test_a_command_loads_no_other_command(folder: Path) -> None:
    _, modules = loaded(folder, "search", "--help")
    assert "indexer.cli.searching" in modules
    assert not modules & {"indexer.cli.decide", "indexer.cli.suggest", "indexer.cli.export", "indexer.cli.duties"}


@pytest.mark.parametrize("query", ["食品摊点", "灯具 更换", "“老旧灯具”", "灯具 OR 摊点 -线路", "（二）"])
def test_a_search_that_finds_something_loads_numpy_alone(folder: Path, query: str) -> None:
    _, modules = loaded(folder, "search", query)
    assert modules & SLOW_TO_LOAD == {"numpy"}


@pytest.mark.parametrize("query", ["食品滩点", "灯具更焕", "shipintandian", "老旧灯具应该由谁来更换？"])
def test_a_slip_and_a_question_load_no_more(folder: Path, query: str) -> None:
    printed, modules = loaded(folder, "search", query)
    assert modules & SLOW_TO_LOAD == {"numpy"}
    assert "更换" in printed or "食品摊点" in printed


def test_a_search_loads_neither_register_nor_what_reads_documents(folder: Path) -> None:
    printed, modules = loaded(folder, "search", "食品摊点")
    assert "食品摊点" in printed
    assert not modules & {"indexer.register", "indexer.duties.rows", "indexer.duties.stated", "indexer.analysis"}
    assert not modules & {"indexer.outlining.outline", "indexer.suggesting", "indexer.engine.stored.batch_writing"}
    assert not modules & {
        "indexer.engine.facets.counting",
        "indexer.duties.ledger",
        "indexer.engine.offering.correcting",
        "shutil",
    }
    assert not modules & {"indexer.models", "indexer.duties.models", "indexer.engine.answers", "indexer.reading"}


def test_whoosh_is_loaded_by_a_search_for_beginnings_of_words(folder: Path) -> None:
    """The only one that needs it, so that the test above does not pass because nothing works."""
    printed, modules = loaded(folder, "search", "食*")
    assert "食品摊点" in printed and "whoosh" in modules


def test_a_search_for_beginnings_of_words_loads_no_more_of_whoosh_than_its_table_of_words(folder: Path) -> None:
    _, modules = loaded(folder, "search", "食*")
    assert "whoosh.filedb.filetables" in modules
    assert not modules & {"whoosh.index", "whoosh.fields", "whoosh.codec", "whoosh.reading", "asyncio", "concurrent"}


def test_a_build_of_one_more_document_of_two_hundred_clauses_does_not_wait_for_a_dictionary(tmp_path: Path) -> None:
    """To look up 9,000 characters takes less time than to load it."""
    write_corpus(tmp_path / "corpus")
    assert main(["build", "--corpus", str(tmp_path / "corpus"), "--index", str(tmp_path / "index")]) == 0
    clauses = (
        f"第{number}条　各有关单位应当按照第{number}号工作方案开展检查，并在{number % 28 + 1}日内报告检查的结果。\n"
        for number in range(200)
    )
    (tmp_path / "corpus" / "new.txt").write_text("关于检查的方案\n\n" + "".join(clauses), encoding="utf-8")
    printed, modules = loaded(tmp_path, "build", "--json")
    assert '"new"' in printed
    assert not modules & {"rjieba", "jieba", "multiprocessing"}


def test_a_build_of_one_more_text_starts_no_processes_and_loads_no_other_reader(tmp_path: Path) -> None:
    write_corpus(tmp_path / "corpus")
    assert main(["build", "--corpus", str(tmp_path / "corpus"), "--index", str(tmp_path / "index")]) == 0
    (tmp_path / "corpus" / "new.txt").write_text(
        "关于电梯的通知\n\n一、市市场监管局负责电梯的检验。\n", encoding="utf-8"
    )
    printed, modules = loaded(tmp_path, "build", "--json")
    assert '"new"' in printed and "indexer.engine.stored.batch_writing" in modules
    assert not modules & {"multiprocessing", "rjieba", "jieba", "opencc", "pypinyin", "flask", "lxml", "docx", "yaml"}
