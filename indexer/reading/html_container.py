"""Where the text of a web page is, and what stands around it."""

from __future__ import annotations

from lxml import etree

from indexer.reading.html_lines import CONTROLS, UNSEEN, is_hidden

# Ids and classes that publishing systems put around the text of an article, the surest first; all lower case.
# gov.cn: ucap-content, pages_content; TRS: trs_editor and kin; 大汉 jcms: zoom; 博达: vsb_content; WeChat: js_content.
PUBLISHING_IDS = ("ucap-content", "zoom", "zoomcon", "vsb_content", "vsb_content_2", "vsb_content_4", "js_content")
PUBLISHING_CLASSES = (
    "pages_content",
    "trs_editor",
    "trs_editor_view",
    "trs_ueditor",
    "trs_paper_default",
    "v_news_content",
)
PUBLISHING_SHARE = 0.15
"""Least share of the page's running text: some pages give the same names to a control (字号：大 中 小)."""

# Names that anybody may give to anything: believed only where most of the page's running text is inside.
GENERAL_NAMES = (
    "article-content",
    "article_content",
    "articlecontent",
    "article-body",
    "news_content",
    "newscontent",
    "content_main",
    "main-content",
    "maintext",
    "article",
    "content",
    "main",
)
GENERAL_SHARE = 0.5
"""The same for general names."""

FURNITURE_TAGS = frozenset(("nav", "footer", "aside"))
FURNITURE_ROLES = frozenset(("navigation", "banner", "contentinfo", "complementary", "search"))
# fmt: off
FURNITURE_NAMES = frozenset((
    "nav", "navbar", "navigation", "topnav", "menu", "breadcrumb", "breadcrumbs", "crumb", "crumbs",
    "bread-crumb", "share", "sharebox", "share-box", "bdsharebuttonbox", "social-share", "sidebar",
    "side-bar", "footer", "foot", "copyright", "copy-right", "toolbar", "pagination", "qrcode",
    "qr_container", "pagebreak", "printbox",
))
# fmt: on
FURNITURE_SHARE = 0.3
"""A thing named like furniture that holds more of the page's running text than this is not furniture."""


def find(body: etree._Element) -> list[etree._Element]:
    """The elements that hold the text, in document order, none inside another; empty where none is recognised."""
    names = _elements_by_name(body)
    tags = [[element] for element in body.iter("article", "main") if not is_hidden(element)]
    publishing = [names.get(name, []) for name in PUBLISHING_IDS + PUBLISHING_CLASSES]
    general = tags + [names.get(name, []) for name in GENERAL_NAMES]
    whole = _running_text(body)
    for candidates, share in ((publishing, PUBLISHING_SHARE), (general, GENERAL_SHARE)):
        for elements in candidates:
            found = _outermost(elements)
            if sum(map(_running_text, found)) >= max(1, share * whole):
                return found
    return []


def furniture(body: etree._Element) -> set[etree._Element]:
    """Navigation, site header and footer, share buttons and the like."""
    limit = FURNITURE_SHARE * _running_text(body)
    return {
        element
        for element in body.iter(etree.Element)
        if element.tag in FURNITURE_TAGS
        or element.get("role") in FURNITURE_ROLES
        or _is_site_header(element)
        or (not FURNITURE_NAMES.isdisjoint(_names(element)) and _running_text(element) <= limit)
    }


def _is_site_header(element: etree._Element) -> bool:
    """A ``<header>`` of the page; that of an article holds its title."""
    return element.tag == "header" and not any(above.tag in ("article", "main") for above in element.iterancestors())


def _names(element: etree._Element) -> set[str]:
    return {(element.get("id") or "").strip().lower(), *(element.get("class") or "").lower().split()} - {""}


def _elements_by_name(body: etree._Element) -> dict[str, list[etree._Element]]:
    found: dict[str, list[etree._Element]] = {}
    walker = etree.iterwalk(body, events=("start",))
    for _, element in walker:
        if is_hidden(element):
            walker.skip_subtree()
        else:
            for name in _names(element):
                found.setdefault(name, []).append(element)
    return found


def _outermost(elements: list[etree._Element]) -> list[etree._Element]:
    chosen = set(elements)
    return [element for element in elements if chosen.isdisjoint(element.iterancestors())]


def _running_text(root: etree._Element) -> int:
    """Number of visible non-blank characters under ``root`` that are neither link nor furniture."""
    count = 0
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        if event == "end":
            count += _solid(element.tail) if element is not root else 0
        elif element.tag in _NO_RUNNING_TEXT or is_hidden(element):
            walker.skip_subtree()
        else:
            count += _solid(element.text)
    return count


_NO_RUNNING_TEXT = UNSEEN | CONTROLS | FURNITURE_TAGS | {"a"}


def _solid(text: str | None) -> int:
    return len("".join(text.split())) if text else 0
