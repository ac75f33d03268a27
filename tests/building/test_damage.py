"""Damage to an index is found by the build that takes it over."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer import build_merging, generation, stored_words
from indexer.generation import Verify, open_generation
from tests.building.asking import build, search
from tests.corpus_maker import LAMPS, write_corpus


def test_a_damaged_index_is_built_anew_and_the_report_says_why(corpus: Path, index: Path) -> None:
    build(corpus, index)
    damaged = next(generation.current_folder(index).glob("batch-*/texts.bin"))
    damaged.write_bytes(damaged.read_bytes()[:-1])
    report = build(corpus, index)
    assert report.switched and "texts.bin" in report.remade
    assert search(index, "灯具").total


@pytest.mark.parametrize("at_once", [0, 300])
def test_one_flipped_bit_is_found_by_the_build_that_takes_the_file_over(
    corpus: Path, index: Path, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    """Whether the batch stays as it is or its records are written anew."""
    monkeypatch.setattr(build_merging, "AT_ONCE_ROWS", at_once)
    write_corpus(corpus, long=LAMPS + "每盏路灯的灯杆都要编号，" * 10_000)
    build(corpus, index)
    large = max(generation.current_folder(index).rglob("*.bin"), key=lambda path: path.stat().st_size)
    content = bytearray(large.read_bytes())
    assert len(content) > 65 * 4096
    content[10_000] ^= 1  # between two of the blocks that the quick check reads
    large.write_bytes(content)
    write_corpus(corpus, kiosks="关于报刊亭的通知\n\n规范报刊亭设置。\n")
    report = build(corpus, index)
    assert large.name in report.remade
    assert search(index, "报刊亭设置").total == 1 and search(index, "灯具").total
    open_generation(index, verify=Verify.FULL).close()


def test_a_build_without_changes_still_finds_one_flipped_bit(corpus: Path, index: Path) -> None:
    write_corpus(corpus, long=LAMPS + "每盏路灯的灯杆都要编号，" * 10_000)
    build(corpus, index)
    large = max(generation.current_folder(index).rglob("*.bin"), key=lambda path: path.stat().st_size)
    content = bytearray(large.read_bytes())
    content[10_000] ^= 1
    large.write_bytes(content)
    assert large.name in build(corpus, index).remade
    open_generation(index, verify=Verify.FULL).close()


@pytest.mark.parametrize("changed", [True, False])
@pytest.mark.parametrize("damage", ["truncated", "flipped"])
def test_damaged_words_are_not_taken_over(corpus: Path, index: Path, damage: str, changed: bool) -> None:
    """Lexicon and synonyms, which are taken over with their checksum where the tables have not changed."""
    build(corpus, index)
    words = generation.current_folder(index) / stored_words.FILE
    whole = words.read_bytes()
    flipped = whole.replace("食品".encode(), "食吕".encode(), 1)
    assert len(flipped) == len(whole) and flipped != whole
    words.write_bytes(whole[:-1] if damage == "truncated" else flipped)
    if changed:
        write_corpus(corpus, kiosks="关于报刊亭的通知\n\n规范报刊亭设置。\n")
    report = build(corpus, index)
    assert report.switched and words.name in report.remade
    assert (generation.current_folder(index) / stored_words.FILE).read_bytes() == whole
    assert search(index, "灯具").total and search(index, "“报刊亭设置”").total == int(changed)
    open_generation(index, verify=Verify.FULL).close()


def test_damage_to_the_pointer_is_repaired(corpus: Path, index: Path) -> None:
    build(corpus, index)
    (index / generation.POINTER).write_bytes(b"nonsense")
    assert build(corpus, index).remade
    assert search(index, "灯具").total
