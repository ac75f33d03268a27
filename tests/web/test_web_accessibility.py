"""Pages that everyone can use: named, ordered, reachable by keyboard, legible."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

import webapp
from tests.web.pages import Page, Visit
from tests.web.test_web_security import EVERY_KIND_OF_PAGE

STATIC = Path(webapp.__file__).parent / "static"


@pytest.fixture(params=EVERY_KIND_OF_PAGE)
def page(request: pytest.FixtureRequest, visit: Visit) -> Page:
    return visit(request.param)


def test_the_language_the_title_and_the_landmarks_are_there(page: Page) -> None:
    assert page.tree.get("lang") == "zh-CN"
    assert page.tree.findtext(".//title").strip().endswith("- 政策条款库")
    assert not page.tree.findtext(".//title").startswith(" ")
    assert len(page.tree.xpath("//main")) == len(page.tree.xpath("//body/header")) == 1
    assert len(page.tree.xpath("//body/footer")) == 1
    assert page.tree.xpath("//body/*")[0].get("href") == "#main"


def test_ids_are_unique_and_labels_point_to_something(page: Page) -> None:
    anchors = page.anchors()
    assert len(anchors) == len(set(anchors))
    for attribute in ("for", "aria-labelledby", "aria-describedby"):
        for value in page.tree.xpath(f"//@{attribute}"):
            assert set(value.split()) <= set(anchors), value


def test_every_field_and_every_link_has_a_name(page: Page) -> None:
    labelled = set(page.tree.xpath("//label/@for"))
    for field in page.tree.xpath("//input[not(@type='hidden')] | //textarea | //select"):
        assert field.get("id") in labelled
    for link in page.tree.xpath("//a | //button | //summary"):
        assert link.text_content().strip() or link.get("aria-label"), link.get("href")


def test_names_stand_only_where_they_are_read_out(page: Page) -> None:
    """Paragraphs and plain spans and divisions cannot be named (WAI-ARIA 1.2, 5.2.8.6)."""
    unnamed = page.tree.xpath("//*[self::p or self::span or self::div][not(@role)][@aria-label or @aria-labelledby]")
    assert [element.get("class") for element in unnamed] == []


def test_one_main_heading_and_no_level_skipped(page: Page) -> None:
    levels = [int(heading.tag[1]) for heading in page.tree.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels.count(1) == 1
    assert levels[0] == 1
    paper = page.tree.find_class("paper")
    if not paper:  # inside a document its own outline decides
        assert all(after <= before + 1 for before, after in pairwise(levels)), levels


def test_navigations_of_one_page_have_names_of_their_own(page: Page) -> None:
    names = [nav.get("aria-label") or nav.get("aria-labelledby") for nav in page.tree.iter("nav")]
    assert all(names)
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("address", "current"), [("/", "检索"), ("/documents", "文件"), ("/departments", "部门"), ("/help", "帮助")]
)
def test_the_main_navigation_says_where_one_is(visit: Visit, address: str, current: str) -> None:
    (link,) = visit(address).tree.xpath("//nav[@aria-label='主导航']/a[@aria-current='page']")
    assert link.text == current


def palette() -> dict[str, str]:
    root = re.search(r":root \{(.*?)\}", (STATIC / "base.css").read_text("utf-8"), re.S)
    assert root
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", root[1]))


def contrast(first: str, second: str) -> float:
    """Contrast of two colours by WCAG 2.2, 1.4.3."""

    def luminance(colour: str) -> float:
        channels = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("ink", ["ink", "ink-soft", "ink-faint", "link", "link-visited", "accent"])
@pytest.mark.parametrize("ground", ["page", "paper"])
def test_every_ink_can_be_read_on_every_ground(ink: str, ground: str) -> None:
    assert contrast(palette()[ink], palette()[ground]) >= 4.5


@pytest.mark.parametrize("ground", ["mark", "warning", "error"])
def test_text_and_links_can_be_read_on_marks_and_notices(ground: str) -> None:
    assert contrast(palette()["ink"], palette()[ground]) >= 4.5
    assert contrast(palette()["link"], palette()[ground]) >= 4.5
