"""Sentences that are no tasks are answered with silence, and short tasks are not."""

from __future__ import annotations

import pytest

from indexer.register import load_register
from indexer.suggesting.modelfile import load_shipped

MODEL = load_shipped()
TERMS = MODEL.remit_terms(load_register())

EVERYDAY = """
天气很好 今天天气真不错 我想吃火锅 明天几点下班 这个苹果很甜 他昨天没来上班 晚上一起看电影吧
孩子发烧了怎么办 我的手机坏了 楼下的猫又在叫 周末去爬山 你吃饭了吗 谢谢你的帮助 这本书写得很好看
我喜欢听音乐 妈妈做的菜最好吃 路上堵车了 他唱歌跑调 下雨了记得带伞 我忘了带钥匙 生日快乐 咖啡有点苦
她笑起来很好看 昨晚没睡好 球赛几点开始 衣服还没干 这道题怎么做 我们去海边玩吧 火车晚点了
邻居家的狗很可爱 爸爸在看报纸 电影票卖完了 你好 好久不见 我迷路了 他跑得真快 窗外有一只小鸟
桌子上有一杯水 她的头发很长 今年的冬天特别冷 我不想起床 外卖到了 老师布置了作业 他们结婚了
我学会了游泳 这首诗是谁写的 面条有点咸 灯泡坏了 我在等公交车 春天花都开了
天气很冷 明天天气
"""
"""Written for this test, some with a word in them of which a department is in charge (天气, 电影, 公交)."""


@pytest.mark.parametrize("sentence", EVERYDAY.split())
def test_of_everyday_sentences_no_department_is_suggested(sentence: str) -> None:
    assert MODEL.propose(sentence, TERMS) == ()


@pytest.mark.parametrize(
    ("task", "function"),
    [
        ("防汛", "water"),
        ("禁毒", "public-security"),
        ("食品安全", "market-regulation"),
        ("医保报销", "medical-security"),
        ("治理欠薪", "human-resources"),
        ("养老服务", "civil-affairs"),
        ("垃圾分类", "housing"),
    ],
)
def test_a_short_task_that_speaks_clearly_is_answered(task: str, function: str) -> None:
    assert MODEL.propose(task, TERMS)[0].function == function
