"""``policykb search`` and ``explain``: what they print, filters, slips, everyday words, a missing or damaged index."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.cli.filters import CHOICES, FILTERS
from indexer.engine.protocol import FIELD_NAMES
from indexer.generation import current_folder
from tests.cli.running import Run
from tests.corpus_maker import write_corpus
from webapp.api.operations import FILTERS as API_FILTERS


def test_search_prints_the_json_it_promises(run: Run) -> None:
    run("build")
    found = run("search", "灯具", "--json").json
    assert set(found) == {"total", "hits", "facets", "relaxed", "understood", "synonyms", "corrections"}
    assert found["total"] == 2 and len(found["hits"]) == 2
    for hit in found["hits"]:
        assert set(hit) == {"id", "document", "path", "text", "score"}
        assert hit["document"] == "lamps" and isinstance(hit["path"], list) and hit["id"].startswith("lamps:")
    assert [value["value"] for value in found["facets"]["document"]] == ["lamps"]
    assert list(found["facets"]) == list(FIELD_NAMES)
    assert set(found["facets"]["document"][0]) == {"value", "label", "count", "selected", "level"}


def test_explain_shows_where_the_score_of_a_hit_comes_from(run: Run) -> None:
    run("build")
    hit = run("search", "灯具", "--json").json["hits"][0]
    explained = run("explain", "灯具", hit["id"], "--json").json
    assert explained["found"] and explained["score"] == pytest.approx(hit["score"], rel=1e-5)
    parts = [*explained["contributions"], explained["document_contribution"]]
    assert sum(each["score"] for each in parts) == pytest.approx(hit["score"], rel=1e-4)
    shown = run("explain", "灯具", hit["id"]).out
    assert f"总分 {hit['score']:.3f}" in shown and "灯具" in shown and "稀有程度" in shown and "同一文件" in shown
    missing = run("explain", "灯具", "lamps:9:zzzzzz")
    assert missing.code == 2 and "lamps:9:zzzzzz" in missing.err


def test_search_takes_words_pages_and_filters(run: Run) -> None:
    run("build")
    everything = run("search", "检查 OR 监管 OR 灯具", "--json", "--sort", "document").json
    paged = [
        run("search", "检查 OR 监管 OR 灯具", "--json", "--sort", "document", "--limit", 1, "--offset", i).json["hits"]
        for i in range(everything["total"])
    ]
    assert [hit for page in paged for hit in page] == everything["hits"]
    assert run("search", "检查", "OR", "监管", "OR", "灯具", "--json").json["total"] == everything["total"]
    assert run("search", "便民", "--document", "lamps", "--json").json["total"] == 0
    assert run("search", "灯具", "-主干道", "--json").json["total"] == 1


FESTIVAL = """辽宁省人民政府关于办好灯会的通知

（一）检查灯会灯具。（牵头单位：省市场监管局，配合单位：省商务厅）

（二）备足灯会货源。（省商务厅负责）
"""


def test_search_has_the_filters_of_the_page_and_the_api(run: Run, tmp_path: Path) -> None:
    write_corpus(tmp_path / "corpus", festival=FESTIVAL)
    run("build")
    assert list(FILTERS) == list(FIELD_NAMES)
    assert {field: set(values) for field, values in CHOICES.items()} == {
        parameter.name: set(parameter.choices) for parameter in API_FILTERS if parameter.choices
    }
    facets = run("search", "检查 OR 监管 OR 灯具", "--json").json["facets"]
    assert all(facets[field] for field in FIELD_NAMES if field != "standing"), "nobody objected to anything"
    for field in FIELD_NAMES:
        for value in facets[field]:
            narrowed = run("search", "检查 OR 监管 OR 灯具", f"--{field}", value["value"], "--json").json
            assert narrowed["total"] == value["count"] > 0, (field, value)


@pytest.mark.parametrize(
    "chosen",
    [
        ("--document", "festival"),
        ("--document", "festival", "--document", "lamps"),
        ("--department", "省商务厅", "--role", "cooperating"),
        ("--kind", "sentence", "--year", "none"),
    ],
)
def test_explain_takes_the_filters_of_search_and_gives_the_same_score(
    run: Run, tmp_path: Path, chosen: tuple[str, ...]
) -> None:
    write_corpus(tmp_path / "corpus", festival=FESTIVAL)
    run("build")
    hits = run("search", "检查 灯具", *chosen, "--json").json["hits"]
    assert hits
    for hit in hits:
        explained = run("explain", "检查 灯具", hit["id"], *chosen, "--json").json
        assert explained["found"] and explained["score"] == pytest.approx(hit["score"], rel=1e-5)


def test_in_a_chosen_document_rarity_is_counted_there_and_what_is_filtered_out_is_no_hit(
    run: Run, tmp_path: Path
) -> None:
    write_corpus(tmp_path / "corpus", festival=FESTIVAL)
    run("build")
    (hit,) = run("search", "货源", "--document", "festival", "--kind", "sentence", "--json").json["hits"][:1]
    anywhere, there = (
        {
            (each["view"], each["term"]): each["clauses"]
            for each in run("explain", "灯会", hit["id"], *more, "--json").json["contributions"]
        }
        for more in ((), ("--document", "festival"))
    )
    assert there and all(count <= anywhere[at] for at, count in there.items())
    elsewhere = run("explain", "灯会", hit["id"], "--document", "lamps")
    assert elsewhere.code == 0 and "不在检索结果中" in elsewhere.out


def test_explain_without_everyday_words_gives_the_score_of_such_a_search(run: Run) -> None:
    run("build")
    hit = run("search", "路灯 灯具", "--no-synonyms", "--json").json["hits"][0]
    explained = run("explain", "路灯 灯具", hit["id"], "--no-synonyms", "--json").json
    assert explained["score"] == pytest.approx(hit["score"], rel=1e-5)


@pytest.mark.parametrize("name", ["辽宁/商务", "省商务厅", "辽宁省商务厅", "商务厅"])
def test_a_department_is_chosen_by_code_or_by_any_of_its_names(run: Run, tmp_path: Path, name: str) -> None:
    write_corpus(tmp_path / "corpus", festival=FESTIVAL)
    run("build")
    outcome = run("search", "灯具 OR 货源", "--department", name, "--role", "responsible")
    assert "1. 备足灯会货源。" in outcome.out and "共 1 条" in outcome.out


def test_a_department_without_duties_is_said_to_have_none(run: Run) -> None:
    run("build")
    outcome = run("search", "灯具", "--department", "省体育局")
    assert outcome.code == 2 and "没有找到部门“省体育局”的职责" in outcome.err


@pytest.mark.parametrize(("field", "named"), [("role", "lead、responsible"), ("basis", "stated"), ("kind", "sentence")])
def test_an_unknown_value_of_a_filter_is_answered_with_the_known_ones(run: Run, field: str, named: str) -> None:
    outcome = run("search", "灯具", f"--{field}", "boss")
    assert outcome.code == 2 and "没有“boss”这个值" in outcome.err and named in outcome.err
    assert outcome.err.count("\n") == 1


def test_search_prints_readable_hits(run: Run) -> None:
    run("build")
    outcome = run("search", "双随机一公开监管")
    assert "1. 推行“双随机、一公开”监管。" in outcome.out
    assert "关于规范食品摊点经营的实施意见 › 一、总体要求" in outcome.out
    assert "共 1 条" in outcome.out and "\x1b[" not in outcome.out
    nothing = run("search", "从未出现")
    assert nothing.code == 0 and "没有找到" in nothing.out


def test_search_without_an_index_says_to_build(run: Run) -> None:
    outcome = run("search", "灯具")
    assert outcome.code == 2 and "policykb build" in outcome.err and outcome.err.count("\n") == 1


def test_a_query_that_cannot_be_understood_is_explained(run: Run) -> None:
    run("build")
    outcome = run("search", "？？")
    assert outcome.code == 2 and "没有可以查找的文字" in outcome.err and "例如" in outcome.err


def test_search_rebuilds_a_damaged_or_outdated_index_and_says_so(run: Run, tmp_path: Path) -> None:
    run("build")
    damaged = next(current_folder(tmp_path / "index").glob("batch-*/letters.bin"))
    damaged.write_bytes(b"")
    outcome = run("search", "灯具", "--json")
    assert outcome.code == 0 and outcome.json["total"] == 2
    assert "letters.bin" in outcome.err and "重新建立" in outcome.err
    (tmp_path / "corpus" / "lexicon.txt").write_text("亮灯率 3000 n\n", encoding="utf-8")
    outcome = run("search", "亮灯率", "--json")
    assert outcome.json["total"] == 1 and "词典" in outcome.err
    assert run("search", "亮灯率", "--json").err == ""


def test_search_says_what_a_slip_may_have_meant(run: Run) -> None:
    run("build")
    assert "您是不是要找：灯具（2 条）" in run("search", "dengju").out
    assert "您是不是要找" not in run("search", "灯具").out


def test_search_takes_everyday_words_as_typed_when_told_so(run: Run, tmp_path: Path) -> None:
    table = "日常说法\t正式说法\t方向\t来源\n路灯\t灯具\t单向\t某市条例\n"
    (tmp_path / "corpus" / "synonyms.tsv").write_text(table, encoding="utf-8")
    run("build")
    assert run("search", "路灯", "--json").json["total"] == 2
    assert "同时检索：灯具" in run("search", "路灯").out
    assert run("search", "路灯", "--json", "--no-synonyms").json["total"] == 0
