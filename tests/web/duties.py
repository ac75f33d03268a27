"""A corpus in which every basis and role occurs, for the pages of departments and duties."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from flask import Flask

from indexer.analysis import record
from indexer.duties.rows import OpenTasks, Suggested
from indexer.models import Record, SourceText
from tests.web.fakes import FakeEngine, FakeProvider
from webapp import create_app

PLAN_TEXT = """\
辽宁省人民政府关于推进窗口服务试点的意见
辽政发〔2020〕31号

一、总体目标
到2022年，群众办事更加方便。

二、主要任务
1.设立窗口。在办事大厅设立联办窗口，逐项公布流程。（省商务厅牵头，省市场监管局、省财政厅配合，2020年10月底前完成）
2.加强抽查。每季度抽查一次窗口服务，公布结果。
3.缩短时间。把平均等候时间压缩到十五分钟以内。（省市场监管局负责，6月底前完成）

三、宣传引导（省市场监管局负责）
1.编写手册。编写办事手册，在社区发放。
2.开展宣讲。组织宣讲队进社区。

四、保障
1.选好地点。窗口应当设在交通方便的地方。

辽宁省人民政府
2020年5月6日
"""

NOTICE_TEXT = """\
辽宁省人民政府办公厅关于整理档案的通知

一、主要任务
1.整理档案。三年以上的档案分类装订。（责任单位：省市场监管局）
"""

MARKET = "辽宁/市场监管"


@cache
def plan() -> Record:
    return record(SourceText("plan.txt", "txt", PLAN_TEXT), "plan")


@cache
def notice() -> Record:
    return record(SourceText("notice.txt", "txt", NOTICE_TEXT), "notice")


def suggest(tasks: OpenTasks) -> Sequence[Sequence[Suggested]]:
    """Knows one task only."""
    known = (Suggested("market-regulation", 0.83, ("职责词：抽查",)),)
    return [known if "抽查" in text else () for text in tasks.texts]


def duty_app(*records: Record) -> Flask:
    """The application over these records, by default all of this corpus."""
    found = records or (plan(), notice())
    return create_app(FakeProvider(FakeEngine(found)), suggester=lambda *_: suggest, test_config={"TESTING": True})
