"""A PDF file is opened and closed again, in several threads at once, or refused with what to do."""

from __future__ import annotations

import threading
from pathlib import Path

import pypdfium2
import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from indexer.errors import ReadingError
from indexer.reading import pdf, read
from tests.reading.pdf.asking import lines, refusal, source
from tests.reading.pdf.documents import DOCUMENT, ITEMS, plain
from tests.reading.pdf.making import drawn, picture, typeset


def test_the_title_among_the_properties_is_a_fact_of_lower_rank() -> None:
    def page(canvas: Canvas) -> None:
        canvas.setTitle("河道管理 办法")
        canvas.drawString(79, 700, "正文")

    assert dict(source(drawn(page)).facts) == {"page_title": "河道管理 办法"}


@pytest.mark.parametrize("strength", [40, 128])
def test_an_encrypted_file_is_refused_with_what_to_do(strength: int) -> None:
    reason = refusal(typeset(["正文"], encrypt=StandardEncryption("secret", "owner", strength=strength)))
    assert "加密" in reason
    assert "解除密码" in reason


def test_a_file_that_anybody_may_open_is_read_though_it_forbids_changes() -> None:
    data = typeset(["正文"], encrypt=StandardEncryption("", "owner", canModify=0, canCopy=0, strength=128))
    assert lines(data) == ["正文"]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"%PDF-1.7\nnothing of the kind", "已损坏"),
        (b"just text", "不是 PDF"),
        (b"PK\x03\x04", "Office"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧版 Office"),
        (typeset(["正文"])[:300], "已损坏"),
    ],
)
def test_what_is_no_pdf_or_damaged_is_told(data: bytes, told: str) -> None:
    assert told in refusal(data)


def test_a_file_cut_off_at_the_end_is_read_or_refused_but_never_wrong() -> None:
    whole = typeset(DOCUMENT, pageCompression=0)
    for kept in range(2000, len(whole), len(whole) // 12):
        try:
            text = source(whole[:kept]).text
        except ReadingError:
            continue
        assert "".join(text.split()) in "".join("".join(plain(DOCUMENT)).split())


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MAX_PAGES", 3)
    assert "上限为 3 页" in refusal(typeset(DOCUMENT))


def test_several_threads_read_at_once(tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.pdf" for number in range(4)]
    for number, path in enumerate(paths):
        path.write_bytes(typeset([f"第{number}份", *ITEMS]))
    found: dict[int, list[str]] = {}

    def work(number: int) -> None:
        for _ in range(3):
            found[number] = read(paths[number], max_bytes=10**7).text.split("\n")

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {number: [f"第{number}份", *ITEMS] for number in range(4)}


def test_everything_opened_is_closed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[pypdfium2.PdfDocument] = []

    class Watched(pypdfium2.PdfDocument):  # type: ignore[misc]
        def __init__(self, data: bytes) -> None:
            super().__init__(data)
            opened.append(self)

    monkeypatch.setattr(pypdfium2, "PdfDocument", Watched)
    source(typeset(["正文"]))
    refusal(drawn(picture))
    assert len(opened) == 2
    assert all(document.raw is None for document in opened)
