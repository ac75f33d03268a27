"""The command line promises: what it prints, what its exit codes mean, and that it never ends in a traceback."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from indexer import settings
from indexer.cli import main
from indexer.cli.filters import CHOICES, FILTERS
from indexer.cli.output import width
from indexer.engine.protocol import FIELD_NAMES
from indexer.generation import current_folder
from tests.conftest import ROOT
from tests.corpus_maker import LAMPS, write_corpus
from webapp.api.operations import FILTERS as API_FILTERS

COMMANDS = ("build", "search", "outline", "check", "serve")
SEED = ROOT / "corpus" / "liaoning-2019-quality-improvement.md"


class Outcome:
    """What one run of the command gave."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Outcome]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command on a corpus of two documents, by environment variables unless told otherwise."""
    write_corpus(tmp_path / "corpus")
    monkeypatch.setenv("POLICYKB_CORPUS", str(tmp_path / "corpus"))
    monkeypatch.setenv("POLICYKB_INDEX", str(tmp_path / "index"))

    def run_it(*arguments: object) -> Outcome:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        assert "Traceback" not in captured.err
        return Outcome(code, captured.out, captured.err)

    return run_it


def test_every_command_has_help_in_chinese_with_an_example(run: Run) -> None:
    overview = run("--help")
    for command in COMMANDS:
        assert re.search(rf"^  {command} +\S", overview.out, re.MULTILINE)
        outcome = run(command, "--help")
        assert outcome.code == 0
        assert "用法：" in outcome.out and "例如：" in outcome.out and f"  policykb {command}" in outcome.out
        assert not re.search(r"\b(Usage|Options|Show|default|required|DIR|PATH)\b", outcome.out)
    assert run().out == overview.out


def test_every_setting_is_an_option_told_with_its_default_and_variable(run: Run) -> None:
    shown = "".join(run(command, "--help").out for command in COMMANDS)
    for setting in settings.SETTINGS:
        assert f"--{setting.name}" in shown and setting.default in shown and setting.variable in shown


def test_help_lines_fit_a_terminal(run: Run) -> None:
    for command in COMMANDS:
        assert max(width(line) for line in run(command, "--help").out.splitlines()) <= 110


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["sarch"], "没有 sarch 这个命令"),
        (["search"], "缺少检索词"),
        (["search", "食品", "--jsn"], "没有 --jsn 这个选项"),
        (["build", "--jsn"], "没有 --jsn 这个选项"),
        (["build", "--index"], "--index"),
        (["build", "extra"], "多余的参数：extra"),
        (["search", "--limit", "many", "食品"], "--limit"),
        (["search", "--limit", "-1", "食品"], "--limit"),
        (["search", "--sort", "best", "食品"], "relevance、document、date"),
        (["outline"], "缺少文件"),
        (["check"], "缺少文件或文件夹"),
        (["build", "--segmenter", "x"], "rjieba、jieba"),
        (["serve", "--port", "99999"], "--port"),
    ],
)
def test_a_wrong_command_line_is_explained_on_one_line(run: Run, arguments: list[str], said: str) -> None:
    outcome = run(*arguments)
    assert outcome.code == 2
    assert outcome.err.startswith("错误：") and said in outcome.err and outcome.err.count("\n") == 1
    assert "--help" in outcome.err and not re.search(r"[a-z]{3,} [a-z]{3,} [a-z]{3,}", outcome.err)


def test_build_reports_what_it_took_in(run: Run) -> None:
    outcome = run("build")
    assert outcome.code == 0 and outcome.out == ""
    assert "2 件文件" in outcome.err and "新增 2 件" in outcome.err
    assert "没有变化" in run("build").err
    report = run("build", "--json").json
    assert report["documents"] == 2 and report["switched"] is False and report["failures"] == []


def test_build_lists_bad_files_and_its_exit_code_says_so(run: Run, tmp_path: Path) -> None:
    (tmp_path / "corpus" / "empty.txt").write_bytes(b"")
    (tmp_path / "corpus" / "old.doc").write_bytes(b"x")
    outcome = run("build", "--json")
    assert outcome.code == 1
    assert re.search(r"未收录：.*empty\.txt：.*空", outcome.err) and re.search(r"不支持的格式.*old\.doc", outcome.err)
    assert outcome.json["documents"] == 2
    assert outcome.json["failures"][0]["path"].endswith("empty.txt")
    assert run("search", "灯具").code == 0


def test_options_choose_other_folders(run: Run, tmp_path: Path) -> None:
    other = write_corpus(tmp_path / "other", kiosks="关于报刊亭的通知\n\n规范报刊亭设置。\n")
    assert run("build", "--corpus", other, "--index", tmp_path / "there").code == 0
    assert run("search", "报刊亭", "--corpus", other, "--index", tmp_path / "there", "--json").json["total"] == 1
    assert run("search", "报刊亭").code == 2, "the folder of the environment has no index yet"


def test_a_missing_corpus_is_named(run: Run, tmp_path: Path) -> None:
    outcome = run("build", "--corpus", tmp_path / "nowhere")
    assert outcome.code == 2 and "nowhere" in outcome.err and "--corpus" in outcome.err


def test_search_prints_the_json_it_promises(run: Run) -> None:
    run("build")
    found = run("search", "灯具", "--json").json
    assert set(found) == {"total", "hits", "facets", "relaxed", "understood", "synonyms", "corrections"}
    assert found["total"] == 2 and len(found["hits"]) == 2
    for hit in found["hits"]:
        assert set(hit) == {"id", "document", "path", "text", "score"}
        assert hit["document"] == "lamps" and isinstance(hit["path"], list) and hit["id"].startswith("lamps:")
    assert [value["value"] for value in found["facets"]["document"]] == ["lamps"]
    assert list(found["facets"]) == list(FIELD_NAMES)
    assert set(found["facets"]["document"][0]) == {"value", "label", "count", "selected", "level"}


def test_explain_shows_where_the_score_of_a_hit_comes_from(run: Run) -> None:
    run("build")
    hit = run("search", "灯具", "--json").json["hits"][0]
    explained = run("explain", "灯具", hit["id"], "--json").json
    assert explained["found"] and explained["score"] == pytest.approx(hit["score"], rel=1e-5)
    parts = [*explained["contributions"], explained["document_contribution"]]
    assert sum(each["score"] for each in parts) == pytest.approx(hit["score"], rel=1e-4)
    shown = run("explain", "灯具", hit["id"]).out
    assert f"总分 {hit['score']:.3f}" in shown and "灯具" in shown and "稀有程度" in shown and "同一文件" in shown
    missing = run("explain", "灯具", "lamps:9:zzzzzz")
    assert missing.code == 2 and "lamps:9:zzzzzz" in missing.err


def test_search_takes_words_pages_and_filters(run: Run) -> None:
    run("build")
    everything = run("search", "检查 OR 监管 OR 灯具", "--json", "--sort", "document").json
    paged = [
        run("search", "检查 OR 监管 OR 灯具", "--json", "--sort", "document", "--limit", 1, "--offset", i).json["hits"]
        for i in range(everything["total"])
    ]
    assert [hit for page in paged for hit in page] == everything["hits"]
    assert run("search", "检查", "OR", "监管", "OR", "灯具", "--json").json["total"] == everything["total"]
    assert run("search", "便民", "--document", "lamps", "--json").json["total"] == 0
    assert run("search", "灯具", "-主干道", "--json").json["total"] == 1


FESTIVAL = """辽宁省人民政府关于办好灯会的通知

（一）检查灯会灯具。（牵头单位：省市场监管局，配合单位：省商务厅）

（二）备足灯会货源。（省商务厅负责）
"""


def test_search_has_the_filters_of_the_page_and_the_api(run: Run, tmp_path: Path) -> None:
    write_corpus(tmp_path / "corpus", festival=FESTIVAL)
    run("build")
    assert list(FILTERS) == list(FIELD_NAMES)
    assert {field: set(values) for field, values in CHOICES.items()} == {
        parameter.name: set(parameter.choices) for parameter in API_FILTERS if parameter.choices
    }
    facets = run("search", "检查 OR 监管 OR 灯具", "--json").json["facets"]
    assert all(facets[field] for field in FIELD_NAMES if field != "standing"), "nobody objected to anything"
    for field in FIELD_NAMES:
        for value in facets[field]:
            narrowed = run("search", "检查 OR 监管 OR 灯具", f"--{field}", value["value"], "--json").json
            assert narrowed["total"] == value["count"] > 0, (field, value)


@pytest.mark.parametrize("name", ["辽宁/商务", "省商务厅", "辽宁省商务厅", "商务厅"])
def test_a_department_is_chosen_by_code_or_by_any_of_its_names(run: Run, tmp_path: Path, name: str) -> None:
    write_corpus(tmp_path / "corpus", festival=FESTIVAL)
    run("build")
    outcome = run("search", "灯具 OR 货源", "--department", name, "--role", "responsible")
    assert "1. 备足灯会货源。" in outcome.out and "共 1 条" in outcome.out


def test_a_department_without_duties_is_said_to_have_none(run: Run) -> None:
    run("build")
    outcome = run("search", "灯具", "--department", "省体育局")
    assert outcome.code == 2 and "没有找到部门“省体育局”的职责" in outcome.err


@pytest.mark.parametrize(("field", "named"), [("role", "lead、responsible"), ("basis", "stated"), ("kind", "sentence")])
def test_an_unknown_value_of_a_filter_is_answered_with_the_known_ones(run: Run, field: str, named: str) -> None:
    outcome = run("search", "灯具", f"--{field}", "boss")
    assert outcome.code == 2 and "没有“boss”这个值" in outcome.err and named in outcome.err
    assert outcome.err.count("\n") == 1


def test_search_prints_readable_hits(run: Run) -> None:
    run("build")
    outcome = run("search", "双随机一公开监管")
    assert "1. 推行“双随机、一公开”监管。" in outcome.out
    assert "关于规范食品摊点经营的实施意见 › 一、总体要求" in outcome.out
    assert "共 1 条" in outcome.out and "\x1b[" not in outcome.out
    nothing = run("search", "从未出现")
    assert nothing.code == 0 and "没有找到" in nothing.out


def test_search_without_an_index_says_to_build(run: Run) -> None:
    outcome = run("search", "灯具")
    assert outcome.code == 2 and "policykb build" in outcome.err and outcome.err.count("\n") == 1


def test_a_query_that_cannot_be_understood_is_explained(run: Run) -> None:
    run("build")
    outcome = run("search", "？？")
    assert outcome.code == 2 and "没有可以查找的文字" in outcome.err and "例如" in outcome.err


def test_search_rebuilds_a_damaged_or_outdated_index_and_says_so(run: Run, tmp_path: Path) -> None:
    run("build")
    damaged = next(current_folder(tmp_path / "index").glob("batch-*/letters.bin"))
    damaged.write_bytes(b"")
    outcome = run("search", "灯具", "--json")
    assert outcome.code == 0 and outcome.json["total"] == 2
    assert "letters.bin" in outcome.err and "重新建立" in outcome.err
    (tmp_path / "corpus" / "lexicon.txt").write_text("亮灯率 3000 n\n", encoding="utf-8")
    outcome = run("search", "亮灯率", "--json")
    assert outcome.json["total"] == 1 and "词典" in outcome.err
    assert run("search", "亮灯率", "--json").err == ""


def test_outline_prints_the_json_it_promises(run: Run) -> None:
    outline = run("outline", SEED, "--json").json
    assert set(outline) == {"document", "sections", "clauses", "elements"}
    assert outline["document"]["id"] == "liaoning-2019-quality-improvement"
    assert len(outline["clauses"]) == 143
    assert set(outline["sections"][0]) == {"number", "title", "level", "line", "start", "end", "ordinal"}
    assert set(outline["clauses"][0]) == {"id", "text", "path", "line", "start", "end", "kind", "ordinal"}
    source = SEED.read_text(encoding="utf-8")
    for clause in outline["clauses"]:
        assert source[clause["start"] : clause["end"]] == clause["text"]
        assert source.count("\n", 0, clause["start"]) + 1 == clause["line"]


def test_outline_draws_the_tree(run: Run, tmp_path: Path) -> None:
    out = run("outline", tmp_path / "corpus" / "lamps.md").out
    assert "关于加强街道照明管理的通知" in out and "某政办发〔2019〕12号" in out
    assert out.index("一、工作目标") < out.index("二、重点任务") < out.index("（二）保障用电安全")


def test_outline_of_a_file_that_cannot_be_read_is_a_fault_of_the_document(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    for name in ("empty.txt", "nowhere.txt", "old.doc"):
        outcome = run("outline", tmp_path / name)
        assert outcome.code == 1 and name in outcome.err and outcome.err.count("\n") == 1


def test_check_accounts_for_every_character(run: Run, tmp_path: Path) -> None:
    outcome = run("check", tmp_path / "corpus", SEED)
    assert outcome.code == 0 and "全部完整" in outcome.out
    checks = run("check", SEED, "--json").json
    assert checks[0]["characters"] == checks[0]["covered"] == 5991
    assert (checks[0]["sections"], checks[0]["clauses"]) == (23, 143)


def test_check_fails_for_a_file_that_cannot_be_read_or_loses_text(
    run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "corpus" / "empty.txt").write_bytes(b"")
    outcome = run("check", tmp_path / "corpus")
    assert outcome.code == 1 and re.search(r"无法读入：.*empty\.txt", outcome.out) and "1 个有问题" in outcome.out
    assert [bool(c["error"]) for c in run("check", tmp_path / "corpus", "--json").json] == [True, False, False]
    from indexer import analysis

    whole = analysis.clauses
    monkeypatch.setattr(analysis, "clauses", lambda *args: whole(*args)[1:])
    outcome = run("check", tmp_path / "corpus" / "lamps.md")
    assert outcome.code == 1 and re.search(r"遗漏：.*lamps\.md 第 \d+ 行：到2020年完成老旧灯具更换。", outcome.out)


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "indexer", *map(str, arguments)]


def environment(tmp_path: Path, **variables: str) -> dict[str, str]:
    folders = {"POLICYKB_CORPUS": str(tmp_path / "corpus"), "POLICYKB_INDEX": str(tmp_path / "index")}
    return {**os.environ, "PYTHONPATH": str(ROOT), **folders, **variables}


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


def test_search_says_what_a_slip_may_have_meant(run: Run) -> None:
    run("build")
    assert "您是不是要找：灯具（2 条）" in run("search", "dengju").out
    assert "您是不是要找" not in run("search", "灯具").out


def test_search_takes_everyday_words_as_typed_when_told_so(run: Run, tmp_path: Path) -> None:
    table = "日常说法\t正式说法\t方向\t来源\n路灯\t灯具\t单向\t某市条例\n"
    (tmp_path / "corpus" / "synonyms.tsv").write_text(table, encoding="utf-8")
    run("build")
    assert run("search", "路灯", "--json").json["total"] == 2
    assert "同时检索：灯具" in run("search", "路灯").out
    assert run("search", "路灯", "--json", "--no-synonyms").json["total"] == 0
