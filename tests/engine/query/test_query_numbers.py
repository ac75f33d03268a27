"""Numbers of documents and of items are understood however people write them, and nothing else is taken for one."""

from __future__ import annotations

import pytest

from indexer.engine.query.rewriting import by_items
from indexer.engine.query.tree import (
    DocumentNumber,
    SectionNumber,
    Word,
    wanted,
)
from tests.engine.query.parsing import FOOD, both, read


@pytest.mark.parametrize(
    "query",
    [
        "国发〔2018〕3号",
        "国发[2018]3号",
        "国发［2018］3号",
        "国发（2018）3号",
        "国发(2018)3号",
        "国发【2018】3号",
        "国发﹝2018﹞3号",
        "国发〔２０１８〕３号",
        "国发 〔2018〕 3 号",
        "国发2018 3号",
        "国发2018年3号",
        "国发〔2018〕第3号",
        "国发[2018]3号文",
        "国发［２０１８］３号文件",
        "国发{2018}3号",
        "国发《2018》3号",
        "国发 2018 年第 3 号",
        "国发〔2018〕3",
        "关于国发〔2018〕3号",
        "根据国发〔2018〕3号",
    ],
)
def test_a_document_number_is_understood_in_any_brackets_or_none(query: str) -> None:
    assert DocumentNumber("国发", 2018, 3) in list(wanted(read(query).root))


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("国发〔2018〕3号文", ()),
        ("国发〔2018〕3号文件", ()),
        ("国发2018年3号文", ()),
        ("国发〔2018〕3号文规定", ("规定",)),
        ("国发〔2018〕3号文件认证", ("认证",)),
        ("国发〔2018〕3号文化", ("文化",)),
    ],
)
def test_that_a_number_is_of_a_paper_need_not_stand_in_the_text(query: str, words: tuple[str, ...]) -> None:
    number = DocumentNumber("国发", 2018, 3)
    assert read(query).root == (both(number, *map(Word, words)) if words else number)


def test_a_document_number_without_agency_means_any_agency() -> None:
    assert read("〔2018〕3号").root == DocumentNumber("", 2018, 3)


@pytest.mark.parametrize("query", ["国发〔2018〕", "国发[2018]号", "国发 (2018)", "落实国发〔２０１８〕"])
def test_without_its_last_part_a_document_number_means_all_of_the_agency_and_year(query: str) -> None:
    found = list(wanted(read(query).root))
    assert DocumentNumber("国发", 2018) in found
    assert Word("号") not in found


@pytest.mark.parametrize(
    "query", ["方案2018", "2018年3月", "(2018)", "工作方案2018 3号", "3号", "要点（2018）", "发〔2018〕"]
)
def test_a_year_alone_is_no_document_number(query: str) -> None:
    assert not any(isinstance(leaf, DocumentNumber) for leaf in wanted(read(query).root))


@pytest.mark.parametrize(
    ("query", "styles", "ordinal"),
    [
        ("第八条", {"article"}, 8),
        ("第8条", {"article"}, 8),
        ("第二十三条", {"article"}, 23),
        ("第三章", {"chapter"}, 3),
        ("第一节", {"section"}, 1),
        ("第二部分", {"part", "han"}, 2),
        ("二、", {"han"}, 2),
        ("（八）", {"han-bracket"}, 8),
        ("(八)", {"han-bracket"}, 8),
        ("㈧", {"han-bracket"}, 8),
        ("(8)", {"arabic-bracket"}, 8),
        ("第（八）项", {"han-bracket"}, 8),
        ("第八项", {"han-bracket", "arabic-bracket"}, 8),
        ("第（八）条", {"han-bracket", "article"}, 8),
    ],
)
def test_numbers_of_items_are_understood(query: str, styles: set[str], ordinal: int) -> None:
    root = read(query).root
    assert isinstance(root, SectionNumber)
    assert (set(root.styles), root.ordinal) == (styles, ordinal)


@pytest.mark.parametrize("query", ["第八条例", "第一节能", "第三章程", "第三方机构", "第一编制", "2018)"])
def test_look_alikes_are_no_numbers_of_items(query: str) -> None:
    assert not any(isinstance(leaf, SectionNumber) for leaf in wanted(read(query).root))


def test_where_there_are_no_articles_an_article_may_mean_an_item() -> None:
    item = SectionNumber(("han-bracket",), 8, (), "(八)")
    assert by_items(read("第八条").root) == item
    assert by_items(read("第8条 食品").root) == both(item, FOOD)
    for other in ("食品", "（八）", "第八章", "“第八条”", "食品 -第八条", ""):
        assert by_items(read(other).root) is None


def test_a_pasted_heading_gives_its_number_and_its_words() -> None:
    leaves = list(wanted(read("（八）守住防线").root))
    assert leaves[0] == SectionNumber(("han-bracket",), 8, ("(八)",), "(八)")
    assert leaves[1:] == [Word("守住"), Word("防线")]
