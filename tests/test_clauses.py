"""Clause identifiers are readable and survive rebuilds and edits elsewhere."""

from __future__ import annotations

from tests.outlining.documents import analysed

TEXT = """关于试点的意见
一、目标
建成试点。形成经验。
二、任务
（一）优化服务。减少材料。压缩时限。
（二）加强监管。开展抽查。
"""


def ids(text: str) -> dict[str, str]:
    return {clause.text: clause.id for clause in analysed(text).clauses}


def test_an_identifier_names_document_numbers_and_words() -> None:
    identifier = ids(TEXT)["压缩时限。"]
    document, numbers, digest = identifier.split(":")
    assert (document, numbers) == ("doc", "2.1")
    assert len(digest) == 6


def test_a_rebuild_gives_the_same_identifiers() -> None:
    assert ids(TEXT) == ids(TEXT)


def test_edits_elsewhere_leave_identifiers_alone() -> None:
    before = ids(TEXT)
    edited = ids(
        "前言在此。\n" + TEXT.replace("形成经验。", "形成经验。及时总结。").replace("减少材料。", "减少全部材料。")
    )
    for text in ("建成试点。", "形成经验。", "压缩时限。", "开展抽查。"):
        assert edited[text] == before[text]


def test_blanks_and_widths_do_not_change_an_identifier() -> None:
    assert ids("一、甲\n办结 ＡＢ 事项。")["办结 ＡＢ 事项。"] == ids("一、甲\n办结AB事项。")["办结AB事项。"]


def test_a_repeated_sentence_has_identifiers_of_its_own() -> None:
    found = [clause.id for clause in analysed("一、甲\n要落实。要落实。要落实。").clauses]
    assert len(set(found)) == 3
    assert found[1] == found[0] + "~2"


def test_sentences_are_counted_inside_their_section() -> None:
    clauses = analysed(TEXT).clauses
    assert [(c.path[-1], c.ordinal) for c in clauses if c.text in ("减少材料。", "压缩时限。", "开展抽查。")] == [
        ("（一）优化服务", 1),
        ("（一）优化服务", 2),
        ("（二）加强监管", 1),
    ]
    assert clauses[-1].path == ("二、任务", "（二）加强监管")
