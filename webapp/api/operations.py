"""What the API can be asked: one table, from which the routes, the reading of parameters and the description come."""

from __future__ import annotations

from dataclasses import dataclass, field

from indexer.duties.models import Basis, Role
from indexer.engine.protocol import FIELD_NAMES, KIND_NAMES, STANDINGS, Sort
from indexer.engine.query.parser import MAX_CHARACTERS
from indexer.models import ClauseKind
from webapp.api.parameters import Parameter

PREFIX = "/api/v1"

_CHOICES = {
    "role": tuple(role.value for role in Role if role is not Role.MENTIONED),
    "basis": tuple(basis.value for basis in Basis),
    "standing": tuple(standing.value for standing in STANDINGS),
    "kind": tuple(kind.value for kind in ClauseKind),
}
_VALUES = {
    "document": "文件标识",
    "section": "文件标识:条目编号，含其下各级",
    "department": "部门标识，如 辽宁/市场监管",
    "role": "lead 牵头、responsible 负责、cooperating 配合",
    "basis": "stated 原文明示、inherited 上文规定、confirmed 人工确认、suggested 程序建议（不是原文规定，"
    "只在按依据筛选时计入）",
    "standing": "objected 有异议：有人认为原文的规定不对，原文规定仍列在原来的依据下",
    "region": "地区，如 广东、广东-广州，含其内各地；none 为未注明",
    "level": "国家、部门、省、市、县；none 为未注明",
    "year": "成文年份，未注明的按发布年份；none 为未注明",
    "genre": "文种，如 通知、意见、方案；none 为未注明",
    "kind": "、".join(f"{kind.value} {name}" for kind, name in KIND_NAMES.items()),
}


def _filter(name: str) -> Parameter:
    about = f"按{FIELD_NAMES[name]}筛选：{_VALUES[name]}。可重复，同一项的几个值满足其一即可。"
    return Parameter(name, about, choices=_CHOICES.get(name, ()), repeated=True)


PAGING = (
    Parameter("page", "第几页，从 1 起；超出末页时列表为空。", usual=1, lowest=1, highest=100_000),
    Parameter("per_page", "每页几条。", usual=10, lowest=1, highest=100),
)
FILTERS = tuple(_filter(name) for name in FIELD_NAMES)
CLASS_FILTERS = tuple(_filter(name) for name in ("region", "level", "year", "genre"))


@dataclass(frozen=True, slots=True)
class Operation:
    """A GET on ``rule``, answered with the schema ``answer``. ``identifier`` says what the variable part of the rule
    is, empty where it has none; ``moves`` that the answer may lead elsewhere."""

    name: str
    rule: str
    about: str
    answer: str
    parameters: tuple[Parameter, ...] = field(default=())
    identifier: str = ""
    moves: bool = False


OPERATIONS = (
    Operation(
        "search",
        "/search",
        "检索条款。检索词为空时按文件顺序列出符合筛选条件的全部条款。",
        "Search",
        (
            Parameter("q", "检索词，写法与网页检索相同。", longest=MAX_CHARACTERS),
            *FILTERS,
            Parameter(
                "sort",
                "排序：relevance 相关度、document 文件、date 日期。",
                usual=Sort.RELEVANCE.value,
                choices=tuple(sort.value for sort in Sort),
            ),
            Parameter("synonyms", "是否同时查找日常说法对应的正式说法。", usual="true", choices=("true", "false")),
            *PAGING,
        ),
    ),
    Operation(
        "clause",
        "/clauses/<path:clause>",
        "一条条款：原文、位置、出处、职责、所在文件。原文未变而位置变了的，转到新的地址。",
        "Clause",
        identifier="条款标识",
        moves=True,
    ),
    Operation(
        "similar",
        "/clauses/<path:clause>/similar",
        "与一条条款文字相同或相近的条款。责任标注和表格没有。",
        "Similar",
        (Parameter("limit", "每类最多几条。", usual=5, lowest=1, highest=20),),
        identifier="条款标识",
        moves=True,
    ),
    Operation(
        "documents",
        "/documents",
        "文件目录，按标题排列。",
        "Documents",
        (Parameter("q", "标题或发文字号中的词，用空格分开。", longest=MAX_CHARACTERS), *CLASS_FILTERS, *PAGING),
    ),
    Operation(
        "document",
        "/documents/<path:document>",
        "一份文件：基本信息和条目。",
        "DocumentDetail",
        identifier="文件标识",
    ),
    Operation(
        "suggest",
        "/suggest",
        "正在输入的检索词可以补全成什么。补全的词单独检索都有结果，与空格前的词合在一起不一定有。",
        "Suggestions",
        (
            Parameter("q", "已输入的文字，可以是拼音。", longest=MAX_CHARACTERS),
            Parameter("limit", "最多几项。", usual=10, lowest=1, highest=20),
        ),
    ),
)
