"""Engines with the documents of ``corpora``, opened once a module."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from indexer.engine.protocol import SearchEngine
from tests.engine_contract.corpora import EVERYDAY, crossing, elsewhere, festival, lamps, library_rules, stalls
from tests.engine_contract.engines import Make
from tests.record_maker import RecordMaker


@pytest.fixture(scope="module")
def engine(make: Make, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchEngine]:
    opened = make([stalls(), lamps()], tmp_path_factory.mktemp("engine"))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def duties(make: Make, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchEngine]:
    opened = make([festival(), elsewhere()], tmp_path_factory.mktemp("duties"))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def shelf(make: Make, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchEngine]:
    provincial = RecordMaker("plan", "甘肃省图书馆建设方案", date="2019-01-01", region="甘肃", level="省")
    provincial.sentence("各市建图书馆。")
    ministry = RecordMaker("ministry", "关于公共图书馆的意见", date="2021-03-01", region="全国", level="部门")
    ministry.sentence("支持建图书馆。")
    nation = RecordMaker("nation", "国务院关于图书馆的决定", date="2021-01-01", region="全国", level="国务院")
    nation.sentence("全国建图书馆。")
    records = [library_rules(), crossing(), provincial.make(), ministry.make(), nation.make()]
    opened = make(records, tmp_path_factory.mktemp("shelf"))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def widened(make: Make, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchEngine]:
    opened = make([stalls(), lamps()], tmp_path_factory.mktemp("widened"), EVERYDAY)
    yield opened
    opened.close()
