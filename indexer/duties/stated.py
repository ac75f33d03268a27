"""All duties that a document states in responsibility annotations, in the order of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from indexer.duties.annotation import Assignment, read_annotation, says_role
from indexer.duties.places import Annotation, Form
from indexer.duties.rules import Rules, declares, take_declarations
from indexer.duties.tables import row_annotations, table_rows
from indexer.models import ClauseKind, Record
from indexer.outlining.annotations import is_annotation, is_label_line
from indexer.outlining.paragraphs import Paragraph
from indexer.outlining.sentences import ends_sentence, groups, sentences


@dataclass(frozen=True, slots=True)
class StatedDuties:
    """What one annotation states, with the rules of the document applied. ``standing`` are the bodies that answer by
    a declaration further up; ``rule`` says which rule gave the lead."""

    annotation: Annotation
    assignment: Assignment
    standing: tuple[str, ...] = ()
    rule: str = ""


def stated_duties(record: Record) -> tuple[StatedDuties, ...]:
    """The duties of a document, one entry for each annotation."""
    rules = Rules()
    found = []
    for annotation in find_annotations(record):
        declared = take_declarations(annotation.text, rules)
        rules = declared.rules
        assignment = read_annotation(declared.text)
        if not assignment.names:
            continue
        assignment, rule = _apply(assignment, rules)
        found.append(StatedDuties(annotation, assignment, rules.standing, rule))
    return tuple(found)


_COLLECTIVE = re.compile(r"^(?:各|有关|相关|市直|省直|全市|全省)|成员单位$")


def _apply(assignment: Assignment, rules: Rules) -> tuple[Assignment, str]:
    """Gives the lead to whom the document's rule gives it. A stated lead stays, collective names never lead."""
    if assignment.lead or not assignment.responsible:
        return assignment, ""
    if rules.comma_leads and assignment.comma_lead:
        lead, rule = assignment.comma_lead, "names before the first comma lead"
    elif rules.first_leads and (len(assignment.responsible) > 1 or assignment.open_ended):
        lead, rule = assignment.responsible[:1], "first-listed is lead"
    else:
        return assignment, ""
    if _COLLECTIVE.search(lead[0]):
        return assignment, ""
    rest = tuple(name for name in assignment.responsible if name not in lead)
    return replace(assignment, lead=lead, responsible=rest), rule


def find_annotations(record: Record) -> tuple[Annotation, ...]:
    """All annotations of a document in the order of the text; on an item that is nothing but title and annotation they
    cover that item alone."""
    rows = _lines(record)
    found = [
        *_bracketed(rows),
        *_label_lines(rows),
        *_closing_labels(rows),
        *row_annotations(table_rows(record)),
        *_closing_sentences(rows),
    ]
    alone = {record.sections[position].line for position in bare_items(record)}
    placed = (replace(one, scope="item") if one.line in alone else one for one in found)
    return tuple(sorted(placed, key=lambda annotation: (annotation.start, annotation.line)))


def bare_items(record: Record) -> frozenset[int]:
    """Positions of sections that are a title with an annotation and nothing below: 1.开展培训（市甲局）."""
    parents = {section.parent for section in record.sections}
    others = {clause.section for clause in record.clauses if clause.kind is not ClauseKind.ANNOTATION}
    return frozenset(
        clause.section
        for clause in record.clauses
        if clause.section is not None and clause.section not in parents and clause.section not in others
    )


def _lines(record: Record) -> list[Paragraph]:
    rows, start = [], 0
    for number, line in enumerate(record.text.split("\n"), 1):
        if (text := line.strip()) and start + len(line) > record.body_start:
            begin = record.text.index(text, start)
            rows.append(Paragraph(text, number, begin, begin + len(text)))
        start += len(line) + 1
    return rows


def _bracketed(rows: list[Paragraph]) -> Iterator[Annotation]:
    candidates = [
        (row, start, end) for row in rows for start, end in _groups(row.text) if _is_annotation(row.text, start, end)
    ]
    bare = [row.text[start:end] for row, start, end in candidates if not _plain_spoken(row.text[start:end])]
    usual = sum("、" in text for text in bare) >= FEWEST_BARE_LISTS
    for row, start, end in candidates:
        text = row.text[start:end]
        if usual or _plain_spoken(text) or _follows_its_task(row.text, start, end):
            yield Annotation(text, row.line, row.start + start, row.start + end, _scope(row.text, start, end))


def _plain_spoken(text: str) -> bool:
    """Whether the annotation says by itself that it is one."""
    return says_role(text) or declares(text)


FEWEST_BARE_LISTS = 3
"""A bracket with nothing but names (（市税务局、甲海关）) is an annotation where the document has at least so many
lists of them; elsewhere it explains the word before it, unless it follows a whole sentence."""


def _follows_its_task(text: str, start: int, end: int) -> bool:
    """Whether a list of bodies stands after the full stop of its task and closes the paragraph: no word is left there
    that it could explain."""
    return (
        ends_sentence(text[:start].rstrip())
        and not text[end:].strip("。；;. \u3000")
        and len(read_annotation(text[start:end]).names) > 1
        and _names_bodies_only(text[start:end])
    )


def _is_annotation(text: str, start: int, end: int) -> bool:
    """An annotation closes its paragraph or its sentence; in the middle of one a bracket only explains."""
    before, after = text[:start].rstrip(), text[end:].lstrip()
    closes = not after.strip("。；;.") or ends_sentence(before) or after[0] in "（(〔[［【。；"
    return closes and is_annotation(text[start:end])


def _scope(text: str, start: int, end: int) -> str:
    heading = text[:start].strip()
    on_heading = 0 < len(heading) <= LONGEST_HEADING and not text[end:].strip() and "。" not in heading
    return "section" if on_heading and not ends_sentence(heading) else "item"


LONGEST_HEADING = 40
"""Characters of a heading that an annotation may stand on."""


def _groups(text: str) -> list[tuple[int, int]]:
    """Balanced groups, and annotations whose bracket the drafter forgot to close: those reach to the next number or
    to the end of the paragraph."""
    spans = groups(text)
    open_ended = [
        (found.start(), found.end())
        for found in _UNCLOSED.finditer(text)
        if not any(start <= found.start() < end for start, end in spans)
    ]
    kept = [span for span in spans if not any(start < span[0] < end for start, end in open_ended)]
    return sorted(kept + open_ended)


_UNCLOSED = re.compile(
    r"[（(〔\[［【](?:牵头|责任|负责|配合|主办)(?:单位|部门|处室|科室)?\s*[:：][^。]*?"
    r"(?=\s*(?:[（(]\s*(?:[一二三四五六七八九十]+|\d+)\s*[）)]|。|(?<=[）)])\s*(?:[\u4e00-\u9fff]{2,12})?\d{1,3}[.．、]|$))"
)


def _label_lines(rows: list[Paragraph]) -> Iterator[Annotation]:
    """Labels on lines of their own, successive ones together."""
    run: list[Paragraph] = []
    for row in [*rows, None]:
        if row is not None and is_label_line(row.text) and not (run and _starts_again(run, row)):
            run.append(row)
            continue
        if run:
            text = "；".join(line.text for line in run)
            yield Annotation(text, run[0].line, run[0].start, run[-1].end, form=Form.LABELS)
        run = [row] if row is not None and is_label_line(row.text) else []


def _closing_labels(rows: list[Paragraph]) -> Iterator[Annotation]:
    """Labels without brackets that close a paragraph: …提升服务水平。牵头单位：市甲局。责任单位：市乙局。"""
    for row in (row for row in rows if not is_label_line(row.text)):
        labels: list[tuple[int, int]] = []
        for start, end in reversed(sentences(row.text)):
            if not is_label_line(row.text[start:end]):
                break
            labels.append((start, end))
        if labels:
            start, end = labels[-1][0], labels[0][1]
            on_heading = "。" not in row.text[:start] and start <= LONGEST_HEADING  # 一、甲事；牵头单位：市乙局
            scope = "section" if on_heading else "item"
            yield Annotation(row.text[start:end], row.line, row.start + start, row.start + end, scope, Form.LABELS)


def _starts_again(run: list[Paragraph], row: Paragraph) -> bool:
    labels = [re.split(r"[:：]", line.text, maxsplit=1)[0] for line in run]
    return re.split(r"[:：]", row.text, maxsplit=1)[0] in labels


_CLOSING_SENTENCE = re.compile(
    r"(?:由)?(?P<first>[^，,。；;]{2,60}?)(?:牵头(?:负责|组织实施|落实)?|按(?:照)?(?:各自)?职责(?:分工)?(?:负责|落实))"
    r"(?P<others>(?:[，,；;][^，,。；;]{2,60}?(?:按(?:照)?职责(?:分工)?)?(?:配合|参与|协同|协助|负责|落实))*)。?"
)
"""An assignment without brackets, the last sentence of its item: 市甲局牵头负责，市各有关部门配合。"""

_ONLY_BODY = re.compile(
    r"[\u4e00-\u9fff（）()、]{1,24}(?:厅|局|委|办|部|署|政府|部门|单位|公司|中心|银行|委员会|办公室|管委会|小组)"
)


def _closing_sentences(rows: list[Paragraph]) -> Iterator[Annotation]:
    for row in rows:
        spans = sentences(row.text)
        if not spans:
            continue
        start, end = spans[-1]
        text = row.text[start:end]
        found = _CLOSING_SENTENCE.fullmatch(text)
        if found and ("牵头" not in text or found["others"]) and _names_bodies_only(text):
            yield Annotation(text, row.line, row.start + start, row.start + end)


def _names_bodies_only(text: str) -> bool:
    names = read_annotation(text).names
    return bool(names) and all(_ONLY_BODY.fullmatch(name.removeprefix("由")) for name in names)
