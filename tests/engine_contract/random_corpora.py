"""Random documents and queries, for what must hold of all."""

from __future__ import annotations

from hypothesis import strategies as st

from indexer.duties.models import Basis, Role
from indexer.models import ClauseKind, Record
from tests.record_maker import RecordMaker

PIECES = (
    *("食品", "药品", "食品药品", "质量", "监管", "市场监管局", "检查", "企业"),
    *("的", "、", "，", "“", "”", " ", "（套）", "ISO9001", "2020", "年", "Ａ"),
    *("第八条", "(一)", "某政发〔2018〕3号", "某政发〔2018〕"),
    *("三十日", "30日", "30天", "六月", "一百", "5万元", "50000元", "五万元", "5%", "百分之五", "点五"),
)
SENTENCES = st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map(lambda pieces: "".join(pieces) + "。")
KINDS = st.sampled_from(ClauseKind)
BODIES = ("省市场监管局", "省农业农村厅", "省市场监督管理局", "各有关部门", "摊点巡查队")
NUMBERS = st.sampled_from(("一、", "（一）", "（二）", "第八条", ""))


@st.composite
def documents(draw: st.DrawFn, identifier: str) -> Record:
    ending = draw(st.sampled_from(("的通知", "的意见", "方案", "三十条")))
    title = "关于" + "".join(draw(st.lists(st.sampled_from(PIECES[:8]), max_size=3))) + ending
    number = draw(st.sampled_from(("", "某政发〔2018〕3号", "某政发〔2019〕3号")))
    maker = RecordMaker(identifier, title, number)
    for _ in range(draw(st.integers(0, 3))):
        parent = draw(st.none() | st.integers(0, len(maker.sections) - 1)) if maker.sections else None
        style = {"第八条": "article"}.get(written := draw(NUMBERS), "")
        section = maker.heading(written, draw(SENTENCES).rstrip("。"), parent, style)
        for _ in range(draw(st.integers(0, 2))):
            maker.sentence(draw(SENTENCES), section, draw(KINDS))
    for _ in range(draw(st.integers(0, 2))):
        maker.sentence(draw(SENTENCES), None, draw(KINDS))
    maker.region, maker.level = draw(st.sampled_from((("", ""), ("辽宁", "省"), ("甘肃", "省"), ("甘肃-白银", "市"))))
    maker.date = draw(st.sampled_from(("", "2018-05-01", "2020-12-31")))
    _duties(draw, maker)
    return maker.make()


def _duties(draw: st.DrawFn, maker: RecordMaker) -> None:
    """Divide the clauses at random into tasks and what annotates them, and give the tasks to bodies."""
    owners = draw(st.lists(st.sampled_from((None, 0, 1)), min_size=len(maker.clauses), max_size=len(maker.clauses)))
    for owner in {owner for owner in owners if owner is not None}:
        task = maker.task(*(position for position, other in enumerate(owners) if other == owner))
        alone = [None, *(position for position, other in enumerate(owners) if other is None)]
        for _ in range(draw(st.integers(0, 3))):
            name, role = draw(st.sampled_from(BODIES)), draw(st.sampled_from(Role))
            basis = draw(st.sampled_from((Basis.STATED, Basis.INHERITED)))
            maker.duty(task, name, role, basis, draw(st.sampled_from(alone)))


CORPORA = st.integers(0, 3).flatmap(lambda n: st.tuples(*(documents(f"d{i}") for i in range(n))))
TERMS = st.sampled_from(
    (
        *("食品", "药品", "质量监管", "品", "检查", "企业", "监管局", "的", "iso9001", "2020", "20", "A"),
        *("“食品、药品”", "“品药”", "“（套）”", "iso*", "质*", "-食品", "NOT 质量"),
        *("30天", "三十日", "5万元", "五万元", "5%", "百分之五", "六月30日"),
        *(
            "检查站",
            "食品安全",
            "质量药检",
            "检查企业吗",
            "“食品药品”怎么检查",
            "第八条",
            "（一）",
            "一、",
            "某政发[2018]3号",
        ),
    )
)
QUERIES = st.recursive(
    TERMS,
    lambda inner: (
        st.tuples(inner, st.sampled_from((" ", " AND ", " OR ", " -", "|")), inner).map("".join)
        | inner.map(lambda query: f"({query})")
    ),
    max_leaves=4,
)
