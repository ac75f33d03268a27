"""``policykb suggest`` and ``policykb train``: the JSON contract, words for people, a model of one's own."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from indexer.cli import main
from indexer.suggesting.modelfile import SHIPPED

TASK = "加大缺陷产品召回工作力度，完善质量追溯体系，开展产品质量监督抽查。"

OWN = """\
{place}人民政府办公室关于加强养蜂管理的通知
{place}政办发〔2021〕{number}号
一、任务
1.推广新式蜂箱。指导蜂农更换蜂箱，登记蜂群数量。（责任单位：{place}农业农村局）
2.检验蜂蜜。抽查蜂蜜质量，公布检验结果。（责任单位：{place}市场监管局）
3.培训蜂农。组织蜂农学习防病知识。（牵头单位：{place}农业农村局；配合单位：{place}科技局）
"""


def typed(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content), encoding="utf-8"))


def test_each_json_line_is_answered_with_departments_scores_and_reasons(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(monkeypatch, json.dumps({"doc": "通知", "n": 7, "text": TASK}).encode() + b"\n\n")
    assert main(["suggest", "--json"]) == 0
    (answer,) = map(json.loads, capsys.readouterr().out.splitlines())
    assert (answer["doc"], answer["n"], answer["departments"][0]) == ("通知", 7, "市场监管")
    assert len(answer["departments"]) == len(answer["scores"]) == len(answer["reasons"]) <= 5
    assert answer["scores"] == sorted(answer["scores"], reverse=True)
    assert all(0 < score < 1 for score in answer["scores"])
    assert answer["reasons"][0][0].startswith("职责词：缺陷产品召回")
    assert all(answer["reasons"])


@pytest.mark.parametrize("text", ["", "。。。", "啊吧哦呢嘛喏", "hello world", "𠀀" * 30, "\ud800\udc00"])
def test_too_little_to_go_on_is_answered_with_silence(
    text: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(monkeypatch, json.dumps({"doc": "d", "n": 0, "text": text}).encode())
    assert main(["suggest", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer == {"doc": "d", "n": 0, "departments": [], "scores": [], "reasons": []}


@pytest.mark.parametrize(
    "line", [b"oops", b"[1]", b'{"doc": "d"}', b'{"doc": 3, "text": "x"}', b"\xff\xfe", b"[" * 9999]
)
def test_a_bad_line_is_named_and_the_others_are_answered(
    line: bytes, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    good = json.dumps({"doc": "d", "n": 1, "text": TASK}).encode()
    typed(monkeypatch, good + b"\n" + line + b"\n" + good + b"\n")
    assert main(["suggest", "--json"]) == 1
    captured = capsys.readouterr()
    assert len(captured.out.splitlines()) == 2
    (message,) = captured.err.splitlines()
    assert message.startswith("第 2 行：")


def test_people_read_it_in_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["suggest", TASK]) == 0
    shown = capsys.readouterr().out
    assert "【建议】市场监管" in shown
    assert "职责词：缺陷产品召回" in shown


def test_plain_lines_are_tasks_too(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    typed(monkeypatch, f"{TASK}\n哦\n".encode())
    assert main(["suggest"]) == 0
    assert "不作推荐" in capsys.readouterr().out


def own_corpus(folder: Path) -> Path:
    folder.mkdir()
    for number, place in enumerate(("甲市", "乙市"), start=1):
        (folder / f"{number}.txt").write_text(OWN.format(place=place, number=number), encoding="utf-8")
    return folder


def test_a_model_trained_on_own_documents_is_used_and_adds_to_the_shipped_precedents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus = own_corpus(tmp_path / "corpus")
    assert main(["train", "--alone", "--corpus", str(corpus)]) == 0
    assert "6 项任务" in capsys.readouterr().err
    typed(monkeypatch, json.dumps({"doc": "x", "n": 0, "text": "指导蜂农更换新式蜂箱。"}).encode())
    assert main(["suggest", "--json", "--corpus", str(corpus)]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["departments"][0] == "农业农村"
    assert any("加强养蜂管理的通知》" in reason for reason in answer["reasons"][0])


def test_the_same_documents_give_the_same_model(tmp_path: Path) -> None:
    corpus = own_corpus(tmp_path / "corpus")
    for name in ("one.npz", "two.npz"):
        assert main(["train", "--alone", str(corpus), "-o", str(tmp_path / name)]) == 0
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()


def test_training_on_one_document_says_what_is_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    corpus = own_corpus(tmp_path / "corpus")
    (corpus / "2.txt").unlink()
    assert main(["train", "--alone", "--corpus", str(corpus)]) == 2
    assert "至少要有两份" in capsys.readouterr().err
    assert not (corpus / "suggestions.npz").exists()


@pytest.mark.parametrize("damage", ["foreign", "cut", "changed", "empty"])
def test_a_damaged_model_is_one_clear_message(damage: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole = SHIPPED.read_bytes()
    changed = bytearray(whole)
    changed[len(whole) // 2] ^= 0xFF
    content = {"foreign": "一份文本".encode(), "cut": whole[:1000], "changed": bytes(changed), "empty": b""}[damage]
    (tmp_path / "suggestions.npz").write_bytes(content)
    assert main(["suggest", TASK, "--corpus", str(tmp_path)]) == 2
    (message,) = capsys.readouterr().err.splitlines()
    assert "suggestions.npz" in message
    assert "policykb train" in message
