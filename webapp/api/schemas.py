"""What the answers of the API look like, as JSON Schema. Every field is always there; what is not known is an empty
text, an empty list or null, and nothing is there besides."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from indexer.document_classes import FIELDS
from indexer.duties.ledger import BASIS_NAMES
from indexer.duties.models import Basis, Role, Standing
from indexer.engine.protocol import FIELD_NAMES, Sort
from indexer.models import ClauseKind

Schema = Mapping[str, Any]

TEXT: Schema = {"type": "string"}
NUMBER: Schema = {"type": "integer"}
TRUTH: Schema = {"type": "boolean"}


def ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def listing(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def optional(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def record(**properties: Schema) -> Schema:
    """An object with exactly these properties."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _said(schema: Schema, about: str) -> Schema:
    return {**schema, "description": about}


def _choice(values: type[Role] | type[Standing] | type[Basis] | type[ClauseKind] | type[Sort]) -> Schema:
    return {"type": "string", "enum": [value.value for value in values]}


_SPAN = {"type": "array", "items": NUMBER, "minItems": 2, "maxItems": 2}
_DOCUMENT = {
    "id": TEXT,
    "title": TEXT,
    "document_number": _said(TEXT, "发文字号"),
    "issuers": _said(listing(TEXT), "发文机关"),
    "written_date": _said(TEXT, "成文日期，如 2019-04-05；未注明的为空"),
    "publish_date": _said(TEXT, "发布日期"),
    "region": _said(TEXT, "地区，按文件所称；未注明的为空"),
    "level": _said(TEXT, "层级，按文件所称"),
    "subject": _said(TEXT, "主题分类"),
    "source": _said(TEXT, "来源"),
    "url": _said(TEXT, "来源网址"),
    "permalink": _said(TEXT, "网页地址"),
    "self": _said(TEXT, "本接口中的地址"),
}
_CLAUSE = {
    "id": TEXT,
    "text": _said(TEXT, "条款原文，一字不改"),
    "kind": _choice(ClauseKind),
    "path": _said(listing(TEXT), "所在条目的编号和标题，自上而下"),
    "line": _said(NUMBER, "在原文中的行号，从 1 起"),
    "start": _said(NUMBER, "在原文中的起始字符位置，从 0 起"),
    "end": _said(NUMBER, "结束字符位置，不含"),
    "permalink": _said(TEXT, "网页地址"),
    "self": _said(TEXT, "本接口中的地址"),
}
_DUTY = {
    "department": record(key=TEXT, name=TEXT),
    "name_in_text": _said(TEXT, "原文中的称呼；原文没有提到的为空"),
    "role": _choice(Role),
    "deadline": _said(TEXT, "原文写明的时限"),
    "task": _said(TEXT, "任务原文"),
    "task_clause": _said(TEXT, "任务第一句的条款标识"),
    "start": _said(NUMBER, "写明该职责的字符在原文中的起始位置；原文没有写明时与 end 同为 0"),
    "end": NUMBER,
    "standing": _said(_choice(Standing), "人对该职责的处理情况"),
}
_DECISION = _said(record(id=TEXT, who=TEXT, when=TEXT, why=TEXT), "人的决定")
_PROPOSAL = _said(
    record(score={"type": "number", "minimum": 0, "maximum": 1}, reasons=_said(listing(TEXT), "建议的理由")),
    "程序的建议",
)
_DUTIES = {
    Basis.STATED.value: record(**_DUTY, decision=optional(ref("Decision"))),
    Basis.INHERITED.value: record(**_DUTY, decision=optional(ref("Decision"))),
    Basis.SUGGESTED.value: record(**_DUTY, proposal=optional(ref("Proposal")), decision=optional(ref("Decision"))),
    Basis.CONFIRMED.value: record(
        **_DUTY,
        ground=_said(optional(_choice(Basis)), "确认之前的依据；由人添加的为 null"),
        proposal=optional(ref("Proposal")),
        decision=ref("Decision"),
    ),
}
_LINKS = _said(record(self=TEXT, next=optional(TEXT), prev=optional(TEXT)), "各页的地址")
_PAGING = {
    "generation": _said(TEXT, "所用索引的编号"),
    "total": _said(NUMBER, "总数，准确"),
    "page": NUMBER,
    "per_page": NUMBER,
    "pages": NUMBER,
    "links": ref("Links"),
}
_FACET_VALUE = record(
    value=_said(TEXT, "筛选时所用的值"), label=TEXT, count=NUMBER, selected=TRUTH, level=_said(NUMBER, "在树中的深度")
)

COMPONENTS: Mapping[str, Schema] = {
    "Error": record(
        error={
            "description": "parameter 是出错的参数，position 是检索式中出错的位置。",
            "type": "object",
            "properties": {
                **dict.fromkeys(("code", "message", "hint", "parameter"), TEXT),
                "position": {"type": "integer", "minimum": 0},
            },
            "required": ["code", "message", "hint"],
            "additionalProperties": False,
        },
    ),
    "Links": _LINKS,
    "Document": record(**_DOCUMENT),
    "DocumentEntry": record(
        **_DOCUMENT,
        clauses=_said(NUMBER, "条款数"),
        classes=_said(record(**{field: listing(TEXT) for field in FIELDS}), "检索时按这些值筛选"),
    ),
    "Section": record(
        reference=_said(TEXT, "在文件内的编号"),
        number=TEXT,
        title=TEXT,
        level=NUMBER,
        parent=_said(optional(NUMBER), "上级条目在本列表中的位置，从 0 起"),
        line=NUMBER,
        start=NUMBER,
        end=NUMBER,
    ),
    "DocumentDetail": record(
        **_DOCUMENT,
        generation=TEXT,
        note=TEXT,
        notes=_said(listing(TEXT), "整理时发现的问题"),
        format=TEXT,
        clauses=_said(NUMBER, "条款数"),
        sections=listing(ref("Section")),
        clauses_link=_said(TEXT, "按原文顺序列出全部条款的地址"),
    ),
    "Documents": record(**_PAGING, documents=listing(ref("DocumentEntry"))),
    "Hit": record(
        **_CLAUSE,
        document=ref("Document"),
        score=_said({"type": "number"}, "只在同一次检索内可比"),
        marks=_said(listing(_SPAN), "命中的字符在 text 中的位置"),
        path_marks=_said(listing(listing(_SPAN)), "命中的字符在 path 各项中的位置"),
    ),
    "SimilarClause": record(
        **_CLAUSE,
        document=ref("Document"),
        nearness=_said({"type": "number", "minimum": 0, "maximum": 1}, "相近程度，1 为文字相同"),
        copies=_said(NUMBER, "另有多少份文件有这句话"),
    ),
    "Similar": record(
        generation=TEXT,
        same_documents=_said(NUMBER, "另有多少份文件有同样的文字"),
        same=_said(listing(ref("SimilarClause")), "其他文件中同样的文字，每份文件一条"),
        near=_said(listing(ref("SimilarClause")), "文字相近的条款，最相近的在前"),
    ),
    "FacetValue": _FACET_VALUE,
    "Facet": record(
        field={"type": "string", "enum": list(FIELD_NAMES)},
        label=TEXT,
        values=_said(listing(ref("FacetValue")), "计数不受本项筛选的影响"),
        left_out=_said(
            NUMBER, "有结果而未列出的值的个数；部分（section）只列结果最多的文件的，其余不计，按文件筛选后才列全"
        ),
    ),
    "Search": record(
        **_PAGING,
        query=TEXT,
        sort=_choice(Sort),
        relaxed=_said(TRUTH, "没有条款同时包含全部词语，结果只包含其中一部分，或拆开后的字词，understood 有说明"),
        understood=_said(listing(TEXT), "检索式是怎样理解的"),
        synonyms=_said(listing(record(typed=TEXT, official=listing(TEXT))), "日常说法及其正式说法"),
        corrections=_said(
            listing(record(query=TEXT, total=NUMBER)),
            "可能有笔误时，想找的也许是哪个检索式，以及它的条数；从不自动改用，只在第一页给出",
        ),
        hits=listing(ref("Hit")),
        facets=listing(ref("Facet")),
    ),
    "Suggestions": record(
        generation=TEXT,
        query=TEXT,
        completions=listing(
            record(
                text=_said(TEXT, "补全后的检索词"),
                kind={
                    "type": "string",
                    "enum": ["word", "section", "document", "department"],
                    "description": "补全的部分是词语、条目标题、文件标题还是部门",
                },
            )
        ),
    ),
    "Decision": _DECISION,
    "Proposal": _PROPOSAL,
    "Duties": _said(
        record(**{basis: listing(duty) for basis, duty in _DUTIES.items()}),
        "职责按依据分列，不混在一起：" + "、".join(f"{basis.value} {name}" for basis, name in BASIS_NAMES.items()),
    ),
    "Clause": record(
        **_CLAUSE,
        generation=TEXT,
        section=_said(optional(TEXT), "所在条目在文件内的编号"),
        ordinal=_said(NUMBER, "在条目中的第几句"),
        place=_said(TEXT, "所在位置的说法"),
        citation=_said(TEXT, "引用时的出处"),
        previous=_said(optional(TEXT), "上一条的标识"),
        next=_said(optional(TEXT), "下一条的标识"),
        document=ref("Document"),
        duties=ref("Duties"),
        review=_said(listing(TEXT), "原文改动后有待复核、可能与此有关的决定"),
    ),
}
