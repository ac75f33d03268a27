"""The security headers of every answer.

Nothing is loaded from elsewhere and nothing runs or styles from inside a page. ``data:`` is not allowed for images
either: the few Bootstrap rules that embed SVG pictures (select, check box, accordion, toggler, close button) are
not used.

NUL, which an address or a form can hold, is no character of HTML (WHATWG HTML, 13.2.5): browsers drop it or replace it,
depending on the place. Pages show U+FFFD instead.
"""

from __future__ import annotations

from flask import Flask, Response

from indexer.exports.characters import ILLEGIBLE

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def init_app(app: Flask) -> None:
    app.after_request(_secured)


def _secured(response: Response) -> Response:
    response.headers.update(HEADERS)
    if response.mimetype == "text/html" and b"\0" in response.get_data():
        response.set_data(response.get_data().replace(b"\0", ILLEGIBLE.encode()))
    if "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = "no-cache"
    return response
