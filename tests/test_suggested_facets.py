"""What the program suggests can be filtered by, apart from what the text states, and agrees with the ledger."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from indexer.build import build
from indexer.cli import main
from indexer.cli.workplace import open_book
from indexer.duties.models import Basis
from indexer.engine.opening import open_engine
from indexer.engine.protocol import Filter, SearchRequest

SEED = Path(__file__).parent.parent / "corpus" / "liaoning-2019-quality-improvement.md"
SUGGESTED = Filter("basis", Basis.SUGGESTED)
_MAX_BYTES = 10_000_000


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    place = tmp_path_factory.mktemp("suggested")
    corpus, index = place / "corpus", place / "index"
    corpus.mkdir()
    shutil.copy(SEED, corpus)
    (corpus / "pilot.txt").write_text(
        "辽宁省人民政府关于推进试点的意见\n一、任务\n1.扩大进口。设立窗口。（省商务厅牵头）\n", encoding="utf-8"
    )
    build(corpus, index, max_bytes=_MAX_BYTES)
    return corpus, index


def test_clauses_are_found_by_the_department_suggested_for_them(folders: tuple[Path, Path]) -> None:
    corpus, index = folders
    engine = open_engine(index, corpus=corpus)
    found = engine.search(SearchRequest("食品摊贩", (SUGGESTED, Filter("department", "辽宁/市场监管"))))
    assert [hit.clause.path[-1] for hit in found.hits] == ["(八)守住食品药品安全防线"]
    stated = engine.search(SearchRequest("食品摊贩", (Filter("basis", Basis.STATED),)))
    assert stated.total == 0
    engine.close()


def test_suggested_departments_stand_nowhere_until_the_basis_asks_for_them(folders: tuple[Path, Path]) -> None:
    corpus, index = folders
    engine = open_engine(index, corpus=corpus)
    result = engine.search(SearchRequest("食品摊贩"))
    facets = {facet.field: [value.value for value in facet.values] for facet in result.facets}
    assert facets["basis"] == ["suggested"]
    assert facets["department"] == facets["role"] == []
    assert engine.search(SearchRequest("食品摊贩", (Filter("department", "辽宁/市场监管"),))).total == 0
    asked = engine.search(SearchRequest("食品摊贩", (SUGGESTED,)))
    departments = next(facet for facet in asked.facets if facet.field == "department")
    assert "辽宁/市场监管" in [value.value for value in departments.values]
    engine.close()


def test_a_department_that_the_text_names_is_never_filed_as_suggested(folders: tuple[Path, Path]) -> None:
    corpus, index = folders
    engine = open_engine(index, corpus=corpus)
    filters = (SUGGESTED, Filter("document", "pilot"))
    assert engine.search(SearchRequest("", filters)).total == 0
    engine.close()


def test_the_filter_finds_exactly_the_tasks_of_the_ledger(folders: tuple[Path, Path]) -> None:
    corpus, index = folders
    book, close = open_book(corpus, index, "rjieba")
    rows = [row for row in book.rows() if row.basis is Basis.SUGGESTED]
    close()
    engine = open_engine(index, corpus=corpus)
    for key in {row.key for row in rows}:
        filters = (SUGGESTED, Filter("department", key))
        hits = engine.search(SearchRequest("", filters, limit=1000)).hits
        tasks = {row.clause for row in rows if row.key == key}
        assert tasks <= {hit.clause.id for hit in hits}
        assert {hit.document.id for hit in hits} == {row.document for row in rows if row.key == key}
    engine.close()


def test_another_model_suggests_anew_without_a_change_of_documents(tmp_path: Path) -> None:
    corpus, index, annotated = (tmp_path / name for name in ("corpus", "index", "annotated"))
    corpus.mkdir()
    annotated.mkdir()
    shutil.copy(SEED, corpus)
    for number, body in enumerate(("农业农村厅", "财政厅", "教育厅")):
        tasks = f"1.食品摊贩登记备案管理。（省{body}负责）\n2.建立食品追溯体系。（省{body}负责）\n"
        text = f"甲省人民政府关于试点的意见\n一、任务\n{tasks}"
        (annotated / f"{number}.txt").write_text(text, encoding="utf-8")
    build(corpus, index, max_bytes=_MAX_BYTES)
    assert not build(corpus, index, max_bytes=_MAX_BYTES).switched
    assert main(["train", str(annotated), "--alone", "--corpus", str(corpus)]) == 0
    again = build(corpus, index, max_bytes=_MAX_BYTES)
    assert again.switched
    assert not again.changed
