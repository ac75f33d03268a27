"""Downloads hold what the page lists, and nothing that was filtered away."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from urllib.parse import unquote

import docx
import openpyxl
import pytest
from flask.testing import FlaskClient

from tests.web.duties import MARKET, duty_app
from tests.web.pages import visitor

LEDGER = f"/departments/{MARKET}"


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return duty_app().test_client()


def download(client: FlaskClient, page: str, suffix: str) -> tuple[str, bytes]:
    """Name and content of the file behind the page's one link to this kind of file."""
    (link,) = visitor(client)(page).tree.xpath(f"//*[@class='downloads']/a[contains(@href, '.{suffix}?')]")
    response = client.get(link.get("href"))
    assert response.status_code == 200
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    return unquote(response.headers["Content-Disposition"]), response.data


@pytest.mark.parametrize("suffix", ["xlsx", "docx", "csv", "json", "md"])
@pytest.mark.parametrize("page", [LEDGER, "/documents/plan/duties"])
def test_every_format_is_one_click_away_under_a_name_that_says_what_it_is(
    client: FlaskClient, page: str, suffix: str
) -> None:
    disposition, content = download(client, page, suffix)
    assert disposition.startswith("attachment")
    assert disposition.endswith(f"任务分工表.{suffix}")
    assert content


def text_of_workbook(content: bytes) -> str:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return "\n".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value)


def text_of_word(content: bytes) -> str:
    found = docx.Document(io.BytesIO(content))
    return "\n".join(cell.text for table in found.tables for row in table.rows for cell in row.cells)


@pytest.mark.parametrize(
    ("suffix", "read"),
    [
        ("xlsx", text_of_workbook),
        ("docx", text_of_word),
        ("csv", lambda content: content.decode("utf-8-sig")),
        ("json", lambda content: content.decode("utf-8")),
        ("md", lambda content: content.decode("utf-8")),
    ],
)
def test_the_file_holds_the_rows_of_the_page_and_only_those(
    client: FlaskClient, suffix: str, read: Callable[[bytes], str]
) -> None:
    everything = read(download(client, LEDGER, suffix)[1])
    for words in ("编写办事手册", "三年以上的档案", "每季度抽查", "程序建议", "上文规定"):
        assert words in everything
    filtered = read(download(client, f"{LEDGER}?basis=inherited&text=手册", suffix)[1])
    assert "编写办事手册" in filtered
    for words in ("三年以上的档案", "每季度抽查", "宣讲队"):
        assert words not in filtered


def read_rows(suffix: str, content: bytes) -> list[tuple[str, str]]:
    """Task and role of every row of a file that has a row for each duty."""
    if suffix == "json":
        return [(row["task"], row["role_label"]) for row in json.loads(content)]
    if suffix == "csv":
        return [(row["任务内容"], row["角色"]) for row in csv.DictReader(io.StringIO(content.decode("utf-8-sig")))]
    if suffix == "md":
        tables = [line.split(" | ") for line in content.decode().splitlines() if line.startswith("| ")]
    else:
        book = openpyxl.load_workbook(io.BytesIO(content))
        tables = [[str(cell or "") for cell in row] for sheet in book for row in sheet.iter_rows(values_only=True)]
    found, columns = [], None
    for row in tables:
        if "任务内容" in row:
            columns = row.index("任务内容"), row.index("角色")
        elif columns and row[0].strip("| ").isdigit():
            found.append((row[columns[0]], row[columns[1]]))
    return found


@pytest.mark.parametrize("suffix", ["xlsx", "csv", "json", "md"])
@pytest.mark.parametrize(
    "filters", ["", "?role=cooperating&role=lead", "?deadline=1", "?document=plan&basis=suggested", "?sort=deadline"]
)
def test_a_file_has_a_row_for_every_row_of_the_page(client: FlaskClient, suffix: str, filters: str) -> None:
    page = visitor(client)(LEDGER + filters)
    listed = [
        (row.find_class("task")[0].text_content(), row.xpath("string(td[1])")) for row in page.tree.xpath("//tbody/tr")
    ]
    assert listed
    assert sorted(read_rows(suffix, download(client, LEDGER + filters, suffix)[1])) == sorted(listed)


def test_a_word_file_has_a_line_for_every_task_of_the_page(client: FlaskClient) -> None:
    (table, *more) = docx.Document(io.BytesIO(download(client, LEDGER, "docx")[1])).tables
    lines = [row.cells[2].text for part in (table, *more) for row in part.rows if row.cells[0].text.isdigit()]
    assert sorted(lines) == sorted({*visitor(client)(LEDGER).texts("task")})


def test_the_links_in_a_file_lead_to_this_site(client: FlaskClient) -> None:
    content = download(client, LEDGER, "json")[1].decode()
    assert "http://localhost/clauses/plan:" in content
    json.loads(content)


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/exports/duties.xlsx", 400, "请指明要下载哪个部门或哪份文件的职责"),
        ("/exports/duties.exe?document=plan", 404, "没有这个页面"),
        ("/exports/duties.xlsx?document=nowhere", 404, "没有这份文件"),
        ("/exports/duties.xlsx?department=nowhere", 404, "没有这个部门"),
    ],
)
def test_what_cannot_be_downloaded_is_said_on_a_page(
    client: FlaskClient, address: str, status: int, words: str
) -> None:
    page = visitor(client)(address)
    assert page.status == status
    assert words in page.text
