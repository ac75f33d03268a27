"""What statutes say of who does what: names of authorities, a table learned from articles, what a text says by it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from indexer.register import load_register
from indexer.suggesting import modelfile
from indexer.suggesting.features import features
from indexer.suggesting.modelfile import ModelDamaged, load_shipped, model_bytes, read_model
from indexer.suggesting.statute_learning import authorities, learn, named
from indexer.suggesting.statutes import SHIPPED, read_statutes, shipped_statutes

NAMED = {
    "第三条 县级以上人民政府市场监督管理部门应当公布抽查结果。": {"market-regulation"},
    "由公安机关处警告；构成犯罪的，移送人民检察院。": {"public-security", "procuratorate"},
    "水行政主管部门会同生态环境主管部门划定保护区。": {"water", "ecology"},
    "住房和城乡建设主管部门应当公布名录。": {"housing"},
    "住房公积金管理中心应当办理提取手续。": {"housing"},
    "民政部门和残疾人联合会应当建立档案。": {"civil-affairs", "trade-union"},
    "人力资源社会保障行政部门责令改正。": {"human-resources"},
    "合同当事人应当遵循诚信原则。": set(),
    "有关部门应当依法处理。": set(),
    "财政资金应当专款专用。": set(),
}


@pytest.mark.parametrize("article", NAMED)
def test_the_authorities_that_an_article_names(article: str) -> None:
    rest, functions = named(article, authorities())
    assert functions == NAMED[article]
    assert not rest.startswith("第三条")
    assert not functions or len(rest) < len(article) - 3


def test_every_authority_has_a_function_of_the_register() -> None:
    functions = load_register().functions
    listed = [authority.function for authority in authorities()]
    assert set(listed) <= set(functions)
    assert len(set(listed)) == len(listed)


def articles() -> Iterator[str]:
    for number in range(40):
        yield f"第{number}条 养蜂人转地放蜂的，农业农村主管部门应当给予指导。"
        yield f"第{number}条 餐饮店公布菜价的，市场监督管理部门应当抽查。"
        yield f"第{number}条 当事人可以约定违约金。"


def test_words_speak_for_the_authority_beside_which_they_stand() -> None:
    content = learn(list(articles()))
    table = read_statutes(content)
    texts = [features("养蜂人转地放蜂"), features("餐饮店的菜价"), features("zzz")]
    spoken = table.spoken(texts, ("market-regulation", "agriculture", "unheard-of"))
    assert spoken[0].argmax() == 1
    assert spoken[1].argmax() == 0
    assert not spoken[:, 2].any()
    assert not spoken[2].any()
    assert learn(list(articles())) == content


def test_what_a_text_says_has_length_one_for_all_functions_together() -> None:
    table = shipped_statutes()
    texts = [features("加强食品摊贩登记备案管理，公布抽查结果。"), features("建设高标准农田，推广良种。")]
    spoken = table.spoken(texts, table.functions)
    assert np.linalg.norm(spoken, axis=1) == pytest.approx([1, 1], abs=1e-5)
    assert [table.functions[place] for place in spoken.argmax(axis=1)] == ["market-regulation", "agriculture"]


def test_the_table_holds_numbers_and_names_of_functions_only() -> None:
    with np.load(io.BytesIO(SHIPPED.read_bytes())) as archive:
        assert set(archive.files) == {"functions", "buckets", "idf", "table", "scale"}
        assert set(archive["functions"].tobytes().decode().split("\n")) <= set(load_register().functions)
        assert archive["table"].dtype == np.int8


def test_a_model_learned_with_another_table_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    content = model_bytes(load_shipped())
    other = replace(shipped_statutes(), digest="another")
    monkeypatch.setattr(modelfile, "shipped_statutes", lambda: other)
    with pytest.raises(ModelDamaged, match="policykb train"):
        read_model(content, "模型")
