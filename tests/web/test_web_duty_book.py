"""The duty book follows the index in service and is read once, however many ask."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from indexer.models import Record
from tests.web.duties import MARKET, notice, plan
from tests.web.fakes import FakeEngine, FakeProvider
from tests.web.pages import make_app, visitor
from webapp import create_app


class CountingEngine(FakeEngine):
    """Counts how often each record is asked for."""

    def __init__(self, records: list[Record]) -> None:
        super().__init__(records)
        self.asked: Counter[str] = Counter()

    def record(self, document: str) -> Record | None:
        self.asked[document] += 1
        return super().record(document)


class ChangingProvider(FakeProvider):
    """Hands out ``current``, which a rebuild replaces."""

    def __init__(self, first: FakeEngine) -> None:
        super().__init__(first)
        self.current = first

    @contextmanager
    def engine(self) -> Iterator[FakeEngine]:
        yield self.current


def test_a_rebuilt_index_brings_its_own_departments() -> None:
    provider = ChangingProvider(FakeEngine([notice()]))
    visit = visitor(make_app(provider).test_client())
    assert "辽宁省商务厅" not in visit("/departments").text
    assert visit("/departments/辽宁/商务").texts("task") == []
    provider.current = FakeEngine([notice(), plan()])
    assert "辽宁省商务厅" in visit("/departments").text
    assert len(visit("/departments/辽宁/商务").texts("task")) == 1


def test_every_document_is_read_once_though_many_ask_at_the_same_time() -> None:
    engine = CountingEngine([plan(), notice()])
    app = make_app(FakeProvider(engine))
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: app.test_client().get("/departments").status_code, range(8)))
    assert answers == [200] * 8
    assert engine.asked == {"plan": 1, "notice": 1}


def test_the_register_of_the_corpus_folder_counts(tmp_path: Path) -> None:
    (tmp_path / "register").mkdir()
    (tmp_path / "register" / "departments.tsv").write_text("这不是部门名录\n", encoding="utf-8")
    app = create_app(FakeProvider(FakeEngine([plan()])), corpus=tmp_path, test_config={"TESTING": True})
    page = visitor(app.test_client())(f"/departments/{MARKET}")
    assert page.status == 503
    assert "部门名录有错" in page.text
