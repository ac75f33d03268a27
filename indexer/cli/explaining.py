"""policykb explain: how a clause got its score."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from indexer.cli import options
from indexer.cli.chinese import Command, Slip
from indexer.cli.commands import open_index
from indexer.cli.filters import filters
from indexer.cli.narrowing import narrowed_by
from indexer.cli.options import as_typed
from indexer.cli.output import print_json

if TYPE_CHECKING:
    from indexer.engine.answers import Explanation


@click.command(
    cls=Command,
    short_help="说明一条条款的相关度得分从何而来",
    example="policykb explain 食品摊贩 liaoning-2019:2.8:abcdef\n"
    "policykb explain 食品摊贩 liaoning-2019:2.8:abcdef --document liaoning-2019",
)
@click.argument("query", metavar="检索词")
@click.argument("clause", metavar="条款标识")
@filters
@click.option("--no-synonyms", is_flag=True, help="日常说法（如“奶粉”）只按原词检索，不同时检索正式说法")
@options.corpus
@options.index
@options.max_bytes
@options.segmenter
@options.as_json
def explain(
    query: str, clause: str, no_synonyms: bool,
    corpus: Path, index: Path, max_bytes: int, segmenter: str, as_json: bool, **given: tuple[str, ...],
) -> int:  # fmt: skip
    """说明一条条款对一次检索的得分从何而来。

    条款标识是 search 在每条结果下面列出的标识。检索词有空格时加引号。筛选条件与 search 相同，也影响得分：
    限定文件时，词语的稀有程度按这些文件计算。
    每一行是一个词在一个方面的得分：比例 × 权重 × 稀有程度 × 词频作用；各行与所在文件带来的得分相加即总分。
    """
    from indexer.engine.protocol import SearchRequest

    engine = open_index(corpus, index, max_bytes, segmenter)
    try:
        searching, narrowed = narrowed_by(given, engine, corpus)
        request = SearchRequest(as_typed(query), narrowed, synonyms=not no_synonyms)
        found = searching.explain(request, as_typed(clause))
    finally:
        engine.close()
    if found is None:
        raise Slip(
            f"索引里没有标识为 {clause} 的条款，可先用 policykb search 查到它的标识", click.get_current_context()
        )
    if as_json:
        print_json(asdict(found))
    else:
        _print(found)
    return 0


def _print(found: Explanation) -> None:
    click.echo(found.clause.text)
    click.echo("   " + " › ".join([found.document.title, *found.clause.path]))
    if not found.found:
        click.echo("这条条款不在检索结果中，以下只说明文字的相近程度。")
    views: dict[str, float] = {}
    for each in found.contributions:
        if each.label not in views:
            views[each.label] = sum(other.score for other in found.contributions if other.label == each.label)
            click.echo(f"\n{each.label}：{views[each.label]:.3f}（权重 {each.weight:g}）")
        widened = "" if each.share == 1 else f"，近义词比例 {each.share:g}"
        click.echo(
            f"  {each.score:6.3f}  {each.term}　见于 {each.clauses} 条，稀有程度 {each.rarity:.2f}；"
            f"出现 {each.frequency} 次，长度 {each.length:g}（平均 {each.average:.0f}），"
            f"词频作用 {each.saturation:.2f}{widened}"
        )
    if (given := found.document_contribution) is not None:
        click.echo(f"\n{given.label}：{given.score:.3f}（权重 {given.weight:g}，乘以本文件中最相近条款得分的平均值）")
        for clause, score in given.clauses:
            click.echo(f"  {score:6.3f}  {clause}")
    click.echo(f"\n总分 {found.score:.3f}")
