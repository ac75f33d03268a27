"""Synonym promises: everyday words find the official ones, in one direction, never in quotes, and always said."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.engine.query.parser import parse
from indexer.engine.query.rewriting import relaxed
from indexer.engine.query.tree import All, Node, Not, Phrase, Prefix, Query, Synonym, Widened, Word, wanted
from indexer.engine.query.widening import SHARE, share_of
from indexer.errors import CorpusError
from indexer.lexicon import load_lexicon
from indexer.segmentation import segmenter_for
from indexer.synonyms import COLUMNS, Synonyms, load_synonyms, validate_synonyms

SEGMENTER = segmenter_for(load_lexicon(), "rjieba")
TABLE = Synonyms(
    {
        "奶粉": ("婴幼儿配方乳粉",),
        "打假": ("假冒伪劣",),
        "办执照": ("营业执照", "设立登记"),
        "执照": ("许可证",),
        "行标": ("行业标准",),
        "小企业": ("小微企业",),
    }
)
POWDER = Widened(Word("奶粉"), (Word("婴幼儿配方乳粉"),))


def read(query: str, *, widen: bool = True) -> Query:
    return parse(query, SEGMENTER, TABLE, widen=widen)


def both(*items: Node) -> All:
    return All(items, relaxable=True)


@pytest.mark.parametrize(
    ("query", "root"),
    [
        ("奶粉", POWDER),
        ("奶粉追溯", both(POWDER, Word("追溯"))),
        ("追溯 奶粉", both(Word("追溯"), POWDER)),
        ("追溯 AND 奶粉", All((Word("追溯"), POWDER))),
        ("办执照", Widened(both(Word("办"), Word("执照")), (Word("营业执照"), Word("设立登记")))),
        ("行标", Widened(Word("行标"), (Word("行业标准"),))),
        ("小企业", Widened(Word("小企业"), (Word("小微企业"),))),
        ("中小企业融资", both(Word("中小企业"), Word("融资"))),
        ("攻打假山", both(Word("攻打"), Word("假山"))),
        ("“奶粉”", Phrase("奶粉")),
        ("追溯 -奶粉", both(Word("追溯"), Not(Word("奶粉")))),
        ("追溯 -(奶粉 OR 打假)", None),
        ("奶粉*", Prefix("奶粉")),
        ("奶粉 婴幼儿配方乳粉", None),
        ("婴幼儿配方乳粉的奶粉", None),
        ("婴幼儿配方乳粉", None),
    ],
)
def test_everyday_words_are_widened_by_official_ones_and_nothing_else_is(query: str, root: Node | None) -> None:
    understood = read(query)
    if root is not None:
        assert understood.root == root
    elif "-" in query or not query.startswith("奶粉"):
        assert not any(isinstance(leaf, Word) and leaf.text == "假冒伪劣" for leaf in wanted(understood.root))
        assert not understood.others


def test_the_longest_word_of_the_table_counts() -> None:
    assert read("办执照").synonyms == (Synonym("办执照", ("营业执照", "设立登记")),)


def test_when_switched_off_the_words_are_named_but_not_searched_for() -> None:
    off = read("奶粉追溯", widen=False)
    assert off.root == both(Word("奶粉"), Word("追溯"))
    assert off.synonyms == (Synonym("奶粉", ("婴幼儿配方乳粉",)),)
    assert not off.others


def test_an_everyday_word_is_no_scattered_characters_whether_or_not_it_is_widened() -> None:
    """行 and 标 stand in every other clause; who switches widening off must not find more by it."""
    assert read("行标", widen=False).root == Word("行标")
    assert read("行标奶粉", widen=False).root == both(Word("行标"), Word("奶粉"))


def test_official_words_count_less_than_what_was_typed() -> None:
    assert all(0 < other.share < 1 for other in read("奶粉 办执照").others)


def test_a_long_official_word_does_not_outweigh_the_word_it_stands_for() -> None:
    rider = Synonym("骑手", ("网约配送员", "新就业形态劳动者"))
    shares = {official: share_of(official, rider) for official in rider.official}
    assert shares["新就业形态劳动者"] < shares["网约配送员"]
    assert share_of("孤独症", Synonym("自闭症", ("孤独症",))) == SHARE
    assert share_of("教师", Synonym("老师", ("教师", "师长"))) > SHARE / 2


def test_an_official_word_counts_once_though_two_everyday_words_stand_for_it() -> None:
    table = Synonyms({"便宜药": ("集中采购",), "集采": ("集中采购",)})
    understood = parse("集采 便宜药", SEGMENTER, table)
    assert [other.text for other in understood.others] == ["集中采购"]
    assert [synonym.typed for synonym in understood.synonyms] == ["集采", "便宜药"]


def test_a_widened_word_is_loose_like_the_word_itself() -> None:
    assert relaxed(read("奶粉追溯").root) is not None


def test_the_shipped_table_is_without_fault_and_goes_one_way_only() -> None:
    assert validate_synonyms() == ()
    words = load_synonyms().words
    assert words["奶粉"][0] == "婴幼儿配方乳粉"
    assert "婴幼儿配方乳粉" not in words and "营业执照" not in words
    assert words["社保"] == ("社会保险",) and words["社会保险"] == ("社保",)
    assert {
        "打假",
        "垃圾食品",
        "黑作坊",
        "假货",
        "三无产品",
        "小饭桌",
        "低保",
        "下岗",
        "开店",
        "办执照",
        "退税",
    } <= set(words)
    assert {"外地看病", "自闭症", "样板间", "承重墙", "合村并居", "没批先建", "徒弟", "怎么罚", "发改委"} <= set(words)
    assert {"房产证", "户口", "上户口", "五险一金", "工伤", "电梯", "充电宝"} <= set(words)
    assert {"抢救", "早产儿", "零件", "淘宝", "民宿", "房子", "惩罚", "住建部门", "gmp", "公私合作"} <= set(words)
    assert words["高新区"] == ("高新技术产业开发区",) and words["高新技术产业开发区"] == ("高新区",)


SHIPPED = load_synonyms()


@pytest.mark.parametrize(
    ("query", "typed", "official"),
    [
        ("索证索票怎么查", "索证索票", "进货查验"),
        ("掺水的牛奶怎么处理", "掺水", "掺杂掺假"),
        ("3C认证在哪里办", "3c认证", "强制性产品认证"),
        ("老板不给钱怎么办", "老板不给钱", "拖欠工资"),
        ("工程质保金什么时候退", "质保金", "工程质量保证金"),
        ("快递站能开在小区里吗", "快递站", "末端网点"),
        ("贷不到款找谁", "贷不到款", "融资担保"),
        ("申请低保金要多久", "低保金", "最低生活保障金"),
        ("老人吃饭有补贴吗", "老人吃饭", "助餐"),
        ("打孩子犯法吗", "打孩子", "家庭暴力"),
        ("下雨积水没人管", "下雨积水", "内涝"),
        ("小产权房能买吗", "小产权房", "集体土地"),
        ("危废怎么运输", "危废", "危险废物"),
        ("黑烟车要罚款吗", "黑烟车", "排放检验"),
        ("逆行扣几分", "逆行", "逆向行驶"),
        ("拼车算不算非法营运", "拼车", "合乘"),
        ("碰瓷怎么报案", "碰瓷", "敲诈勒索"),
        ("被限高了怎么解除", "被限高", "限制消费"),
        ("文山会海怎么治理", "文山会海", "精简会议"),
        ("消法有几倍赔偿", "消法", "消费者权益保护法"),
        ("找药监部门还是质监部门", "药监部门", "药品监管部门"),
        ("小巨人企业有什么奖励", "小巨人企业", "专精特新"),
    ],
)
def test_what_citizens_and_clerks_ask_is_searched_for_in_official_words(query: str, typed: str, official: str) -> None:
    found = {synonym.typed: synonym.official for synonym in parse(query, SEGMENTER, SHIPPED).synonyms}
    assert official in found.get(typed, ())


@pytest.mark.parametrize(
    ("query", "typed"),
    [
        ("数据多跑路", "跑路"),
        ("设备维护工作", "护工"),
        ("科学技术活动", "技术活"),
        ("参加国家教育考试", "家教"),
        ("政务服务好差评", "差评"),
        ("全省政府采购", "省政府"),
        ("省外企业投资", "外企"),
        ("殴打的应当处罚", "打的"),
        ("修改水污染标准", "改水"),
        ("在乡和村规划区内", "村规"),
        ("政府定标准", "定标"),
        ("骗取补贴", "骗"),
        ("经验交流", "验"),
    ],
)
def test_an_everyday_word_is_not_read_into_official_ones(query: str, typed: str) -> None:
    """Each stood in the table once, or was about to: its characters meet where two other words do."""
    assert typed not in {synonym.typed for synonym in parse(query, SEGMENTER, SHIPPED).synonyms}


@pytest.mark.parametrize(
    ("typed", "wider"),
    [("学区房", "户籍所在地"), ("化工厂", "危险化学品"), ("烂尾楼", "商品房"), ("长期护理保险", "长护险")],
)
def test_an_everyday_word_brings_nothing_wider_than_itself(typed: str, wider: str) -> None:
    assert wider not in SHIPPED.words.get(typed, ())


def test_a_corpus_adds_its_own_words_and_replaces_shipped_ones(tmp_path: Path) -> None:
    own = "\t".join(COLUMNS) + "\n小区门禁\t出入口管理\t单向\t某市物业管理条例\n奶粉\t乳粉制品\t单向\t某省标准\n"
    (tmp_path / "synonyms-own.tsv").write_text(own, encoding="utf-8")
    words = load_synonyms(tmp_path).words
    assert words["小区门禁"] == ("出入口管理",)
    assert words["奶粉"] == ("乳粉制品",)
    assert "打假" in words


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("奶粉\t乳粉\t单向\n", "第 2 行：应有 4 栏"),
        ("奶粉\t乳粉\t反向\t某法\n", "“方向”应为“单向”或“双向”，现为“反向”"),
        ("奶粉\t乳粉\t单向\t\n", "“来源”一栏不能空着"),
        ("奶粉\t\t单向\t某法\n", "“正式说法”一栏不能空着"),
        ("奶\t乳粉\t单向\t某法\n", "“奶”太短"),
        ("奶粉\t乳粉\t单向\t某法\n奶粉\t乳\t单向\t某法\n", "第 3 行：“乳”太短"),
        ("奶粉\t乳粉\t单向\t某法\n奶粉\t配方粉\t单向\t某法\n", "第 3 行：“奶粉”与synonyms.tsv 第 2 行重复"),
        ("企标\t国家企标\t单向\t某法\n", "检索“企标”本来就会找到"),
    ],
)
def test_a_mistake_is_named_with_file_and_line(tmp_path: Path, lines: str, message: str) -> None:
    (tmp_path / "synonyms.tsv").write_text("\t".join(COLUMNS) + "\n" + lines, encoding="utf-8")
    (problem,) = validate_synonyms(tmp_path)
    assert message in str(problem) and str(problem).startswith("synonyms.tsv 第 ")
    with pytest.raises(CorpusError, match="同义词表有错"):
        load_synonyms(tmp_path)


def test_a_table_without_its_header_or_in_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "synonyms-a.tsv").write_text("奶粉\t乳粉\t单向\t某法\n", encoding="utf-8")
    (tmp_path / "synonyms-b.tsv").write_bytes("日常说法".encode("gb18030"))
    headless, garbled = validate_synonyms(tmp_path)
    assert "第一行应为各栏的名称" in headless.message
    assert "UTF-8" in garbled.message
