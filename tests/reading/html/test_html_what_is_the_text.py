"""The text of a web page is found among what stands around it, and what is left out is told."""

from __future__ import annotations

import pytest

from tests.reading.html.asking import notes, page

NAVIGATION = "<div class='nav'><a href=/>首页</a><a href=/x>政务公开</a></div>"


@pytest.mark.parametrize(
    "container",
    [
        "<td id='UCAP-CONTENT'>{}</td>",
        "<div class='TRS_Editor'>{}</div>",
        "<div class='view TRS_UEDITOR trs_paper_default'>{}</div>",
        "<div id=zoom>{}</div>",
        "<div id=Zoom>{}</div>",
        "<div class=pages_content>{}</div>",
        "<article>{}</article>",
        "<main>{}</main>",
        "<div class='article-content'>{}</div>",
    ],
)
def test_the_text_is_found_in_well_known_containers(container: str) -> None:
    text = "<p>一、总则。各单位要加强管理，确保安全。</p><p>二、附则。自印发之日起施行。</p>"
    source = page(f"{NAVIGATION}{container.format(text)}<div>版权所有</div>")
    assert source.text == "一、总则。各单位要加强管理，确保安全。\n二、附则。自印发之日起施行。"
    assert "共 10 字未收入，开头为“首页政务公开 版权所有”" in notes(source)
    assert "未能识别" not in notes(source)


def test_a_text_in_several_parts_of_one_container_class_is_whole() -> None:
    source = page("<div class=TRS_Editor><p>第一部分</p></div><i>夹</i><div class=TRS_Editor><p>第二部分</p></div>")
    assert source.text == "第一部分\n第二部分"
    assert "“夹”" in notes(source)


def test_a_container_inside_its_like_is_not_read_twice() -> None:
    assert page("<div class=TRS_Editor>甲<div class=TRS_Editor>乙</div>丙</div>").text == "甲\n乙\n丙"


def test_a_control_named_like_a_container_does_not_hide_the_text() -> None:
    text = "<p>各单位要加强管理，确保安全，重大情况及时报告。</p>" * 5
    source = page(f"<span id=zoom>大 中 小</span><div class=wen>{text}</div>")
    assert source.text.count("确保安全") == 5


def test_a_page_without_known_container_is_kept_whole_without_its_furniture() -> None:
    source = page(
        "<header>某某市人民政府网</header><nav><a>首页</a></nav><div><p>正文第一段。</p><p>正文第二段。</p></div>"
        "<div class='share'>分享到</div><button>打印</button><footer>版权所有 备案号</footer>"
    )
    assert source.text == "正文第一段。\n正文第二段。"
    assert "未能识别网页的正文区域" in notes(source)
    assert "共 22 字未收入，开头为“某某市人民政府网 首页 分享到 打印 版权所有 备案号”" in notes(source)


def test_the_heading_of_an_article_is_no_site_header() -> None:
    assert page("<article><header><h1>标题</h1></header><p>正文</p></article>").text == "标题\n正文"


def test_a_large_block_is_kept_whatever_its_name() -> None:
    text = "<p>各单位要加强管理，确保安全。</p>" * 9
    assert page(f"<div class='menu'>{text}</div>").text.count("确保安全") == 9


def test_what_the_page_hides_is_left_out_and_reported() -> None:
    source = page(
        "<p>甲</p><p style='DISPLAY : none'>乙乙</p><p hidden>丙</p><p style='visibility:hidden'>丁</p>戊"
        "<table><tr><td>1</td><td>2</td></tr><tr style='display:none'><td>3</td><td>4</td></tr></table>"
    )
    assert source.text == "甲\n戊\n1\t2"
    assert "网页上不显示的文字共 6 字未收入，开头为“乙乙 丙 丁 3 4”" in notes(source)


def test_images_are_counted() -> None:
    source = page(f"<div class=TRS_Editor><p>甲</p><img src=a.png><p><img src=b.png></p></div>{NAVIGATION}<img src=c>")
    assert "2 幅图片" in notes(source)


def test_a_page_of_which_nothing_is_left_out_has_no_notes() -> None:
    assert page("<div class=TRS_Editor><p>甲</p></div>").notes == ()
