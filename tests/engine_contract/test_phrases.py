"""Phrases: exactly these characters."""

from __future__ import annotations

from indexer.engine.protocol import SearchEngine
from tests.engine_contract.asking import found
from tests.engine_contract.corpora import INSPECTION


def test_a_quoted_phrase_matches_across_words_and_only_as_written(engine: SearchEngine) -> None:
    assert found(engine, "“双随机、一公开”监管") == {"合理设置食品摊点，推行“双随机、一公开”监管。"}
    assert found(engine, "“摊点，推行”") == {"合理设置食品摊点，推行“双随机、一公开”监管。"}
    assert found(engine, "“双随机一公开”") == set()
    assert found(engine, "“随机、一”") == {"合理设置食品摊点，推行“双随机、一公开”监管。"}
    assert found(engine, "“90%”") == {"坚持便民与安全并重，到2020年登记率达到90%以上。"}
    assert found(engine, "“用电摊点”") == set()


def test_a_quoted_phrase_finds_a_heading(engine: SearchEngine) -> None:
    assert found(engine, "“加强日常检查”") == INSPECTION
