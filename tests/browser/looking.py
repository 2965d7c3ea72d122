"""What tests of this folder ask of a page: what it complains of, and how it shows what has the focus."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

FOCUS = """() => {
  const one = document.activeElement;
  if (one === document.body) return null;
  const style = getComputedStyle(one);
  const boxes = [...one.getClientRects()].filter(box => box.width > 1);
  const isAt = box => [0.5, 0.1, 0.9].some(part => {
    const top = Math.max(box.top, 0);
    const height = Math.min(box.bottom, innerHeight) - top;
    const hit = document.elementFromPoint(box.left + box.width * part, top + Math.min(height / 2, 20));
    return one.contains(hit) || hit?.contains(one) && hit.matches("label, figure *, .wide, .table");
  });
  const before = window.before;
  window.before = one;
  return {
    what: `${one.localName} ${one.id || one.getAttribute("href") || one.textContent.slice(0, 30)}`,
    name: (one.getAttribute("aria-label") || one.labels?.[0]?.textContent || one.textContent || "").trim(),
    // A mark on a map has its outline around the dot.
    isOutlined: (one.matches(".map a") ? parseFloat(getComputedStyle(one.querySelector("circle")).strokeWidth) >= 3
      : style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) && style.opacity === "1",
    isSeen: boxes.some(isAt),
    isLater: !before || Boolean(before.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING),
  };
}"""


def pages(folder: Path) -> list[str]:
    """List the pages of a site, but not what is as others are: most of a frozen release, most registers."""
    found = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))
    return [
        page
        for page in found
        if (not page.startswith("v/") or page.count("/") == 2)
        and ("/registers/" not in page or page.endswith("persons.html"))
    ]


@contextmanager
def opened(browser: Any, **settings: Any) -> Iterator[Any]:
    """Open a page for which it is an error to complain, or to ask another host or for what is not there."""
    settings = {"viewport": {"width": 1280, "height": 800}, "reduced_motion": "reduce", "locale": "en"} | settings
    context = browser.new_context(**settings)
    tab = context.new_page()
    said: list[str] = []
    home = ("file:", "data:", "blob:", "http://127.0.0.1:")
    tab.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.on("requestfailed", lambda asked: None if "ABORTED" in asked.failure else said.append(asked.url))
    tab.on("request", lambda asked: None if asked.url.startswith(home) else said.append(asked.url))
    tab.on("response", lambda answer: said.append(f"{answer.url} {answer.status}") if answer.status >= 400 else None)
    tab.add_init_script("addEventListener('securitypolicyviolation', ({blockedURI}) => console.error(blockedURI))")
    try:
        yield tab
        tab.wait_for_timeout(20)
    finally:
        context.close()
    assert not said, said


def steps(tab: Any, limit: int = 2000) -> Iterator[dict[str, Any]]:
    """Walk through a page by the Tab key to its end, or until it starts anew; give what each step shows."""
    first = None
    for _ in range(limit):
        tab.keyboard.press("Tab")
        step = tab.evaluate(FOCUS)
        first = first or step
        if step is None or (step["what"] == first["what"] and not step["isLater"]):
            return
        yield step
    raise AssertionError("the walk does not end")


def walk_to(tab: Any, name: str, key: str = "Tab", limit: int = 300) -> None:
    """Press the Tab key until what is called so has the focus."""
    for _ in range(limit):
        tab.keyboard.press(key)
        step = tab.evaluate(FOCUS)
        if step and step["name"].startswith(name):
            assert step["isOutlined"], step
            assert step["isSeen"], step
            return
    raise AssertionError(f"the keyboard does not reach “{name}”")


def jumped(tab: Any) -> str:
    """Give the words of what an address leads to, which must be in the window, below whatever lies over its edge."""
    tab.wait_for_timeout(100)
    words, is_seen = tab.evaluate("""() => {
      const one = document.querySelector(":target");
      const {left, top, width, height} = one.getClientRects()[0] ?? one.getBoundingClientRect();
      const hit = document.elementFromPoint(left + Math.min(width / 2, 30), top + Math.min(height / 2, 12));
      const isSeen = one.contains(hit) || hit?.contains(one) && !hit.closest("nav");
      return [one.textContent.replace(/\\s+/g, " ").trim(), isSeen];
    }""")
    assert is_seen, tab.url
    return str(words)
