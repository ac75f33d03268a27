"""A reason that rests on a document of the user's own corpus leads to the very clause."""

from __future__ import annotations

from indexer.duties.rows import OpenTasks
from indexer.register import load_register
from indexer.suggesting.suggester import suggester_for
from tests.outlining.documents import analysed

OWN = """某市关于档案整理的通知
一、任务
1.抽查食品摊点。每季度抽查一次食品摊点的进货台账和健康证明，公布抽查结果。（省市场监管局负责）
"""
TASK = "每季度抽查一次食品摊点的进货台账和健康证明，公布抽查结果。"


def test_a_reason_from_the_own_corpus_names_its_clause_and_other_reasons_none() -> None:
    record = analysed(OWN)
    suggest = suggester_for(None)([record.document], {record.document.id: record}.get, load_register())
    first = suggest(OpenTasks("another", (TASK,)))[0][0]
    assert first.function == "market-regulation"
    assert len(first.reasons) == len(first.precedents)
    own = {reason: clause for reason, clause in zip(first.reasons, first.precedents, strict=True) if clause}
    assert [*own.values()] == [record.duties.tasks[0].id]
    assert "本库" in next(iter(own))
