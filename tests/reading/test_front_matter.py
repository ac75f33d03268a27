"""Front matter of Markdown files: the facts in their proper form, or the line that is wrong."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from indexer.errors import ReadingError
from indexer.models import SourceText
from indexer.reading import facts, read

FULL = """---
id: xianhe-2019
title: 关于改善河道环境的实施意见
issuers: [仙河市人民政府, 仙河市水利局]
document_number: 仙政发〔2019〕3号
written_date: 2019-04-05
publish_date: 2019年4月9日
source: 仙河日报
url: https://example.org/a?b=1
region: 仙河市
level: 市
subject: 水利
note: 仅刊出后半部分
starts_at: （四）
---
# 关于改善河道环境的实施意见
"""


def markdown(tmp_path: Path, text: str, name: str = "甲.md") -> SourceText:
    path = tmp_path / name
    path.write_bytes(text.encode())
    return read(path, max_bytes=10**7)


def refusal(tmp_path: Path, text: str) -> str:
    with pytest.raises(ReadingError) as caught:
        markdown(tmp_path, text)
    return caught.value.reason


def test_the_facts_are_read_and_the_text_stays_whole(tmp_path: Path) -> None:
    source = markdown(tmp_path, FULL)
    assert source.text == FULL
    assert source.text[source.body_start :] == "# 关于改善河道环境的实施意见\n"
    assert dict(source.facts) == {
        "id": "xianhe-2019",
        "title": "关于改善河道环境的实施意见",
        "issuers": ("仙河市人民政府", "仙河市水利局"),
        "document_number": "仙政发〔2019〕3号",
        "written_date": "2019-04-05",
        "publish_date": "2019-04-09",
        "source": "仙河日报",
        "url": "https://example.org/a?b=1",
        "region": "仙河市",
        "level": "市",
        "subject": "水利",
        "note": "仅刊出后半部分",
        "starts_at": "（四）",
    }
    assert source.notes == ()


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("fence", ["---", "--- ", "..."])
def test_the_text_begins_right_after_the_closing_line(tmp_path: Path, line_end: str, mark: str, fence: str) -> None:
    text = line_end.join(["---", "title: 甲", fence, "正文", ""])
    source = markdown(tmp_path, mark + text)
    assert source.text[source.body_start :] == "正文" + line_end
    assert source.facts["title"] == "甲"


@pytest.mark.parametrize(
    ("line", "key", "value"),
    [
        ("id: 007", "id", "007"),
        ("id: 1e3", "id", "1e3"),
        ("region: no", "region", "no"),
        ('title: "甲：乙"', "title", "甲：乙"),
        ("title: 甲：乙", "title", "甲：乙"),
        ("issuers: 甲市人民政府", "issuers", ("甲市人民政府",)),
        ("issuers: 甲市人民政府、乙县人民政府", "issuers", ("甲市人民政府", "乙县人民政府")),
        ("issuers: 中共甲市委 甲市人民政府", "issuers", ("中共甲市委", "甲市人民政府")),
        ("issuers:\n  - 甲局（含乙办、丙办）\n  - 丁局", "issuers", ("甲局（含乙办、丙办）", "丁局")),
        ("written_date: 2019/4/5", "written_date", "2019-04-05"),
        ("written_date: 二〇一九年十二月三十一日", "written_date", "2019-12-31"),
        ("written_date: 2019-04-05 10:30:00", "written_date", "2019-04-05"),
        ("note: |\n  第一行\n  第二行", "note", "第一行\n第二行"),
    ],
)
def test_values_are_taken_as_they_are_written(tmp_path: Path, line: str, key: str, value: object) -> None:
    assert markdown(tmp_path, f"---\n{line}\n---\n正文").facts[key] == value


@pytest.mark.parametrize("line", ["title:", "title: ''", "issuers: []", "# 说明", ""])
def test_what_is_left_empty_is_not_stated(tmp_path: Path, line: str) -> None:
    source = markdown(tmp_path, f"---\n{line}\n---\n正文")
    assert dict(source.facts) == {}
    assert source.text[source.body_start :] == "正文"


def test_an_unknown_key_is_reported_with_the_known_ones(tmp_path: Path) -> None:
    source = markdown(tmp_path, "---\ntitle: 甲\nautor: 乙\n---\n正文")
    assert dict(source.facts) == {"title": "甲"}
    assert "autor" in source.notes[0]
    assert "issuers" in source.notes[0]


@pytest.mark.parametrize(
    ("block", "told"),
    [
        ("title: 甲\nissuers: [甲, 乙\nlevel: 市", "第 4 行"),
        ("title: 甲\n  region: 乙", "第 3 行"),
        ("title: '甲", "行附近"),
        ("title: 甲\n\tregion: 乙", "第 3 行"),
        ("title: *没有", "第 2 行"),
        ("title: 甲\nregion: \x07" + "乙" * 400, "第 3 行"),
        ("title: 甲\nregion: 乙\ntitle: 丙", "第 4 行：前置信息中的“title”出现了两次"),
        ("title: [甲, 乙]", "“title”应为文字"),
        ("title: {甲: 乙}", "“title”应为文字"),
        ("issuers: [[甲]]", "“issuers”应为发文机关名称"),
        ("issuers: {甲: 乙}", "“issuers”应为文字"),
        ("written_date: 今年春天", "“written_date”不是日期：今年春天"),
        ("written_date: 2019-02-30", "“written_date”不是日期"),
        ("publish_date: 2019-04", "“publish_date”不是日期"),
        ("title: 甲\nlevel: 乡", "第 3 行：前置信息中的“level”应为国务院、部门、省、市、县之一"),
        ("url: javascript:alert(1)", "“url”应以 http"),
        ("只是一段文字", "项: 值"),
        ("- 甲\n- 乙", "项: 值"),
        ("[甲]: 乙", "第 2 行"),
        ("[" * 1200, "前置信息"),
        ("note: " + "甲" * 70000, "过长"),
    ],
)
def test_a_damaged_block_is_refused_with_its_place(tmp_path: Path, block: str, told: str) -> None:
    assert told in refusal(tmp_path, f"---\n{block}\n---\n正文")


def test_a_block_that_is_not_closed_is_refused(tmp_path: Path) -> None:
    assert "第 1 行" in refusal(tmp_path, "---\ntitle: 甲\n正文\n")


def test_every_key_is_documented() -> None:
    rows = [line.split("|")[1] for line in (facts.__doc__ or "").splitlines() if line.startswith("| ")]
    assert set(re.findall(r"\w+", " ".join(rows))) >= facts.KEYS


def test_only_the_very_beginning_counts(tmp_path: Path) -> None:
    for text in ("\n---\ntitle: 甲\n---\n正文", "正文\n---\ntitle: 甲\n---\n", "----\n正文", "--- 甲\n正文"):
        source = markdown(tmp_path, text)
        assert source.body_start == 0
        assert dict(source.facts) == {}


def test_plain_text_has_no_front_matter(tmp_path: Path) -> None:
    source = markdown(tmp_path, "---\ntitle: 甲\n---\n正文", "甲.txt")
    assert source.body_start == 0
    assert dict(source.facts) == {}


def test_front_matter_without_a_text_is_refused(tmp_path: Path) -> None:
    assert "没有正文" in refusal(tmp_path, "---\ntitle: 甲\n---\n\n")


def test_no_object_is_ever_built_from_front_matter(tmp_path: Path) -> None:
    source = markdown(tmp_path, "---\ntitle: !!python/object/apply:os.getcwd []\n---\n正文".replace("[]", "甲"))
    assert source.facts["title"] == "甲"


def test_a_text_that_repeats_itself_without_end_stays_small(tmp_path: Path) -> None:
    block = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: &d [*c, *c]\ntitle: 甲"
    source = markdown(tmp_path, f"---\n{block}\n---\n正文")
    assert dict(source.facts) == {"title": "甲"}
