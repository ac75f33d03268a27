"""A decision stays with its text; when the text moves, changes or goes, a person is asked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.decisions.models import Decision, DecisionKind
from indexer.decisions.resolve import Hanging, Hold, Resolution, resolve
from indexer.decisions.texts import EXCERPT, excerpt, place_of, task_places, text_digest
from tests.decisions.makers import CULTURE, PLAN, all_of, decision, document, library, place, text_of
from tests.decisions.strategies import unhurried

RENUMBERED = PLAN.replace("二、主要任务\n", "二、主要任务\n（一）加强组织领导。明确专人值守，按时开收市。\n").translate(
    str.maketrans({})
)
for old, new in (
    ("（四）做好", "（五）做好"),
    ("（三）保障", "（四）保障"),
    ("（二）丰富", "（三）丰富"),
    ("（一）规范", "（二）规范"),
):
    RENUMBERED = RENUMBERED.replace(old, new)


def hanging(made: Decision, text: str = PLAN, identifier: str = "market-2023") -> Hanging:
    return resolve(all_of(made), library(document(text, identifier))).hangings[made.id]


@pytest.fixture
def about_stalls() -> Decision:
    return decision("d1", at=place("统一划定摊位"))


@pytest.fixture
def about_shows() -> Decision:
    return decision("d2", department=CULTURE, at=place("组织民间艺人"))


def test_the_beginning_of_the_text_is_kept_for_people(about_shows: Decision) -> None:
    assert about_shows.excerpt == "丰富活动内容。组织民间艺人展演，每月不少于两场。"


def test_in_the_same_text_a_decision_is_current(about_stalls: Decision) -> None:
    found = hanging(about_stalls)
    assert found.hold is Hold.CURRENT
    assert [offer.task.id for offer in found.places] == [about_stalls.task]
    assert found.message == ""


def test_edits_elsewhere_leave_a_decision_alone(about_stalls: Decision, about_shows: Decision) -> None:
    edited = PLAN.replace("逐摊查验健康证明，", "").replace("方便群众", "便民利民")
    assert hanging(about_stalls, edited).hold is Hold.CURRENT
    assert hanging(about_shows, edited).hold is Hold.CURRENT


def test_line_breaks_blanks_and_full_width_forms_change_nothing(about_shows: Decision) -> None:
    assert hanging(about_shows, PLAN.replace("展演，每月", "展演,　每月")).hold is Hold.CURRENT


def test_a_renumbered_task_is_offered_at_its_new_place_and_not_moved(about_shows: Decision) -> None:
    found = hanging(about_shows, RENUMBERED)
    assert found.hold is Hold.MOVED
    assert [text_of(offer) for offer in found.places] == ["组织民间艺人展演，每月不少于两场。"]
    assert found.places[0].task.id != about_shows.task
    assert found.message == (
        "“丰富活动内容。组织民间艺人展演，每月不少于两场。”的文字没有变，"
        "现在位于《关于办好夜间集市的通知》第二部分第（三）条第1句，请复核这项决定是否沿用。"
    )


def test_a_text_that_now_stands_twice_is_offered_at_both_places(about_shows: Decision) -> None:
    line = "（二）丰富活动内容。组织民间艺人展演，每月不少于两场。\n"
    twice = PLAN.replace(line, "").replace("三、", "") + "三、附带事项\n" + line + "四、其他\n" + line
    found = hanging(about_shows, twice)
    assert (found.hold, len(found.places)) == (Hold.MOVED, 2)


def test_a_reworded_task_is_reported_with_both_wordings(about_shows: Decision) -> None:
    found = hanging(about_shows, PLAN.replace("每月不少于两场", "每周不少于一场"))
    assert found.hold is Hold.CHANGED
    assert text_of(found.places[0]) == "组织民间艺人展演，每周不少于一场。"
    assert found.message == (
        "《关于办好夜间集市的通知》第二部分第（二）条第1句起的文字与作出决定时不同："
        "当时是“丰富活动内容。组织民间艺人展演，每月不少于两场。”，"
        "现在是“丰富活动内容。组织民间艺人展演，每周不少于一场。”，请复核这项决定是否沿用。"
    )


def test_a_task_both_reworded_and_renumbered_is_found_by_its_likeness(about_shows: Decision) -> None:
    found = hanging(about_shows, RENUMBERED.replace("每月不少于两场", "每周不少于一场"))
    assert found.hold is Hold.CHANGED
    assert "每周不少于一场" in text_of(found.places[0])


def test_a_change_in_a_later_sentence_of_the_task_counts(about_stalls: Decision) -> None:
    found = hanging(about_stalls, PLAN.replace("建立摊主信用档案。", "建立摊主信用档案并公开。"))
    assert found.hold is Hold.CHANGED
    assert found.places[0].task.id == about_stalls.task


def test_another_department_in_the_annotation_counts_as_a_change_of_text(about_stalls: Decision) -> None:
    found = hanging(about_stalls, PLAN.replace("责任单位：省市场监管局", "责任单位：省商务厅"))
    assert found.hold is Hold.CHANGED
    assert "责任标注已有改动" in found.message


def test_a_sentence_that_is_now_part_of_another_task_leads_to_that_task() -> None:
    apart = (
        "关于停车的通知\n\n（一）整治占道停车。增设临时泊位一百二十个，夜间向周边居民开放，并在各路口设置指引牌。"
        "（责任单位：省商务厅）清理僵尸车。（责任单位：省药监局）每季度通报一次情况。（责任单位：省市场监管局）\n"
    )
    made = decision("d1", at=place("清理僵尸车", document(apart)))
    together = apart.replace("（责任单位：省商务厅）", "")
    found = hanging(made, together)
    assert found.hold is Hold.CHANGED
    assert [text_of(offer)[:6] for offer in found.places] == ["增设临时泊位"]


def test_a_section_with_quite_another_text_is_named_and_its_only_task_offered(about_shows: Decision) -> None:
    found = hanging(about_shows, PLAN.replace("丰富活动内容。组织民间艺人展演，每月不少于两场。", "完善供水供电设施。"))
    assert found.hold is Hold.CHANGED
    assert "已没有“丰富活动内容" in found.message
    assert [text_of(offer) for offer in found.places] == ["完善供水供电设施。"]


def test_a_task_whose_section_is_gone_is_lost(about_shows: Decision) -> None:
    found = hanging(about_shows, "关于办好夜间集市的通知\n\n一、总体要求\n办出特色，方便群众。\n")
    assert (found.hold, found.places) == (Hold.LOST, ())
    assert "已找不到“丰富活动内容。" in found.message


def test_a_document_under_another_identifier_is_offered(about_shows: Decision) -> None:
    found = hanging(about_shows, identifier="night-market")
    assert found.hold is Hold.MOVED
    assert found.places[0].record.document.id == "night-market"
    assert "文件“market-2023”已不在库中" in found.message


def test_a_document_that_is_gone_is_named(about_shows: Decision) -> None:
    found = resolve(all_of(about_shows), library()).hangings["d2"]
    assert found.hold is Hold.LOST
    assert "文件“market-2023”已不在库中" in found.message


def test_an_identifier_that_no_program_wrote_is_lost_and_not_a_crash() -> None:
    assert hanging(decision("d1", task="乱写", excerpt="并无此句")).hold is Hold.LOST


def review(*made: Decision, text: str = PLAN) -> list[str]:
    return [h.decision.id for h in resolve(all_of(*made), library(document(text))).review]


def test_only_decisions_in_force_are_up_for_review() -> None:
    gone = decision("gone", task="market-2023:9:aaaaaa", excerpt="并无此句")
    later = decision("later", task="market-2023:9:aaaaaa", excerpt="并无此句", minute=1)
    back = decision("back", DecisionKind.WITHDRAW, task="market-2023:9:aaaaaa", replaces=("later",), minute=2)
    assert review(gone) == ["gone"]
    assert review(gone, later) == ["later"]
    assert review(gone, later, back) == []


def test_for_one_document_the_others_are_not_looked_at(about_shows: Decision) -> None:
    other = decision("d8", at=place("组织民间艺人", document(identifier="other")))
    renamed = decision("d9", at=place("逐摊查验", document(identifier="gone")))
    lost = decision("d7", document="gone", excerpt="并无此句")

    class Watched:
        asked: set[str] = set()  # noqa: RUF012
        known = library(document(), document(identifier="other"))

        def documents(self) -> list[str]:
            return list(self.known.documents())

        def places(self, document: str) -> object:
            self.asked.add(document)
            return self.known.places(document)

    found: Resolution = resolve(all_of(about_shows, other, renamed, lost), Watched(), "market-2023")  # type: ignore[arg-type]
    assert found.hangings.keys() == {"d2", "d9"}
    assert found.hangings["d9"].hold is Hold.MOVED
    assert Watched.asked == {"market-2023"}


@unhurried
@given(st.lists(st.sampled_from(PLAN.splitlines(keepends=True)), max_size=12))
def test_whatever_becomes_of_the_document_no_decision_is_lost_without_a_word(lines: list[str]) -> None:
    made = [decision(f"d{n}", at=at) for n, at in enumerate(task_places(document()))]
    now = library(document("".join(lines) or "空白通知\n"))
    found = resolve(all_of(*made), now)
    effective, up = found.effective, found.review
    assert sorted(h.decision.id for h in (*effective, *up)) == sorted(one.id for one in made)
    for hanging in effective:
        assert hanging.places[0].task.id == hanging.decision.task
        assert hanging.places[0].digest == hanging.decision.text
    for hanging in up:
        assert hanging.message.endswith("。")
        assert hanging.decision.excerpt in hanging.message
        if hanging.hold is Hold.MOVED:
            assert {offer.digest for offer in hanging.places} == {hanging.decision.text}


def test_an_annotation_leads_to_the_task_it_closes() -> None:
    found = document()
    places = task_places(found)
    annotation = next(c for c in found.clauses if "责任单位" in c.text)
    stalls = place_of(annotation.id, found, places)
    assert stalls is not None
    assert "统一划定摊位" in text_of(stalls)
    second = next(c for c in found.clauses if c.text.startswith("建立摊主"))
    assert place_of(second.id, found, places) == stalls
    assert place_of("market-2023:2.1:zzzzzz", found, places) is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("逐摊查验。", "逐摊\n　查验。", True),
        ("１０家，", "10家,", True),
        ("逐摊查验。", "逐摊查验", False),
        ("", " ", True),
    ],
)
def test_digests_differ_when_words_do(one: str, other: str, same: bool) -> None:
    assert (text_digest(one) == text_digest(other)) is same


def test_an_excerpt_is_short_and_on_one_line() -> None:
    assert excerpt("甲\n乙　丙") == "甲 乙 丙"
    assert len(excerpt("长" * 200)) == EXCERPT
    assert excerpt("长" * 200).endswith("…")
