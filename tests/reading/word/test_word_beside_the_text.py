"""What stands beside the running text of a Word file has its place or is reported: notes, boxes, pictures, comments."""

from __future__ import annotations

from tests.reading.word.asking import lines, notes
from tests.reading.word.making import NAMESPACES, p, r

FOOTNOTES = f"""<w:footnotes {NAMESPACES}><w:footnote w:type="separator" w:id="-1">{p()}</w:footnote>
<w:footnote w:id="2">{p("<w:r><w:footnoteRef/></w:r>" + r(" 指市本级。"))}</w:footnote>
<w:footnote w:id="3">{p("第一段。")}{p("第二段。")}</w:footnote>
<w:footnote w:id="9">{p("无人引用")}</w:footnote></w:footnotes>"""


def reference(number: int, kind: str = "footnote") -> str:
    return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'


def test_footnotes_stand_at_the_end_with_the_label_of_their_place() -> None:
    body = p(r("甲") + reference(2) + r("乙")) + p(r("丙") + reference(3) + reference(8)) + p("末")
    expected = ["甲[注1]乙", "丙[注2]", "末", "[注1]指市本级。", "[注2]第一段。", "第二段。"]
    assert lines(body, {"footnotes": FOOTNOTES}) == expected


def test_endnotes_have_labels_of_their_own() -> None:
    endnotes = FOOTNOTES.replace("footnote", "endnote")
    body = p(r("甲") + reference(2, "endnote"))
    assert lines(body, {"endnotes": endnotes}) == ["甲[尾注1]", "[尾注1]指市本级。"]


def box(content: str) -> str:
    inside = f"<w:txbxContent>{content}</w:txbxContent>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{inside}</wps:txbx></w:drawing>'
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{inside}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    body = p(r("前") + box(p("框一") + p("框二")) + r("后")) + p("末")
    assert lines(body) == ["前后", "框一", "框二", "末"]
    assert "1 个文本框" in notes(body)


def test_a_text_box_in_a_text_box_is_read_once() -> None:
    body = p(box(p(r("外") + box(p("内")))))
    assert sorted(lines(body)) == ["内", "外"]


def test_an_old_text_box_is_read_too() -> None:
    body = p(f"<w:r><w:pict><v:textbox><w:txbxContent>{p('框')}</w:txbxContent></v:textbox></w:pict></w:r>")
    assert lines(body) == ["框"]


def test_what_has_no_text_is_counted() -> None:
    body = p(
        "<w:r><w:drawing><a:blip/></w:drawing></w:r><w:r><w:pict><v:imagedata/></w:pict></w:r>"
        "<w:r><w:drawing><c:chart/></w:drawing></w:r><w:r><w:object/></w:r>"
        '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>' + r("甲")
    ) + "<w:altChunk/>"  # fmt: skip
    assert lines(body) == ["甲"]
    told = notes(body)
    assert "2 幅图片" in told
    assert "3 个嵌入对象" in told
    assert "1 个特殊符号" in told


def test_comments_headers_and_footers_are_reported() -> None:
    parts = {
        "comments": f"<w:comments {NAMESPACES}><w:comment>{p('再议')}</w:comment></w:comments>",
        "header1": f"<w:hdr {NAMESPACES}>{p('内部文件')}</w:hdr>",
        "header2": f"<w:hdr {NAMESPACES}>{p('内部文件')}</w:hdr>",
        "footer1": f"<w:ftr {NAMESPACES}>{p('— 1 —')}</w:ftr>",
    }
    assert lines(p("甲"), parts) == ["甲"]
    told = notes(p("甲"), parts)
    assert "1 条批注" in told
    assert "页眉、页脚的文字共 7 字未收入，开头为“内部文件 — 1 —”" in told
