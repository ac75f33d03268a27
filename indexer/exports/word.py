"""任务分工表 as a Word document on landscape A4, after 党政机关公文格式 (GB/T 9704—2012)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from indexer.duties.ledger import LedgerRow
from indexer.exports import wording
from indexer.exports.characters import is_web_address
from indexer.exports.groups import groups
from indexer.exports.options import ExportOptions, Grouping
from indexer.exports.word_columns import UNMARKED_MEANING, layout, name_note
from indexer.exports.word_package import write_package
from indexer.exports.word_table import table
from indexer.exports.word_xml import Line, paragraph


def write(rows: Sequence[LedgerRow], options: ExportOptions) -> bytes:
    """The document. Without rows it says that nothing matched."""
    links: dict[str, str] = {}
    return write_package(
        _body(rows, options, links),
        links,
        title=options.title,
        subject=options.scope,
        generated=options.generated,
    )


def _body(rows: Sequence[LedgerRow], options: ExportOptions, links: dict[str, str]) -> Iterator[str]:
    yield from _preamble(rows, options)

    def link(row: LedgerRow) -> str:
        return links.setdefault(row.link, f"link{len(links) + 1}") if is_web_address(row.link) else ""

    shape = layout(options.grouping, link)
    found = groups(rows, options.grouping)
    for number, group in enumerate(found, 1):
        counted = f"{wording.chinese_number(number)}、" if len(found) > 1 else ""
        yield paragraph("Heading1", [Line(counted + group.heading)])
        yield from table(group, shape)
        # Word wants a paragraph between two tables in any case.
        yield paragraph("Note", [Line(name_note(group))])


def _preamble(rows: Sequence[LedgerRow], options: ExportOptions) -> Iterator[str]:
    """Title, scope, date, counts, and what the words of the tables mean."""
    yield paragraph("Title", [Line(options.title)])
    if options.scope:
        yield paragraph("Subtitle", [Line(options.scope)])
    yield paragraph("Subtitle", [Line(f"（{wording.chinese_date(options.generated)}）")])
    yield paragraph("BodyText", [Line(wording.counts(rows))])
    if rows:
        meanings = [f"“{word}”：{meaning}" for word, meaning in wording.legend(rows)]
        if options.grouping is Grouping.DOCUMENT:
            meanings.append(UNMARKED_MEANING)
        yield paragraph("Note", [Line("注：" + "".join(meanings))])
