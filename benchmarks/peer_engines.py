"""The engines of ``benchmarks.peers``: each builds an index of articles and does the work of a result page."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.statutes import Article, to_records
from indexer.build_workers import done_by_workers
from indexer.engine.batch import Batch, write_batch
from indexer.engine.protocol import Filter, SearchRequest
from indexer.engine.whoosh_engine import WhooshEngine
from indexer.lexicon import load_lexicon
from indexer.models import Record
from indexer.register import load_register
from indexer.segmentation import segmenter_for

HITS = 10
FACET = 200
WORKERS_FROM = 10_000
"""Clauses from which on this engine builds in processes, as ``policykb build`` does from 3 MB on."""


@dataclass(frozen=True, slots=True)
class Query:
    """``words`` must all occur; for kind ``question`` any word of the one text, for ``phrase`` the text as it stands.
    ``document``: only in the first document."""

    words: tuple[str, ...]
    kind: str = "words"
    document: bool = False


def _write(group: tuple[Path, Sequence[Record]]) -> None:
    write_batch(group[0], group[1], segmenter_for(load_lexicon()), load_register())


class Own:
    """This engine."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def cut(self, text: str) -> list[str]:
        return [word.text for word in segmenter_for(load_lexicon()).words(text)]

    def build(self, articles: Sequence[Article]) -> None:
        records = to_records(articles)
        if len(articles) < WORKERS_FROM:
            _write((self._folder / "batch-0", records))
            return
        groups = max(2, len(articles) // 40_000)
        jobs = [(self._folder / f"batch-{n}", records[n::groups]) for n in range(groups)]
        for _ in done_by_workers(_write, jobs):
            pass

    def open(self) -> None:
        batches = [Batch(folder) for folder in sorted(self._folder.glob("batch-*"))]
        living = [range(len(batch.documents)) for batch in batches]
        self._engine = WhooshEngine("g-000001-peers", batches, living, segmenter_for(load_lexicon()))

    def page(self, query: Query) -> int:
        text = f"“{query.words[0]}”" if query.kind == "phrase" else " ".join(query.words)
        filters = (Filter("document", "law-0"),) if query.document else ()
        return self._engine.search(SearchRequest(text, filters)).total


class _Peer:
    """What the peers share: jieba's words."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        self._folder = folder
        import jieba

        jieba.setLogLevel(logging.ERROR)
        self._jieba = jieba

    def cut(self, text: str) -> list[str]:
        return [word for word in self._jieba.cut(text, HMM=False) if any(c.isalnum() for c in word)]

    def rows(self, articles: Sequence[Article]) -> Iterator[tuple[str, str, str, str]]:
        """Document, section, kind and tokens of each article."""
        for record in to_records(articles):
            for clause in record.clauses:
                tokens = self.cut(" ".join([*clause.path, clause.text]))
                yield (
                    record.document.id,
                    f"{record.document.id}:{clause.path[0] if clause.path else ''}",
                    "sentence",
                    (" ".join(tokens)),
                )


class Fts5(_Peer):
    """SQLite FTS5."""

    def build(self, articles: Sequence[Article]) -> None:
        with sqlite3.connect(self._folder / "db") as base:
            base.execute("CREATE VIRTUAL TABLE clauses USING fts5(tokens, tokenize='unicode61')")
            base.execute("CREATE TABLE facts(id INTEGER PRIMARY KEY, document TEXT, section TEXT, kind TEXT)")
            for number, (document, section, kind, tokens) in enumerate(self.rows(articles), 1):
                base.execute("INSERT INTO clauses(rowid, tokens) VALUES (?, ?)", (number, tokens))
                base.execute("INSERT INTO facts VALUES (?, ?, ?, ?)", (number, document, section, kind))
            base.execute("INSERT INTO clauses(clauses) VALUES ('optimize')")

    def open(self) -> None:
        self._base = sqlite3.connect(self._folder / "db")
        self._base.execute("PRAGMA mmap_size=2000000000")
        self._base.execute("PRAGMA temp_store=MEMORY")
        self._base.execute("CREATE TEMP TABLE found(id INTEGER PRIMARY KEY, score REAL)")

    def page(self, query: Query) -> int:
        tokens = [f'"{word}"' for text in query.words for word in self.cut(text)]
        if not tokens:
            return 0
        match = (
            " + ".join(tokens)
            if query.kind == "phrase"
            else (" OR " if query.kind == "question" else " AND ").join(tokens)
        )
        base = self._base
        base.execute("DELETE FROM found")
        base.execute("INSERT INTO found SELECT rowid, rank FROM clauses WHERE clauses MATCH ?", (match,))
        joined = "FROM found JOIN facts USING (id)"
        only = " WHERE document = 'law-0'" if query.document else ""
        (total,) = base.execute(f"SELECT count(*) {joined}{only}").fetchone()
        best = base.execute(f"SELECT id {joined}{only} ORDER BY score LIMIT {HITS}").fetchall()
        for field in ("document", "section", "kind"):
            # A facet is counted without its own filter.
            kept = "" if field == "document" else only
            base.execute(
                f"SELECT {field}, count(*) AS n {joined}{kept} GROUP BY {field} ORDER BY n DESC LIMIT {FACET}"
            ).fetchall()
        for (row,) in best:
            base.execute(
                "SELECT highlight(clauses, 0, '<', '>') FROM clauses WHERE clauses MATCH ? AND rowid = ?", (match, row)
            ).fetchone()
        return int(total)


class Tantivy(_Peer):
    """tantivy, through its Python binding."""

    def _schema(self) -> Any:
        import tantivy

        builder = tantivy.SchemaBuilder()
        builder.add_text_field("tokens", stored=True, tokenizer_name="whitespace", index_option="position")
        for field in ("document", "section", "kind"):
            builder.add_text_field(field, stored=True, fast=True, tokenizer_name="raw")
        return builder.build()

    def build(self, articles: Sequence[Article]) -> None:
        import tantivy

        writer = tantivy.Index(self._schema(), path=str(self._folder)).writer(200_000_000)
        for document, section, kind, tokens in self.rows(articles):
            writer.add_document(tantivy.Document(tokens=[tokens], document=[document], section=[section], kind=[kind]))
        writer.commit()
        writer.wait_merging_threads()

    def open(self) -> None:
        import tantivy

        self._index_schema = self._schema()
        self._index = tantivy.Index(self._index_schema, path=str(self._folder))
        self._searcher = self._index.searcher()

    def page(self, query: Query) -> int:
        from tantivy import Occur, SnippetGenerator
        from tantivy import Query as Built

        tokens = [word for text in query.words for word in self.cut(text)]
        if not tokens:
            return 0
        term = partial(Built.term_query, self._index_schema, "tokens")
        if query.kind == "phrase" and len(tokens) > 1:
            whole = Built.phrase_query(self._index_schema, "tokens", list(tokens))
        else:
            occur = Occur.Should if query.kind == "question" else Occur.Must
            whole = Built.boolean_query([(occur, term(token)) for token in tokens])
        narrowed = whole
        if query.document:
            only = Built.term_query(self._index_schema, "document", "law-0")
            narrowed = Built.boolean_query([(Occur.Must, whole), (Occur.Must, only)])
        result = self._searcher.search(narrowed, HITS, count=True)
        fields = {field: {"terms": {"field": field, "size": FACET}} for field in ("document", "section", "kind")}
        if query.document:  # A facet is counted without its own filter.
            self._searcher.aggregate(whole, {"document": fields.pop("document")})
        self._searcher.aggregate(narrowed, fields)
        snippets = SnippetGenerator.create(self._searcher, whole, self._index_schema, "tokens")
        for _, address in result.hits:
            snippets.snippet_from_doc(self._searcher.doc(address)).to_html()
        return int(result.count)


class Whoosh(_Peer):
    """Whoosh as it comes, with jieba's words at consecutive positions."""

    def build(self, articles: Sequence[Article]) -> None:
        from whoosh import fields, index
        from whoosh.analysis import SpaceSeparatedTokenizer

        identifier = partial(fields.ID, stored=True)
        schema = fields.Schema(
            tokens=fields.TEXT(analyzer=SpaceSeparatedTokenizer(), stored=True),
            document=identifier(),
            section=identifier(),
            kind=identifier(),
        )
        writer = index.create_in(str(self._folder), schema).writer(limitmb=256)
        for document, section, kind, tokens in self.rows(articles):
            writer.add_document(tokens=tokens, document=document, section=section, kind=kind)
        writer.commit()

    def open(self) -> None:
        from whoosh import index

        self._searcher = index.open_dir(str(self._folder)).searcher()

    def page(self, query: Query) -> int:
        from collections import Counter

        from whoosh.query import And, Or, Phrase, Term

        tokens = [word for text in query.words for word in self.cut(text)]
        if not tokens:
            return 0
        terms = [Term("tokens", token) for token in tokens]
        whole = Phrase("tokens", tokens) if query.kind == "phrase" else (Or if query.kind == "question" else And)(terms)
        only = Term("document", "law-0") if query.document else None
        result = self._searcher.search(whole, limit=HITS, filter=only, terms=True)
        found = list(self._searcher.docs_for_query(whole))
        for field in ("document", "section", "kind"):
            Counter(self._searcher.stored_fields(number)[field] for number in found).most_common(FACET)
        for hit in result:
            hit.highlights("tokens")
        return len(found)


ENGINES: dict[str, type[Any]] = {"policykb": Own, "fts5": Fts5, "tantivy": Tantivy, "whoosh": Whoosh}
