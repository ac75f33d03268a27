"""Ledgers for the tests of exports: rows as an office would have them, and rows of arbitrary text."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from indexer.duties.ledger import LedgerRow
from indexer.duties.models import Basis, Role, Standing
from indexer.exports import ExportOptions

SITE = "https://duties.example"
OPTIONS = ExportOptions(date(2024, 5, 6), scope="路灯方案；全部部门", base_url=SITE)


def duty(task: str, department: str, role: Role = Role.LEAD, basis: Basis = Basis.STATED, **facts: object) -> LedgerRow:
    """A duty of the document "lamps", unless ``facts`` say otherwise."""
    known: dict[str, object] = {
        "document": "lamps",
        "document_title": "关于整治路灯的实施方案",
        "document_number": "某政发〔2020〕7号",
        "clause": "lamps:2.1:abc",
        "path": ("二、重点任务", "（一）更新灯具"),
        "line": 12,
        "key": department,
        "name": department,
    } | facts
    number = f"（{known['document_number']}）" if known["document_number"] else ""
    known.setdefault("citation", f"《{known['document_title']}》{number}第二部分第（一）条第1句")
    known.setdefault("link", f"/clause/{known['clause']}")
    return LedgerRow(task=task, department=department, role=role, basis=basis, **known)  # type: ignore[arg-type]


LAMPS = "更换老旧路灯，亮灯率不低于98%。"
PLAN = "编制城市照明专项规划。"
SHOPS = "规范沿街店招设置。"
STREETS = {"document": "streets", "document_title": "街区更新行动方案", "document_number": ""}

LEDGER = (
    duty(LAMPS, "省住房和城乡建设厅", name="省住建厅", deadline="2025年底前"),
    duty(LAMPS, "省财政厅", Role.RESPONSIBLE, deadline="2025年底前"),
    duty(LAMPS, "各市人民政府", Role.COOPERATING, Basis.INHERITED, deadline="2025年底前"),
    duty(
        PLAN,
        "省自然资源厅",
        Role.LEAD,
        Basis.SUGGESTED,
        clause="lamps:2.2:def",
        name="",
        score=0.834,
        reasons=("职责用语：专项规划", "类似任务：《某规划》第（三）项"),
    ),
    duty(
        PLAN,
        "省住房和城乡建设厅",
        Role.RESPONSIBLE,
        Basis.CONFIRMED,
        clause="lamps:2.2:def",
        name="",
        who="张三",
        when="2024-05-01T09:30:00+08:00",
        why="已电话核实",
        standing=Standing.CONFIRMED,
        ground=Basis.SUGGESTED,
        decision="d20240501-0a1b2c3d",
    ),
    duty(SHOPS, "省财政厅", clause="streets:1:xyz", path=(), **STREETS),
    duty(SHOPS, "省商务厅", Role.MENTIONED, clause="streets:1:xyz", path=(), **STREETS),
)

DECIDED = (
    duty(
        LAMPS,
        "省住房和城乡建设厅",
        who="=李四",
        when="2024-05-02T10:00:00+08:00",
        why="已划转",
        standing=Standing.OBJECTED,
        ground=Basis.STATED,
        decision="d20240502-0a1b2c3d",
    ),
    duty(
        LAMPS,
        "省城管办",
        basis=Basis.CONFIRMED,
        name="",
        who="李四",
        when="2024-05-02T10:00:00+08:00",
        why="三定规定",
        standing=Standing.CONFIRMED,
        decision="d20240502-0a1b2c3e",
    ),
    duty(
        PLAN,
        "省公安厅",
        basis=Basis.SUGGESTED,
        clause="lamps:2.2:def",
        name="",
        score=0.4,
        who="李四",
        when="2024-05-02T10:00:00+08:00",
        why="无关",
        standing=Standing.REJECTED,
        ground=Basis.SUGGESTED,
        decision="d20240502-0a1b2c3f",
    ),
)
"""What persons made of duties: an objection to the text, a duty that a person added, a rejected suggestion."""

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=40)
"""Lone surrogates, control characters and non-characters included."""

AWKWARD = st.text(
    st.sampled_from("=+-@＝'\"|\\`*_[]<>&~#{}()!^\n\r\t ;,:x0123中文—〔〕〇𠮷\ufeff\x00\x0b\ud800\uffff"), max_size=30
)


@st.composite
def any_row(draw: st.DrawFn, text: st.SearchStrategy[str] = ANY_TEXT | AWKWARD) -> LedgerRow:
    """A row that keeps the promises of ``LedgerRow``: the key identifies the department, the link is relative."""
    department = draw(text)
    return LedgerRow(
        **{name: draw(text) for name in ("document", "document_title", "document_number", "clause", "citation")},
        path=tuple(draw(st.lists(text, max_size=2))),
        line=1,
        **{name: draw(text) for name in ("task", "name")},
        department=department,
        key=department,
        role=draw(st.sampled_from(Role)),
        basis=draw(st.sampled_from(Basis)),
        deadline=draw(text),
        score=draw(st.none() | st.floats(0, 1)),
        reasons=tuple(draw(st.lists(text, max_size=2))),
        **{name: draw(text) for name in ("who", "when", "why")},
        link=draw(text.filter(lambda link: not link.startswith("http"))),
    )
