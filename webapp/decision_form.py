"""What a person enters to decide about a duty: from a form of a page and back into it, so that a slip loses nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from werkzeug.datastructures import MultiDict

from indexer.decisions.models import Decision
from indexer.duties.ledger import ROLE_NAMES, LedgerRow
from indexer.duties.models import Role, Standing
from indexer.exports.characters import ILLEGIBLE, legible


class Act(StrEnum):
    """What the pressed button does; the values are those of the kinds of decisions, and keeping a reviewed one."""

    CONFIRM = "confirm"
    REJECT = "reject"
    ADD = "add"
    CHANGE = "change"
    WITHDRAW = "withdraw"
    KEEP = "keep"


ACT_NAMES = {
    Act.CONFIRM: "确认",
    Act.REJECT: "否定",
    Act.ADD: "补充",
    Act.CHANGE: "更改",
    Act.WITHDRAW: "撤回",
    Act.KEEP: "沿用",
}
DECIDED_ROLES = (Role.LEAD, Role.RESPONSIBLE, Role.COOPERATING)
TYPED = {"who": "决定人", "why": "理由", "other": "部门", "deadline": "时限"}
"""The fields that a person types into, and what they are called."""
_LONGEST_NAME = 100
_OWN_PAGES = ("/clauses/", "/departments/", "/documents/", "/decisions")


@dataclass(frozen=True, slots=True)
class DecisionForm:
    """``clause``, ``department`` (key), ``label`` and ``was`` (role) say which duty is meant; ``role``, ``deadline``
    and ``other`` (a name) what is right instead, or what is added. ``decision`` is the one to withdraw or keep,
    ``place`` the task where it is kept. ``seen`` are the decisions that the page showed about the duty,
    ``back`` the page to return to."""

    clause: str = ""
    department: str = ""
    label: str = ""
    was: str = ""
    role: str = Role.RESPONSIBLE.value
    deadline: str = ""
    other: str = ""
    decision: str = ""
    place: str = ""
    seen: str = ""
    who: str = ""
    why: str = ""
    back: str = ""

    @property
    def changes(self) -> bool:
        """Whether something else is entered than what the duty has."""
        return self.role != self.was or self.other != self.label


@dataclass(frozen=True, slots=True)
class Decidable:
    """A duty of a page with the form to decide about it; ``acts`` are empty where there is nothing to decide."""

    row: LedgerRow
    form: DecisionForm
    acts: tuple[Act, ...]


def of_rows(rows: Sequence[LedgerRow], back: str, decided: Decision | None) -> tuple[Decidable, ...]:
    """The duties of a page, each with its form; the name of whoever has just decided is filled in."""
    who = decided.who if decided else ""
    return tuple(Decidable(row, of_row(row, back, who, seen(rows, row.clause, row.key)), acts(row)) for row in rows)


def adding(clause: str, back: str, decided: Decision | None) -> DecisionForm:
    """The form that adds a duty to the task of a clause."""
    return DecisionForm(clause=clause, back=back, who=decided.who if decided else "")


def of_row(row: LedgerRow, back: str, who: str, seen: str) -> DecisionForm:
    """The form about a duty as a page shows it."""
    return DecisionForm(
        clause=row.clause,
        department=row.key,
        label=row.department,
        was=row.role.value,
        role=row.role.value,
        deadline=row.deadline,
        other=row.department,
        decision=row.decision,
        seen=seen,
        who=who,
        back=back,
    )


def seen(rows: Iterable[LedgerRow], task: str, department: str) -> str:
    """The decisions that rows show about a department in a task, so that a form can say what its page showed."""
    found = {row.decision for row in rows if row.clause == task and row.key == department and row.decision}
    return " ".join(sorted(found))


def acts(row: LedgerRow) -> tuple[Act, ...]:
    """What can be decided about a duty as it stands."""
    if row.role is Role.MENTIONED:
        return ()
    return {
        Standing.OPEN: (Act.CONFIRM, Act.REJECT, Act.CHANGE),
        Standing.CONFIRMED: (Act.WITHDRAW, Act.REJECT, Act.CHANGE),
        Standing.OBJECTED: (Act.WITHDRAW, Act.CONFIRM),
        Standing.REJECTED: (Act.WITHDRAW,),
        Standing.REPLACED: (Act.WITHDRAW,),
    }[row.standing]


def parse(entered: MultiDict[str, str]) -> tuple[Act | None, DecisionForm]:
    """The pressed button, None for none that there is, and the form as it was filled in, but for what no page and no
    file can carry: that is shown as U+FFFD."""
    usual = DecisionForm()
    fields = {name: legible(entered.get(name, getattr(usual, name)).strip()) for name in DecisionForm.__slots__}
    form = DecisionForm(**fields)
    if form.role not in {role.value for role in DECIDED_ROLES}:
        form = replace(form, role=usual.role)
    act = next((act for act in Act if act.value == entered.get("act")), None)
    return act, replace(form, back=own_page(form.back))


def slips(act: Act, form: DecisionForm) -> list[str]:
    """What has to be filled in before this can be recorded, one sentence each."""
    found = [
        f"“{label}”中有不能保存的字符，已标为“{ILLEGIBLE}”，请改正后再次提交。"
        for name, label in TYPED.items()
        if ILLEGIBLE in getattr(form, name)
    ]
    if not form.who:
        found.append("请填写决定人姓名。")
    for name, label in (("who", "决定人姓名"), ("deadline", "时限")):
        if len(getattr(form, name)) > _LONGEST_NAME:
            found.append(f"{label}过长，最多 {_LONGEST_NAME} 个字。")
    if not form.why and act not in (Act.CONFIRM, Act.KEEP):
        found.append(f"{ACT_NAMES[act]}应当写明理由。")
    if act is Act.ADD and not form.other:
        found.append("请填写补充哪个部门。")
    if act is Act.CHANGE and not form.other:
        found.append("部门不能为空；该部门没有这项职责的，请用“否定”。")
    if act in (Act.CONFIRM, Act.REJECT) and form.changes:
        found.append(f"您改动了部门或角色，而“{ACT_NAMES[act]}”针对的是原来的职责。请按“更改”，或恢复原来的内容。")
    return found


def typed(act: Act | None, form: DecisionForm) -> str:
    """What was entered, a line each, to be copied from a page that could not take it."""
    duty = f"{form.label}（{ROLE_NAMES[Role(form.was)]}）" if form.label and form.was in set(Role) else form.label
    parts = (
        ("决定", ACT_NAMES[act] if act else ""),
        ("职责", duty),
        ("决定人", form.who),
        ("理由", form.why),
        ("部门", form.other),
        ("角色", ROLE_NAMES[Role(form.role)] if form.other else ""),
        ("时限", form.deadline),
    )
    return "\n".join(f"{name}：{words}" for name, words in parts if words)


def own_page(address: str) -> str:
    """``address`` when it is a page of duties or decisions here, else the list of decisions: a form must not lead
    elsewhere."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return "/decisions"
    local = not parts.scheme and not parts.netloc and "\\" not in address and not address.startswith("//")
    return address if local and parts.path.startswith(_OWN_PAGES) else "/decisions"


def returning(back: str, decision: str) -> str:
    """The page to return to, told which decision has just been made."""
    parts = urlsplit(back)
    query = [(name, value) for name, value in parse_qsl(parts.query) if name != "decided"]
    path = quote(parts.path, safe="/:~%")
    return f"{path}?{urlencode([*query, ('decided', decision)], safe=':')}#decided"
