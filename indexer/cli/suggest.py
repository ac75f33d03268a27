"""``policykb suggest`` and ``policykb train``: who a task may fall to, and learning it from annotated documents."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from indexer.cli import options
from indexer.cli.chinese import Command
from indexer.cli.options import as_typed
from indexer.cli.output import note, print_json_line
from indexer.errors import PolicyError
from indexer.system_errors import refusal

if TYPE_CHECKING:
    from indexer.models import Record
    from indexer.register import Register
    from indexer.suggesting.model import Model, Proposal


@dataclass(frozen=True, slots=True)
class _Asked:
    """A line of input: the task's text, and whose task it is (``n`` is passed through)."""

    text: str
    doc: str = ""
    n: object = None


class OutputFailed(PolicyError):
    """The model cannot be written."""


class _Wrong(ValueError):
    """A line that cannot be understood; the message says why."""


@click.command(
    cls=Command,
    short_help="为没有写明责任单位的任务推荐部门",
    example="policykb suggest 加大缺陷产品召回工作力度\npolicykb suggest --json < 任务.jsonl",
)
@click.argument("texts", nargs=-1, metavar="[任务文字…]")
@options.corpus
@options.as_json
def suggest(texts: tuple[str, ...], corpus: Path, as_json: bool) -> int:
    """按职责用语和已有文件的分工，推荐可能承担任务的部门（职能），附概率和理由；把握不足时不作推荐。

    任务文字写在命令后面，或者从标准输入逐行读取，一行一项。
    --json 从标准输入读 JSON，一行一个 {"doc", "n", "text"}，每行回答 doc、n、departments、scores、reasons，
    三个列表一一对应，不作推荐时为 []。同一标识（doc）的文件不作为推荐的先例。
    看不懂的行列出行号和原因，其余照常回答，此时退出码为 1。

    推荐由程序推算，仅供参考，不是文件的规定。
    """
    from indexer.register import load_register
    from indexer.suggesting.model import IN_FULL
    from indexer.suggesting.modelfile import load_model
    from indexer.suggesting.suggester import SHOWN

    folder = corpus if corpus.is_dir() else None
    register = load_register(folder)
    model = load_model(folder)
    terms = model.remit_terms(register)
    failed = False
    for asked in _asked(texts, as_json):
        if isinstance(asked, str):
            note(asked)
            failed = True
            continue
        listing = IN_FULL if as_json else SHOWN
        proposals = model.propose(asked.text, terms, document=asked.doc, listing=listing)
        if as_json:
            print_json_line(_answer(asked, proposals, model, register))
        else:
            _print_proposals(asked, proposals, model, register)
        sys.stdout.flush()
    return 1 if failed else 0


@click.command(
    cls=Command,
    short_help="用写明责任单位的文件训练推荐模型",
    example="policykb train 我的文件\npolicykb train 文件夹甲 文件夹乙 --alone --output 模型.npz",
)
@click.argument("folders", nargs=-1, type=click.Path(path_type=Path), metavar="[文件夹…]")
@click.option("--output", "-o", type=click.Path(path_type=Path, dir_okay=False), metavar="文件",
              help="写入这个文件（默认为政策文件夹中的 suggestions.npz）")  # fmt: skip
@click.option("--alone", is_flag=True, help="只用给出的文件，不与随程序提供的先例合在一起")
@options.corpus
@options.max_bytes
def train(folders: tuple[Path, ...], output: Path | None, alone: bool, corpus: Path, max_bytes: int) -> int:
    """从文件写明的分工（责任单位、牵头单位等）中学习，供推荐部门使用。

    没有给出文件夹时，使用政策文件夹。结果写入政策文件夹的 suggestions.npz，此后推荐即用它，删除后恢复原样。
    模型只含文件标题、文号、项目序号、部门名称和数字，不含文件正文。同样的文件得到同样的模型。
    """
    from indexer.register import load_register
    from indexer.suggesting.examples import examples
    from indexer.suggesting.modelfile import NAME, load_shipped
    from indexer.suggesting.training import train as fit

    register = load_register(corpus if corpus.is_dir() else None)
    records, failed = _records(folders or (corpus,), max_bytes)
    given = list(examples(records, register))
    model = fit(given, register, base=None if alone else load_shipped())
    path = output or corpus / NAME
    _save(model, path)
    documents = len({example.precedent.document for example in given})
    note(f"已从 {documents} 份文件的 {len(given)} 项任务中学习，模型共有 {len(model.precedents)} 项先例：{path}")
    return 1 if failed else 0


def _asked(texts: Sequence[str], as_json: bool) -> Iterator[_Asked | str]:
    """What is asked, in order; a string says what is wrong with a line."""
    if texts:
        yield _Asked(as_typed("".join(texts)))
        return
    for number, raw in enumerate(sys.stdin.buffer, start=1):
        try:
            line = raw.decode("utf-8-sig").strip()
            if line:
                yield _json_line(line) if as_json else _Asked(line)
        except UnicodeDecodeError:
            yield f"第 {number} 行：不是 UTF-8 编码。"
        except _Wrong as wrong:
            yield f"第 {number} 行：{wrong}"


def _json_line(line: str) -> _Asked:
    try:
        given = json.loads(line)
    except (ValueError, RecursionError):
        raise _Wrong("不是 JSON。") from None
    if not isinstance(given, dict) or not isinstance(given.get("text"), str):
        raise _Wrong('应当是带有 "text" 的 JSON 对象，例如 {"doc": "通知", "n": 0, "text": "任务文字"}。')
    doc = given.get("doc", "")
    if not isinstance(doc, str):
        raise _Wrong('"doc" 应当是文字。')
    return _Asked(given["text"], doc, given.get("n"))


def _answer(asked: _Asked, proposals: Sequence[Proposal], model: Model, register: Register) -> dict[str, object]:
    from indexer.suggesting.reasons import reasons

    return {
        "doc": asked.doc,
        "n": asked.n,
        "departments": [_name(proposal.function, register) for proposal in proposals],
        "scores": [round(proposal.probability, 4) for proposal in proposals],
        "reasons": [reasons(proposal, [model.precedents]) for proposal in proposals],
    }


def _print_proposals(asked: _Asked, proposals: Sequence[Proposal], model: Model, register: Register) -> None:
    from indexer.suggesting.reasons import reasons

    click.echo(click.style(asked.text, bold=True))
    if not proposals:
        click.echo("  不作推荐：可供判断的用语太少。")
    for proposal in proposals:
        click.echo(f"  【建议】{_name(proposal.function, register)}　概率 {proposal.probability:.2f}")
        for reason in reasons(proposal, [model.precedents]):
            click.echo(f"      {reason}")


def _name(function: str, register: Register) -> str:
    known = register.functions.get(function)
    return known.name if known else function


def _records(folders: Sequence[Path], max_bytes: int) -> tuple[list[Record], bool]:
    """The records of all documents in the folders, and whether one could not be read."""
    from indexer.analysis import analyse
    from indexer.corpus import identify, list_corpus
    from indexer.errors import ReadingError

    records, failed = [], False
    for folder in folders:
        for file in list_corpus(folder).documents:
            try:
                records.append(analyse(file.path, identify(file, max_bytes=max_bytes), max_bytes=max_bytes))
            except ReadingError as error:
                note(f"未使用：{error}")
                failed = True
    return records, failed


def _save(model: Model, path: Path) -> None:
    from indexer.suggesting.modelfile import save_model

    try:
        save_model(model, path)
    except OSError as error:
        raise OutputFailed(f"无法写入 {path}（{refusal(error)}），请检查文件夹和权限。") from error
