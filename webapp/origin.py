"""Whether a request that changes something comes from one of our own pages.

There is no login and no cookie here, so there is no session to which a token could belong; but a page elsewhere could
still make the browser of somebody in the office post a decision. Browsers say where a request comes from, and pages
cannot forge it (OWASP, Cross-Site Request Forgery Prevention: Fetch Metadata, Verifying Origin; W3C Fetch Metadata
Request Headers). ``Sec-Fetch-Site`` is sent to https and localhost only, so on a plain office network ``Origin``
decides, and ``Referer`` where both are missing. What names no origin at all is refused as well.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from werkzeug.wrappers import Request


def is_own(request: Request) -> bool:
    """Whether a page of this very site (scheme aside, which a proxy may change) sent the request."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    named = request.headers.get("Origin") or request.headers.get("Referer") or ""
    try:
        host = urlsplit(named).netloc
    except ValueError:
        return False
    return bool(host) and host.lower() == request.host.lower()
