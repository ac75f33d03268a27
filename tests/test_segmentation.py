"""Segmentation promises: one way for index and query, exact offsets, the lexicon's words kept whole."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer import dictionary_file, segmentation
from indexer.dictionary_file import TOTAL as FILE_TOTAL
from indexer.dictionary_file import DictionaryFile, dictionary_path
from indexer.errors import CorpusError
from indexer.folding import Folded, fold, letters, squeeze
from indexer.lexicon import Entry, Lexicon, load_lexicon
from indexer.segmentation import SEGMENTERS, Segmenter, is_han, segmenter_for

POLICY_TEXTS = (
    "对食品小作坊开展飞行检查，推行“双随机、一公开”监管和明厨亮灶。",
    "支持首台(套)装备研发，培育专精特新企业；同线同标同质产品达到３５％以上。",
    "由市场监管局会同人力资源社会保障厅、国家发展改革委办理，2025年12月底前完成。",
    "婴幼儿配方乳粉追溯率100%，ISO9001认证企业不少于3.5万家",
    "一网通办与“放管服”改革协同推进——做到一件事一次办。",
    "二〇二〇年起，㈠各地各部门；㈡有关单位。",
    "The quick brown fox — 快 速 的 棕 色 狐 狸",
    "𠮷野家与㐀㐁字，以及生僻字𪚥。",
    "",
    "　",
)


@pytest.fixture(scope="module", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Tests leave nothing in the home folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="module", autouse=True)
def looked_up_for_ever() -> Iterator[None]:
    """A segmenter that was not told to load its dictionary goes on without."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(segmentation, "MOST_LOOKED_UP", 10**9)
        yield


WAYS = (*SEGMENTERS, "looked up")
"""The segmenters to choose from, and jieba's dictionary file, which stands in for ``rjieba`` until that is loaded."""


@cache
def segmenter_by(way: str, lexicon: Lexicon | None = None) -> Segmenter:
    """A segmenter that cuts in one of these ways, with the shipped lexicon unless told otherwise."""
    found = Segmenter(load_lexicon() if lexicon is None else lexicon, "rjieba" if way == "looked up" else way)
    if way != "looked up":
        found.load()
    return found


def assert_all_agree(text: str, lexicon: Lexicon | None = None) -> list[str]:
    """The words of ``text``, which are the same in every way."""
    words, *others = (segmenter_by(way, lexicon).words(text) for way in WAYS)
    assert all(other == words for other in others)
    return [word.text for word in words]


@pytest.fixture(scope="module", params=WAYS)
def segmenter(request: pytest.FixtureRequest) -> Segmenter:
    return segmenter_by(request.param)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("推行双随机一公开监管", ["推行", "双随机一公开", "监管"]),
        ("餐馆要明厨亮灶", ["餐馆", "要", "明厨亮灶"]),
        ("首台套专精特新同线同标同质", ["首台套", "专精特新", "同线同标同质"]),
        ("市场监管局和人力资源社会保障厅", ["市场监管局", "和", "人力资源社会保障厅"]),
        ("国家发展改革委负责一网通办", ["国家发展改革委", "负责", "一网通办"]),
    ],
)
def test_words_of_the_lexicon_are_kept_whole(segmenter: Segmenter, text: str, words: list[str]) -> None:
    assert [word.text for word in segmenter.words(text)] == words


def test_without_the_lexicon_they_are_not() -> None:
    plain = Segmenter(Lexicon())
    assert "明厨亮灶" not in [word.text for word in plain.words("餐馆要明厨亮灶")]


@pytest.mark.parametrize("text", POLICY_TEXTS)
def test_all_segmenters_find_the_same_words(text: str) -> None:
    assert_all_agree(text)


@given(
    st.text(
        st.sampled_from("食品药品监督管理局企业质量双随机一公开的和在了中国人民〇々㐀𠮷龥鿿aB3.5Ａ、。“”（） \u200b"),
        max_size=60,
    )
)
def test_all_segmenters_agree_on_whatever_is_written(text: str) -> None:
    assert_all_agree(text)


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), max_size=40))
def test_all_segmenters_agree_on_any_chinese_characters(text: str) -> None:
    assert_all_agree(text)


@settings(deadline=None)  # the first example reads the dictionary
@given(st.lists(st.integers(0, 348_000), max_size=8), st.integers(0, 3))
def test_all_segmenters_agree_on_words_of_the_dictionary_run_together(places: list[int], cut_off: int) -> None:
    """Real words, rare ones most of all, in orders that no text has, and cut off in the middle."""
    words = chinese_words()
    text = "".join(words[place % len(words)] for place in places)
    assert_all_agree(text[cut_off:])
    assert_all_agree(text[: len(text) - cut_off])


@pytest.mark.parametrize("word", ["一下", "一点", "一步", "一个", "一天"])
def test_all_segmenters_agree_where_two_ways_are_as_likely(word: str) -> None:
    """The dictionary has the word and its double, so that of three in a row either may be the double: the last digit of
    a sum of logarithms decides, and with it the exact number of words that the dictionary counts."""
    for place in range(0, 70_000, 1_000):
        assert_all_agree(3 * word + "".join(chinese_words()[place::70_000]))


@cache
def chinese_words() -> list[str]:
    """Every word of jieba's dictionary that is Chinese throughout, in the order of the file."""
    lines = found.read_text(encoding="utf-8").splitlines() if (found := dictionary_path()) else []
    return [word for word in (line.partition(" ")[0] for line in lines) if re.fullmatch("[\u4e00-\u9fd5]+", word)]


def test_the_dictionary_file_is_the_one_whose_figures_are_known() -> None:
    """Else every search from the shell would load a whole dictionary again, with no harm but the time it takes."""
    path = dictionary_path()
    assert path is not None
    lines = path.read_text(encoding="utf-8").splitlines()
    assert sum({word: int(frequency) for word, frequency, _ in map(str.split, lines)}.values()) == FILE_TOTAL
    assert len(chinese_words()) > 300_000


def test_every_word_of_the_dictionary_file_is_found_with_its_frequency() -> None:
    path = dictionary_path()
    assert path is not None
    file = DictionaryFile(path)
    lines = [line.split() for line in path.read_text(encoding="utf-8").splitlines()]
    frequencies = {word: int(frequency) for word, frequency, _ in lines}
    for word in chinese_words()[::7]:
        assert dict(file.words_at(word, 0))[len(word)] == frequencies[word]


def test_another_dictionary_file_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """The figures known of the file would be wrong for it; the words are then those of ``rjieba``, loaded at once."""
    monkeypatch.setattr(dictionary_file, "_DIGEST", "another")
    assert dictionary_path() is None
    other = Segmenter(load_lexicon())
    assert [word.text for word in other.words("餐馆要明厨亮灶")] == ["餐馆", "要", "明厨亮灶"]
    assert other._cut is not None


def test_a_long_text_is_worth_loading_the_dictionary_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(segmentation, "MOST_LOOKED_UP", 20)
    segmenter = Segmenter(load_lexicon())
    before = segmenter.words("推行明厨亮灶")
    assert segmenter._cut is None
    segmenter.words("食品安全监督管理" * 3)
    assert segmenter._cut is not None
    assert segmenter.words("推行明厨亮灶") == before


def test_all_segmenters_agree_when_a_lexicon_changes_words_of_their_own() -> None:
    entries = (
        Entry("食品安", 500_000, "n"),
        Entry("食品", 1, "n"),
        Entry("的食", 9_000_000, "n"),
        Entry("管理", 1, "v"),
    )
    text = "加强的食品安全管理，食品安排与管理人员的食堂。"
    assert "食品安" in assert_all_agree(text, Lexicon(entries))


def test_all_segmenters_agree_on_real_documents(shared: Path) -> None:
    for path in sorted((shared / "policy" / "docs").glob("*.txt"))[::40]:
        assert_all_agree(path.read_text(encoding="utf-8")[:20_000])


@given(st.text(max_size=80))
def test_every_span_leads_back_to_the_word(text: str) -> None:
    segmenter = segmenter_for(load_lexicon(), "rjieba")
    last = 0
    for word in segmenter.words(text):
        assert last <= word.start < word.end <= len(text)
        assert word.text in fold(text[word.start : word.end]).text
        last = word.start


@given(st.text(max_size=80))
def test_index_and_query_get_the_same_words(text: str) -> None:
    segmenter = segmenter_for(load_lexicon(), "rjieba")
    assert segmenter.terms(fold(text)) == [word.text for word in segmenter.words(text)]
    assert segmenter.counts(fold(text)) == Counter(segmenter.terms(fold(text)))


def test_runs_of_letters_and_digits_are_one_word() -> None:
    segmenter = segmenter_for(load_lexicon(), "rjieba")
    words = [word.text for word in segmenter.words("ISO9001 认证，3.5万家，２０２５年，5G")]
    assert words == ["iso9001", "认证", "3.5", "万家", "2025", "年", "5g"]
    assert [is_han(word) for word in words] == [False, True, False, True, False, True, False]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ＡＢＣ１２３", "abc123"),
        ("（八）", "(八)"),
        ("㈧", "(八)"),
        ("“双随机”", '"双随机"'),
        ("面积５㎡", "面积5m2"),
        ("质\u200b量", "质量"),
        ("A\u0007B", "a b"),
        ("\ud800坏", "\ufffd坏"),
        ("国发〔2018〕３号", "国发〔2018〕3号"),
    ],
)
def test_forms_that_look_alike_are_folded_together(text: str, folded: str) -> None:
    assert fold(text).text == folded


@given(st.text(max_size=60))
def test_folded_text_knows_where_each_character_came_from(text: str) -> None:
    for folded in (fold(text), squeeze(fold(text)), letters(fold(text))):
        assert len(folded.origin) == len(folded.text)
        assert list(folded.origin) == sorted(folded.origin)
        folded.text.encode()  # never a lone surrogate
        for i, character in enumerate(folded.text):
            start, end = folded.span(i, i + 1)
            assert character in fold(text[start:end]).text


def test_squeezing_drops_blanks_only_and_letters_drop_punctuation_too() -> None:
    folded = fold("首台 （套）、装备")
    assert squeeze(folded).text == "首台(套)、装备"
    assert letters(folded).text == "首台套装备"
    assert letters(folded).span(0, 3) == (0, 5)


def test_segmenting_twice_gives_the_same_result_after_another_lexicon_was_loaded() -> None:
    """Each lexicon has its own dictionary, though the first in a process takes the ready-made one."""
    ours = segmenter_by("rjieba")
    before = ours.words("推行明厨亮灶甲乙丙丁")
    other = segmenter_by("rjieba", Lexicon((Entry("甲乙丙丁", 10_000, "n"),)))
    assert "甲乙丙丁" in [word.text for word in other.words("推行明厨亮灶甲乙丙丁")]
    assert ours.words("推行明厨亮灶甲乙丙丁") == before


def test_an_unknown_segmenter_is_refused() -> None:
    with pytest.raises(ValueError, match="rjieba, jieba"):
        Segmenter(Lexicon(), "snownlp")


def test_jieba_keeps_its_cache_in_the_users_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    Segmenter(Lexicon(), "jieba").words("食品安全")
    assert (tmp_path / "policykb").is_dir()
    assert list((tmp_path / "policykb").iterdir())
    assert (tmp_path / "policykb").stat().st_mode & 0o077 == 0


def test_nothing_is_loaded_before_it_is_needed() -> None:
    """``policykb --help`` must not wait for a dictionary."""
    assert segmentation.Segmenter(Lexicon())._cut is None


def test_the_shipped_lexicon_has_terms_and_departments() -> None:
    words = {entry.word: entry.tag for entry in load_lexicon().entries}
    assert words["放管服"] == "n" and words["市场监管局"] == "nt"
    assert len(words) > 500
    assert sum(tag == "nt" for tag in words.values()) > 150


def test_a_corpus_may_add_words_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "lexicon-ours.txt").write_text("# 本市用语\n政企直通车 300 n  # 平台名称\n", encoding="utf-8")
    ours = load_lexicon(tmp_path)
    assert ours.entries[-1] == Entry("政企直通车", 300, "n")
    assert ours.entries[:-1] == load_lexicon().entries
    assert ours.digest != load_lexicon().digest


def test_a_lexicon_that_repeats_the_shipped_one_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "lexicon.txt").write_text("# 同样的词\n\n", encoding="utf-8")
    assert load_lexicon(tmp_path).digest == load_lexicon().digest


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("明厨亮灶", "应当写作"),
        ("明厨亮灶 很多 n", "应当写作"),
        ("明厨亮灶 200", "应当写作"),
        ("灶 200 n", "至少两个字"),
        ("双随机、一公开 200 n", "只能由汉字组成"),
        ("明厨亮灶 0 n", "频次"),
        ("明厨亮灶 99999999999 n", "频次"),
    ],
)
def test_a_wrong_line_in_a_lexicon_is_named(tmp_path: Path, line: str, said: str) -> None:
    (tmp_path / "lexicon.txt").write_text(f"好词 20 n\n{line}\n", encoding="utf-8")
    with pytest.raises(CorpusError, match=said) as error:
        load_lexicon(tmp_path)
    assert "第 2 行" in str(error.value) and "lexicon.txt" in str(error.value)


def test_a_lexicon_in_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "lexicon.txt").write_bytes("明厨亮灶 200 n\n".encode("gb18030"))
    with pytest.raises(CorpusError, match="UTF-8"):
        load_lexicon(tmp_path)


def test_a_long_text_is_segmented_in_time_proportional_to_its_length() -> None:
    for way, times in (("rjieba", 20_000), ("looked up", 1_000)):
        text = "食品安全监督管理" * times
        assert len(segmenter_by(way).terms(Folded(text, range(len(text))))) >= 2 * times
