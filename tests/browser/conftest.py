"""Fixtures of the browser tests: the real index of ``corpus/``, the real server, one headless Chromium for all.

Where no browser is installed the tests skip; with POLICYKB_REQUIRE_BROWSER=1 in the environment they fail instead.
"""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, sync_playwright

from indexer.build import build
from indexer.cli.listening import listen as serve
from indexer.engine.opening import engine_provider
from webapp import create_app

CORPUS = Path(__file__).parents[2] / "corpus"
NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESKTOP = (1280, 900)
PHONE = (360, 740)


@pytest.fixture(scope="session")
def executable() -> str:
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        reason = f"no browser is installed (looked for {', '.join(NAMES)})"
        if os.environ.get("POLICYKB_REQUIRE_BROWSER") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    return found


@pytest.fixture(scope="session")
def browser(executable: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def base_url(executable: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:  # noqa: ARG001 (skips first)
    """Where the server answers, over a fresh index of the shipped corpus."""
    index = tmp_path_factory.mktemp("index")
    build(CORPUS, index, max_bytes=10_000_000)
    provider = engine_provider(index, corpus=CORPUS)
    # A copy: decisions made in a test must not lie beside the shipped documents.
    folder = tmp_path_factory.mktemp("corpus") / "corpus"
    shutil.copytree(CORPUS, folder)
    server = serve(create_app(provider, corpus=folder), "127.0.0.1", 0)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    thread.join(timeout=5)
    server.task_dispatcher.shutdown()
    provider.close()


@pytest.fixture
def context(browser: Browser, base_url: str) -> Iterator[BrowserContext]:
    context = browser.new_context(
        base_url=base_url, viewport={"width": DESKTOP[0], "height": DESKTOP[1]}, locale="zh-CN"
    )
    context.set_default_timeout(5000)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page whose every complaint fails the test: console errors and warnings, script errors, refused content."""
    page = context.new_page()
    complaints: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        # Chromium reports the status of a page it loads as asked (404, 400, 503) as an error too.
        loaded = message.text.startswith("Failed to load resource") and message.location.get("url") == page.url
        if message.type in ("error", "warning") and not loaded:
            complaints.append(f"{message.type}: {message.text}")

    def refuse(request: Request) -> None:
        # A page left before all of it has arrived aborts the rest.
        if request.failure != "net::ERR_ABORTED":
            complaints.append(f"request: {request.url} {request.failure}")

    page.on("console", listen)
    page.on("pageerror", lambda error: complaints.append(f"script: {error}"))
    page.on("requestfailed", refuse)
    page.add_init_script(
        "addEventListener('securitypolicyviolation', e => console.error('policy', e.violatedDirective, e.blockedURI))"
    )
    yield page
    assert complaints == []


@pytest.fixture
def phone(page: Page) -> Page:
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    return page
