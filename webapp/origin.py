"""Whether a request that changes something comes from one of our own pages.

There is no login and no cookie here, so there is no session to which a token could belong; but a page elsewhere could
still make the browser of somebody in the office post a decision. Browsers say where a request comes from, and pages
cannot forge it (OWASP, Cross-Site Request Forgery Prevention: Fetch Metadata, Verifying Origin; W3C Fetch Metadata
Request Headers). ``Sec-Fetch-Site`` is sent to https and localhost only, so on a plain office network ``Origin``
decides, and ``Referer`` where both are missing. What names no origin at all is refused as well.

All that compares a page with the name it was asked for under. A page elsewhere can let its own name lead to this
machine (DNS rebinding) and is then of the same origin; so decisions are taken only under names that nobody else can
have given out: IP addresses, this machine's own name, and those that the administrator lists.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Collection
from typing import cast
from urllib.parse import urlsplit

from flask import Flask, current_app
from werkzeug.wrappers import Request

_EXTENSION = "policykb-hosts"


def init_app(app: Flask, hosts: Collection[str]) -> None:
    """``hosts`` are names, without port, under which decisions are taken as well."""
    own = {"localhost", socket.gethostname()}
    app.extensions[_EXTENSION] = frozenset(_plain(host) for host in own | set(hosts))


def is_trusted(host: str) -> bool:
    """Whether ``host`` (as in an address, with or without port) is a name that no other site can have given us."""
    try:
        name = urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return False
    return _is_address(name) or _plain(name) in cast(frozenset[str], current_app.extensions[_EXTENSION])


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _plain(name: str) -> str:
    return name.lower().rstrip(".")


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
