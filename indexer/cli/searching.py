"""policykb search: clauses found, and what a slip may have meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from indexer.cli import options
from indexer.cli.chinese import Command, Slip, one_of, whole_number
from indexer.cli.commands import open_index
from indexer.cli.filters import filters
from indexer.cli.narrowing import narrowed_by
from indexer.cli.options import as_typed
from indexer.cli.output import marked, print_json

if TYPE_CHECKING:
    from indexer.engine.protocol import Correction, SearchResult


@click.command(
    cls=Command,
    short_help="检索条款",
    example='policykb search 食品摊贩\npolicykb search "“双随机、一公开” OR 飞行检查" --limit 20',
    context_settings={"ignore_unknown_options": True},
)
@click.argument("query", nargs=-1, required=True, metavar="检索词…")
@filters
@click.option("--sort", callback=one_of("relevance", "document", "date"), default="relevance", metavar="次序",
              help="relevance 相关度（默认）、document 文件、date 日期")  # fmt: skip
@click.option("--limit", callback=whole_number(0, 1000), default="10", metavar="数", help="最多列出多少条（默认 10）")
@click.option("--offset", callback=whole_number(0, 10**9), default="0", metavar="数", help="跳过前多少条（默认 0）")
@click.option("--no-synonyms", is_flag=True, help="日常说法（如“奶粉”）只按原词检索，不同时检索正式说法")
@options.corpus
@options.index
@options.max_bytes
@options.segmenter
@options.as_json
def search(
    query: tuple[str, ...], sort: str, limit: int, offset: int, no_synonyms: bool,
    corpus: Path, index: Path, max_bytes: int, segmenter: str, as_json: bool, **given: tuple[str, ...],
) -> int:  # fmt: skip
    """在索引中检索条款。

    空格表示同时包含，引号表示原文照查，OR 表示任何一个，减号表示不包含，
    词后加 * 表示以它开头；发文字号和“第八条”“（八）”可以直接输入。
    """
    from indexer.engine.protocol import SearchRequest, Sort

    for word in query:
        if word.startswith("--"):
            raise Slip(f"没有 {word} 这个选项", click.get_current_context())
    typed = as_typed(" ".join(query))
    engine = open_index(corpus, index, max_bytes, segmenter)
    try:
        # Only JSON shows counts of duties.
        searching, narrowed = narrowed_by(given, engine, corpus, counting=as_json)
        request = SearchRequest(typed, narrowed, Sort(sort), offset, limit, not no_synonyms, facets=as_json)
        result = searching.search(request)
        meant = searching.correct(request, found=result)
    finally:
        engine.close()
    if as_json:
        print_json(_search_json(result, meant))
    else:
        _print_hits(result, offset)
        if meant:
            click.echo("您是不是要找：" + "、".join(f"{one.query}（{one.total} 条）" for one in meant))
    return 0


def _search_json(result: SearchResult, meant: Sequence[Correction]) -> dict[str, object]:
    return {
        "total": result.total,
        "relaxed": result.relaxed,
        "understood": result.understood,
        "synonyms": [asdict(synonym) for synonym in result.synonyms],
        "corrections": [asdict(correction) for correction in meant],
        "hits": [
            {
                "id": hit.clause.id,
                "document": hit.document.id,
                "path": hit.clause.path,
                "text": hit.clause.text,
                "score": round(hit.score, 6),
            }
            for hit in result.hits
        ],
        "facets": {facet.field: [value._asdict() for value in facet.values] for facet in result.facets},
    }


def _print_hits(result: SearchResult, offset: int) -> None:
    if result.understood:
        click.echo("；".join(result.understood))
    if not result.total:
        click.echo("没有找到条款。")
        return
    for number, hit in enumerate(result.hits, start=offset + 1):
        path = [marked(entry, spans) for entry, spans in zip(hit.clause.path, hit.path_marks, strict=True)]
        click.echo(f"\n{number}. {marked(hit.clause.text, hit.marks)}")
        click.echo("   " + " › ".join([hit.document.title, *path]))
        click.echo(f"   {hit.clause.id}")
    last = offset + len(result.hits)
    click.echo(f"\n共 {result.total} 条" + (f"，以上为第 {offset + 1} 至 {last} 条。" if result.hits else "。"))
