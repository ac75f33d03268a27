"""The engines of ``benchmarks.peers``: each builds an index of articles and does the work of a result page.

The page is the same for all: ten hits with their texts and highlights, the exact total, and the counts of ``FIELDS``,
at most ``FACET`` values of each, a field counted without its own filter. This engine counts three fields more, those of
duties, which these articles do not have. Each engine does the work as well as its interface allows: documents are
counted once and their years, regions, levels and genres added up from that, where the engine lets them.
"""

from __future__ import annotations

import logging
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.statutes import Article, to_records
from indexer.build_workers import done_by_workers
from indexer.document_classes import FIELDS as CLASSES
from indexer.document_classes import classes
from indexer.engine.protocol import Filter, SearchRequest
from indexer.engine.query.parser import GRAMMAR_WORDS
from indexer.engine.stored.batch import Batch
from indexer.engine.stored.batch_writing import write_batch
from indexer.engine.whoosh_engine import WhooshEngine
from indexer.lexicon import load_lexicon
from indexer.models import Record
from indexer.register import load_register
from indexer.segmentation import segmenter_for

HITS = 10
FACET = 100
OF_CLAUSES = ("document", "section", "kind")
FIELDS = (*OF_CLAUSES, *CLASSES)
WORKERS_FROM = 10_000
"""Clauses from which on this engine builds in processes, as ``policykb build`` does from 3 MB on."""


@dataclass(frozen=True, slots=True)
class Query:
    """``words`` must all occur; for kind ``question`` any word of the one text, for ``phrase`` the text as it stands.
    ``year``: only in the documents of that year, where given."""

    words: tuple[str, ...]
    kind: str = "words"
    year: str = ""


def year_of(digit: str) -> str:
    """The articles have no dates; the first digit (hexadecimal) of a document's name stands for its year."""
    return str(2000 + int(digit, 16))


def dated_records(articles: Sequence[Article]) -> list[Record]:
    """The articles as records, one a law, each with a year."""
    dates = [f"{year_of(law[0])}-01-01" for law in dict.fromkeys(article.law for article in articles)]
    return [
        replace(record, document=replace(record.document, publish_date=date))
        for record, date in zip(to_records(articles), dates, strict=True)
    ]


def _write(group: tuple[Path, Sequence[Record]]) -> None:
    write_batch(group[0], group[1], segmenter_for(load_lexicon()), load_register())


class Own:
    """This engine."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def build(self, articles: Sequence[Article]) -> None:
        records = dated_records(articles)
        if len(articles) < WORKERS_FROM:
            _write((self._folder / "batch-0", records))
            return
        groups = max(2, len(articles) // 40_000)
        jobs = [(self._folder / f"batch-{n}", records[n::groups]) for n in range(groups)]
        for _ in done_by_workers(_write, jobs):
            pass

    def prepare(self) -> None:
        segmenter_for(load_lexicon()).load()

    def open(self) -> None:
        batches = [Batch(folder) for folder in sorted(self._folder.glob("batch-*"))]
        living = [range(len(batch.documents)) for batch in batches]
        self._engine = WhooshEngine("g-000001-peers", batches, living, segmenter_for(load_lexicon()))

    def page(self, query: Query) -> int:
        text = f"“{query.words[0]}”" if query.kind == "phrase" else " ".join(query.words)
        filters = (Filter("year", query.year),) if query.year else ()
        return self._engine.search(SearchRequest(text, filters)).total


class _Peer:
    """What the peers share: jieba's words. Queries are cut by its faster form in Rust, into the same words."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        self._folder = folder

    def prepare(self) -> None:
        import rjieba

        self._cut = rjieba.cut
        self.cut("预热")

    def cut(self, text: str) -> list[str]:
        return [word for word in self._cut(text, False) if any(c.isalnum() for c in word)]

    def tokens(self, query: Query) -> list[str]:
        """The words of the query; those of a question each once and, as in this engine, without mere grammar."""
        words = [word for text in query.words for word in self.cut(text)]
        return list(dict.fromkeys(words).keys() - GRAMMAR_WORDS) if query.kind == "question" else words

    def rows(self, articles: Sequence[Article]) -> Iterator[tuple[dict[str, str], str]]:
        """The value of each article in each of ``FIELDS``, and its tokens."""
        import jieba

        jieba.setLogLevel(logging.ERROR)
        register = load_register()
        for record in dated_records(articles):
            document = record.document
            found = classes(document, register.place_of(document))
            of_document = {"document": document.id, **{field: found[field][-1] for field in CLASSES}}
            for clause in record.clauses:
                words = jieba.cut(" ".join([*clause.path, clause.text]), HMM=False)
                section = f"{document.id}:{clause.path[0] if clause.path else ''}"
                tokens = " ".join(word for word in words if any(c.isalnum() for c in word))
                yield {**of_document, "section": section, "kind": clause.kind.value}, tokens


class Fts5(_Peer):
    """SQLite FTS5."""

    def build(self, articles: Sequence[Article]) -> None:
        with sqlite3.connect(self._folder / "db") as base:
            base.execute("CREATE VIRTUAL TABLE clauses USING fts5(tokens, tokenize='unicode61')")
            base.execute("CREATE TABLE facts(id INTEGER PRIMARY KEY, document INT, section TEXT, kind TEXT, year TEXT)")
            base.execute(f"CREATE TABLE documents(id INTEGER PRIMARY KEY, name TEXT, {' TEXT, '.join(CLASSES)} TEXT)")
            documents: dict[str, int] = {}
            for number, (values, tokens) in enumerate(self.rows(articles), 1):
                document = documents.setdefault(values["document"], len(documents))
                of_document = (document, values["document"], *(values[field] for field in CLASSES))
                base.execute("INSERT OR IGNORE INTO documents VALUES (?, ?, ?, ?, ?, ?)", of_document)
                facts = (number, document, values["section"], values["kind"], values["year"])
                base.execute("INSERT INTO facts VALUES (?, ?, ?, ?, ?)", facts)
                base.execute("INSERT INTO clauses(rowid, tokens) VALUES (?, ?)", (number, tokens))
            base.execute("INSERT INTO clauses(clauses) VALUES ('optimize')")

    def open(self) -> None:
        self._base = sqlite3.connect(self._folder / "db")
        self._base.execute("PRAGMA mmap_size=2000000000")
        self._base.execute("PRAGMA temp_store=MEMORY")
        self._base.execute("CREATE TEMP TABLE found(id INTEGER PRIMARY KEY, score REAL)")
        self._base.execute("CREATE TEMP TABLE counted(id INTEGER PRIMARY KEY, n INT)")

    def page(self, query: Query) -> int:
        tokens = [f'"{word}"' for word in self.tokens(query)]
        if not tokens:
            return 0
        joined = {"phrase": " + ", "question": " OR "}.get(query.kind, " AND ").join(tokens)
        base = self._base
        base.execute("DELETE FROM found")
        base.execute("INSERT INTO found SELECT rowid, rank FROM clauses WHERE clauses MATCH ?", (joined,))
        only = f" WHERE year = '{query.year}'" if query.year else ""
        source = f"FROM found JOIN facts USING (id){only}" if only else "FROM found"
        (total,) = base.execute(f"SELECT count(*) {source}").fetchone()
        best = base.execute(f"SELECT id {source} ORDER BY score LIMIT {HITS}").fetchall()
        for field in ("section", "kind"):
            counted = f"{field}, count(*) AS n FROM found JOIN facts USING (id){only} GROUP BY {field}"
            base.execute(f"SELECT {counted} ORDER BY n DESC LIMIT {FACET}").fetchall()
        self._count_documents(only)
        for (row,) in best:
            base.execute(
                "SELECT highlight(clauses, 0, '<', '>') FROM clauses WHERE clauses MATCH ? AND rowid = ?", (joined, row)
            ).fetchone()
        return int(total)

    def _count_documents(self, only: str) -> None:
        base = self._base
        base.execute("DELETE FROM counted")
        base.execute("INSERT INTO counted SELECT document, count(*) FROM found JOIN facts USING (id) GROUP BY document")
        fields = f"FROM counted JOIN documents USING (id){only}"
        base.execute(f"SELECT name, n {fields} ORDER BY n DESC LIMIT {FACET}").fetchall()
        for field in CLASSES:
            kept = fields.removesuffix(only) if field == "year" else fields
            base.execute(f"SELECT {field}, sum(n) AS m {kept} GROUP BY {field} ORDER BY m DESC").fetchall()


class Tantivy(_Peer):
    """tantivy, through its Python binding."""

    def _schema(self) -> Any:
        import tantivy

        builder = tantivy.SchemaBuilder()
        builder.add_text_field("tokens", stored=True, tokenizer_name="whitespace", index_option="position")
        for field in FIELDS:
            builder.add_text_field(field, stored=True, fast=True, tokenizer_name="raw")
        return builder.build()

    def build(self, articles: Sequence[Article]) -> None:
        import tantivy

        writer = tantivy.Index(self._schema(), path=str(self._folder)).writer(200_000_000)
        for values, tokens in self.rows(articles):
            writer.add_document(tantivy.Document(tokens=[tokens], **{key: [value] for key, value in values.items()}))
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

        tokens = self.tokens(query)
        if not tokens:
            return 0
        term = partial(Built.term_query, self._index_schema, "tokens")
        if query.kind == "phrase" and len(tokens) > 1:
            whole = Built.phrase_query(self._index_schema, "tokens", list(tokens))
        else:
            occur = Occur.Should if query.kind == "question" else Occur.Must
            whole = Built.boolean_query([(occur, term(token)) for token in tokens])
        narrowed = whole
        if query.year:
            only = Built.term_query(self._index_schema, "year", query.year)
            narrowed = Built.boolean_query([(Occur.Must, whole), (Occur.Must, only)])
        result = self._searcher.search(narrowed, HITS, count=True)
        fields = {field: {"terms": {"field": field, "size": FACET}} for field in FIELDS}
        if query.year:
            self._searcher.aggregate(whole, {"year": fields.pop("year")})
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

        schema = fields.Schema(
            tokens=fields.TEXT(analyzer=SpaceSeparatedTokenizer(), stored=True),
            **{field: fields.ID(stored=True) for field in FIELDS},
        )
        writer = index.create_in(str(self._folder), schema).writer(limitmb=256)
        for values, tokens in self.rows(articles):
            writer.add_document(tokens=tokens, **values)
        writer.commit()

    def open(self) -> None:
        from whoosh import index

        self._searcher = index.open_dir(str(self._folder)).searcher()

    def page(self, query: Query) -> int:
        from whoosh.query import And, Or, Phrase, Term

        tokens = self.tokens(query)
        if not tokens:
            return 0
        terms = [Term("tokens", token) for token in tokens]
        whole = Phrase("tokens", tokens) if query.kind == "phrase" else (Or if query.kind == "question" else And)(terms)
        only = Term("year", query.year) if query.year else None
        result = self._searcher.search(whole, limit=HITS, filter=only, terms=True)
        found = [self._searcher.stored_fields(number) for number in self._searcher.docs_for_query(whole)]
        kept = [fields for fields in found if query.year in ("", fields["year"])]
        for field in FIELDS:
            Counter(fields[field] for fields in (found if field == "year" else kept)).most_common(FACET)
        for hit in result:
            hit.highlights("tokens")
        return len(kept)


ENGINES: dict[str, type[Any]] = {"policykb": Own, "fts5": Fts5, "tantivy": Tantivy, "whoosh": Whoosh}
