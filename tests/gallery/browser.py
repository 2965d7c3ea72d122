"""Chromium, where it is: the tests of layout and the pictures of the gallery look at pages through it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

PATH = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)

# The suggestions below the field for addresses are a page of their own, started anew with every page that is opened or
# led to: more work than most pages of ours. Only the last such switch counts: the rest is what Playwright turns off.
WITHOUT = (
    "WebUIOmniboxPopup,WebUIOmniboxAimPopup,"
    "AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,HttpsFirstBalancedModeAutoEnable,HttpsUpgrades,"
    "LensOverlay,MediaRouter,NetworkTimeServiceQuerying,OptimizationHints,PaintHolding,PreconnectToSearch,"
    "ThirdPartyStoragePartitioning"
)


class Missing(Exception):
    """There is no browser here; the message says what is missing."""


@contextmanager
def chromium() -> Iterator[Any]:
    """Start a browser, and end it. Raises ``Missing``."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        raise Missing("Playwright is not installed") from None
    if PATH is None:
        raise Missing("there is no Chromium here")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=PATH, args=["--no-sandbox", f"--disable-features={WITHOUT}"])
        try:
            yield browser
        finally:
            browser.close()


def show(browser: Any, address: str, width: int, height: int, scheme: str = "light", scale: float = 1) -> Any:
    """Open a page in a window of a size."""
    tab = browser.new_page(
        viewport={"width": width, "height": height}, color_scheme=scheme, device_scale_factor=scale, locale="en"
    )
    tab.goto(address)
    return tab
