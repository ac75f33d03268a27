"""Downloads: what a ledger or the duties of a document list, as files that offices use."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlencode

from flask import Blueprint, Flask, abort, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from indexer.duties.ledger import BASIS_NAMES, ROLE_NAMES
from indexer.exports import FORMATS, ExportOptions, Format, export
from indexer.quoting import quoted
from webapp import ledger_form
from webapp.duty_book import duty_book
from webapp.ledger_form import LedgerForm
from webapp.service import engine

blueprint = Blueprint("exports", __name__)


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(EXPORT_FORMATS=FORMATS, export_url=export_url)


def export_url(format: Format, department: str, arguments: Sequence[tuple[str, str]]) -> str:
    """The address of a file with the duties of a department (empty for all) under these filters."""
    wanted = [("department", department), *arguments] if department else list(arguments)
    return f"{url_for('exports.duties', suffix=format.suffix.removeprefix('.'))}?{urlencode(wanted, safe=':')}"


@blueprint.get("/exports/duties.<suffix>")
def duties(suffix: str) -> Response | tuple[str, int]:
    """The duties of a department or a document, with the filters of a ledger page. 400 when neither is named."""
    format = next((format for format in FORMATS.values() if format.suffix == f".{suffix}"), None)
    if format is None:
        abort(404)
    form = ledger_form.parse(request.args.get("department", ""), request.args)
    if not (form.department or form.document):
        return render_template("errors/nothing_named.html"), 400
    with engine() as searching:
        in_service = duty_book(searching)
        department = in_service.department(form.department) if form.department else None
        if form.department and department is None:
            return render_template("errors/no_department.html", key=form.department), 404
        document = next((one for one in searching.documents() if one.id == form.document), None)
        if form.document and document is None:
            return render_template("errors/no_document.html", document=form.document), 404
        rows = in_service.book.rows(form.query)
    subject = department.name if department else document.title if document else ""
    named = [f"文件《{document.title}》"] if document else []
    options = ExportOptions(
        generated=datetime.now().astimezone().date(),
        title=" ".join(f"{subject}任务分工表".split()),
        scope="；".join([*named, *_scope(form)]),
        base_url=request.url_root.rstrip("/"),
    )
    return send_file(
        io.BytesIO(export(rows, format.name, options)),
        mimetype=format.media_type,
        as_attachment=True,
        download_name=f"{options.title}{format.suffix}",
    )


def _scope(form: LedgerForm) -> list[str]:
    """The filters in words."""
    found: list[str] = []
    if form.roles:
        found.append("角色：" + "、".join(words for role, words in ROLE_NAMES.items() if role in form.roles))
    if form.bases:
        found.append("依据：" + "、".join(words for basis, words in BASIS_NAMES.items() if basis in form.bases))
    if form.objected:
        found.append("只列有异议的")
    if form.hidden:
        found.append("连同已否定、已更改的建议")
    if form.with_deadline:
        found.append("只列写明时限的")
    if form.text:
        found.append(f"含{quoted(form.text)}")
    return found
