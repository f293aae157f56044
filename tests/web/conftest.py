"""The app in a process of its own, and a real browser."""

from __future__ import annotations

import shutil

import pytest
from web_support import running_app

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture(scope="module")
def address(library):
    with running_app(library) as found:
        yield found


@pytest.fixture(scope="module")
def browser():
    if CHROMIUM is None:
        pytest.skip("no Chromium here: install Debian's package chromium to run the browser tests")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield browser
        browser.close()


@pytest.fixture(params=[(1280, 860), (390, 844)], ids=["desktop", "phone"])
def page(request, browser, address):
    width, height = request.param
    context = browser.new_context(viewport={"width": width, "height": height})
    page = context.new_page()
    page.requested = []
    page.failures = []
    page.on("request", lambda sent: page.requested.append(sent.url))
    page.on("pageerror", lambda error: page.failures.append(str(error)))
    page.goto(address)
    page.wait_for_selector("#question textarea")
    yield page
    context.close()
