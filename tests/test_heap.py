"""Saxon's heap: that it is made small, that Saxon works in it, and that it is left alone where Saxon made its own."""

from __future__ import annotations

import subprocess
import sys

import pytest

WORK = """
from pathlib import Path
from saxonche import PySaxonProcessor
processor = PySaxonProcessor(license=False)
sheet = '<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">' \
    '<xsl:mode on-no-match="shallow-copy"/></xsl:stylesheet>'
program = processor.new_xslt30_processor().compile_stylesheet(stylesheet_text=sheet)
text = "<a>" + "<b c='d'>e</b>" * 60_000 + "</a>"
for _ in range(12):
    made = program.transform_to_string(xdm_node=processor.parse_xml(xml_text=text))
assert made.count("<b ") == 60_000
# Not from getrusage(2): there a process starts with what the one that started it had.
print(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0])
"""
SMALL = "from teipress.heap import keep_small\nassert keep_small() is keep_small() is not None\n"
LATE = (
    "from saxonche import PySaxonProcessor\nkept = PySaxonProcessor(license=False)\n"
    "from teipress.heap import keep_small\nassert keep_small() is None\n"
)

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is measured on Linux")


def peak(program: str) -> int:
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return int(done.stdout)


def test_saxon_does_the_same_work_in_less_memory() -> None:
    assert peak(SMALL + WORK) < 0.95 * peak(WORK)


def test_a_heap_that_saxon_has_made_is_left_alone() -> None:
    assert peak(LATE + WORK) > 0
