"""A document of several pages for the tests, and the ways in which it may be set."""

from __future__ import annotations

from tests.reading.pdf.making import Sheet

LONG = (
    "为进一步加强河道管理，保障行洪安全，根据《河道管理条例》（2018年修订）等规定，结合我市实际，"
    "坚持“统一领导、分级负责”，用3年左右时间，推动全市128条河道水质达到III类以上，岸线整洁率不低于95%。"
)
TITLES = ("加强巡查", "清理淤积", "整治岸线", "严格审批", "落实经费", "明确责任", "强化监督", "广泛宣传")
TASK = "各县区要每月巡查河道一次，发现坑洼、塌方、淤积等情况，应当在24小时内报告市水利局，并采取Emergency Plan等措施"
ITEMS = [
    f"（{number}）{title}。{TASK}{'，确保安全' * length}。"
    for length, (number, title) in enumerate(zip("一二三四五六七八", TITLES, strict=True))
]
DOCUMENT = [
    "^关于加强河道管理的实施意见",
    "^（试行）",
    "|各县区人民政府，市政府各部门：",
    LONG,
    "一、总体要求",
    *ITEMS,
    "二、保障措施",
    *ITEMS,
    "附件：任务分工表",
    ">甲市人民政府",
    ">2024年5月6日",
]


def plain(paragraphs: list[str]) -> list[str]:
    return [paragraph.lstrip("^>|") for paragraph in paragraphs]


SHEETS = {
    "GB/T 9704": Sheet(),
    "justified": Sheet(justify=True),
    "small type, many lines": Sheet(size=10.5, columns=40, lines=38, leading=16),
    "paragraphs with gaps and no indentation": Sheet(indent=0, gap=10, lines=18),
    "indentation of four": Sheet(indent=4),
    "wide leading": Sheet(leading=36, lines=17),
    "page numbers like 第1页": Sheet(number="第{}页"),
    "bare page numbers": Sheet(number="{}"),
    "page numbers with the total": Sheet(number="{}/9"),
    "running head": Sheet(head=lambda _: "甲市人民政府公报 2024年第3期"),
    "heads of left and right pages": Sheet(head=lambda page: "甲市公报" if page % 2 else "规范性文件汇编"),
    "the page number in the head": Sheet(number="", head=lambda page: f"甲市公报 2024年第3期 {page}"),
}
