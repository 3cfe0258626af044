"""A headless Chromium, and what is asked of every page in it."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import which
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = os.environ.get("ANTECEDE_CHROMIUM") or which("chromium") or which("chromium-browser") or ""
AXE = (Path(__file__).parent / "axe" / "axe.min.js").read_text(encoding="utf-8")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
#: Where screenshots are kept, for people to look at.
SHOTS = Path(os.environ["ANTECEDE_SHOTS"]) if os.environ.get("ANTECEDE_SHOTS") else None

needed = pytest.mark.skipif(
    not CHROMIUM and os.environ.get("CI") != "true", reason="no Chromium here; install it (Debian: chromium)"
)


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser without sandbox (tests may run as root) that is closed again."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM or None, args=["--no-sandbox"])
        yield browser
        browser.close()


class Watched:
    """A page with everything it says and asks for; the pages opened before it are closed."""

    def __init__(
        self, browser: Browser, path: Path | str, *, dark: bool = False, width: int = 1440, script: bool = True
    ):
        for context in browser.contexts:
            context.close()
        context = browser.new_context(
            viewport={"width": width, "height": 1000},
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
            bypass_csp=False,
        )
        self.page: Page = context.new_page()
        self.said: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.said.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.address = path.as_uri() if isinstance(path, Path) else path
        self.page.goto(self.address)

    def outside(self) -> list[str]:
        """Requests for anything but the page itself and what it carries; of a server's page, to any other server."""
        origin = re.match(r"http://[^/]+/", self.address)
        own = origin[0] if origin else self.address
        return [url for url in self.asked if not url.startswith(("data:", own))]

    def violations(self, only: str = "") -> list[str]:
        """What axe finds; ``only`` one rule."""
        self.page.evaluate(AXE)
        found: dict[str, Any] = self.page.evaluate("rules => axe.run(rules)", {"runOnly": [only]} if only else RULES)
        assert found["passes"]
        return [f"{each['id']}: {node['html'][:160]}" for each in found["violations"] for node in each["nodes"]]

    def shot(self, name: str) -> None:
        """Keep a picture of the page."""
        if SHOTS:
            SHOTS.mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=SHOTS / f"{name}.png")
