"""The help page, and that it tells the truth."""

from __future__ import annotations

import re
from pathlib import Path

from indexer.engine.protocol import FIELD_NAMES, Sort
from indexer.engine.query.parser import parse
from indexer.lexicon import load_lexicon
from indexer.segmentation import segmenter_for
from tests.web.pages import Visit
from webapp.help import TOPICS
from webapp.search_form import SORT_NAMES

FOLDER = Path(__file__).parents[2] / "webapp" / "help"


def test_every_topic_is_on_the_page_and_in_its_contents(visit: Visit) -> None:
    page = visit("/help")
    assert page.status == 200
    (contents,) = page.tree.find_class("contents")
    assert [link.get("href") for link in contents.iter("a")] == [f"#{topic}" for topic in TOPICS]
    assert set(TOPICS) <= set(page.anchors())
    assert {path.stem for path in FOLDER.glob("*.md")} == set(TOPICS)


def test_every_link_to_help_reaches_a_topic(visit: Visit) -> None:
    anchors = visit("/help").anchors()
    for address in ("/", "/search?q=飞船", '/search?q="'):
        for link in visit(address).tree.xpath("//a/@href"):
            if link.startswith("/help#"):
                assert link.removeprefix("/help#") in anchors


def test_every_example_of_a_query_can_be_searched() -> None:
    table = re.findall(r"^\| [^|]+ \| ([^|]+(?:\\\|[^|]+)*) \|", (FOLDER / "search.md").read_text("utf-8"), re.M)
    examples = [example for cell in table for example in re.findall(r"`([^`]+)`", cell)]
    assert len(examples) >= 8
    words = segmenter_for(load_lexicon(None), "rjieba")
    for example in examples:
        query = parse(example, words)
        assert query.root is not None, example
        mended = [note for note in query.notes if not note.startswith("已按简体字检索")]
        assert not mended, (example, mended)


def test_every_order_of_hits_is_explained(visit: Visit) -> None:
    text = visit("/help").text
    assert set(SORT_NAMES) == set(Sort)
    for name in SORT_NAMES.values():
        assert f"{name}：" in text


def test_every_filter_is_named_in_the_order_of_the_page() -> None:
    (listed,) = re.findall(r"“筛选”列出([^；。]+)，以及各有多少条", (FOLDER / "search.md").read_text("utf-8"))
    assert re.split("[、和]", listed.replace("部分和条目", "部分")) == list(FIELD_NAMES.values())


def test_the_help_page_is_readable_text_without_leftover_markdown(visit: Visit) -> None:
    (body,) = visit("/help").tree.find_class("help")
    text = body.text_content()
    assert "**" not in text
    assert not re.search(r"^\s*[#|]", text, re.M)
    assert body.xpath(".//table") and body.xpath(".//kbd")
