"""角色、依据、决定: what a department has to do, on what ground that is shown, and what persons made of it."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a department has to do for a task. ``MENTIONED``: the sentence names it without giving it a duty."""

    LEAD = "lead"  # 牵头
    RESPONSIBLE = "responsible"  # 负责
    COOPERATING = "cooperating"  # 配合
    MENTIONED = "mentioned"  # 提及


class Basis(StrEnum):
    """On what ground a duty is shown. The first two are the text's word, the third the program's, the last a
    person's."""

    STATED = "stated"  # 原文明示: the text names the department here
    INHERITED = "inherited"  # 上文规定: a heading or a document-wide rule further up names it
    SUGGESTED = "suggested"  # 程序建议
    CONFIRMED = "confirmed"  # 人工确认


class Standing(StrEnum):
    """What persons made of a duty that is shown."""

    OPEN = "open"  # 未经决定
    CONFIRMED = "confirmed"  # 人工确认
    OBJECTED = "objected"  # 有异议: the text says it, a person says otherwise; never hidden
    REJECTED = "rejected"  # 已否定: a suggestion that a person rejected
    REPLACED = "replaced"  # 已更改: a suggestion that a person put right
