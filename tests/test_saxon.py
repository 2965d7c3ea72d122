"""Saxon in child processes: in order, under lock, and no trouble of one task is another's."""

from __future__ import annotations

import importlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from teipress.saxon import WORN, Engine, Failure, Outcome, Saxon, Task, Value, Xml
from tests.paths import ROOT

SHEET = """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <xsl:output method="text"/>
  <xsl:param name="p" select="'none'"/>
  <xsl:template match="/">{}</xsl:template>
</xsl:stylesheet>"""
TEXT = '<xsl:value-of select="."/>'
FOREVER = """<xsl:value-of
  select="some $i in 1 to 2147483647, $j in 1 to 2147483647 satisfies $i + $j + string-length(.) = 0"/>"""
GREEDY = """<xsl:variable name="v" as="xs:string*" select="(1 to 100000000) ! string()"/>
<xsl:value-of select="reverse($v)[. = $v[last()]]"/>"""

pytestmark = pytest.mark.usefixtures("cold")


@pytest.fixture(scope="module")
def saxon() -> Iterator[Saxon]:
    with Saxon() as pool:
        yield pool


def sheet(body: str) -> Xml:
    return Xml(SHEET.format(body).encode(), "file:///sheets/test.xsl")


def xml(text: str | bytes, uri: str = "file:///texts/a.xml") -> Xml:
    return Xml(text if isinstance(text, bytes) else text.encode(), uri)


def task(body: str, source: str | bytes = "<a>x</a>", **parameters: Value) -> Task:
    return Task(xml(source), (sheet(body),), parameters)


def texts(outcome: Outcome) -> list[str]:
    assert outcome.failure is None, outcome.failure
    return [output.text for output in outcome.outputs]


def failure(outcome: Outcome) -> Failure:
    assert outcome.failure is not None
    assert outcome.outputs == ()
    return outcome.failure


# Order


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_outcomes_come_in_the_order_of_the_tasks(jobs: int) -> None:
    """The first tasks take the longest."""
    body = '<xsl:value-of select="., count((1 to xs:integer(.) * 20000)[. mod 7 = 0]) ge 0"/>'
    with Saxon(jobs) as pool:
        outcomes = pool.map(task(body, f"<a>{number}</a>") for number in range(30, 0, -1))
        assert [texts(o)[0].split()[0] for o in outcomes] == [str(number) for number in range(30, 0, -1)]


def test_no_tasks_give_no_outcomes_and_start_no_child() -> None:
    with Saxon(2) as pool:
        assert list(pool.map(())) == []


def nap(_engine: Engine, _common: None, seconds: float) -> int:
    time.sleep(seconds)
    return os.getpid()


def test_one_that_takes_long_keeps_no_other_child_waiting() -> None:
    with Saxon(2) as pool:
        list(pool.work(nap, None, [0.1, 0.1]))  # both are there
        first, *others = pool.work(nap, None, [1.5, *[0.01] * 40])
    assert first not in others


def test_tasks_are_fetched_as_they_are_needed(saxon: Saxon) -> None:
    """An edition of any size must not be in the pipe at once."""
    fetched = []

    def tasks() -> Iterator[Task]:
        for number in range(100):
            fetched.append(number)
            yield task(TEXT)

    outcomes = saxon.map(tasks())
    next(outcomes)
    assert len(fetched) < 10


def test_whoever_stops_listening_spoils_nothing_for_the_next(saxon: Saxon) -> None:
    with Saxon(2) as pool:
        outcomes = pool.map(task(TEXT, f"<a>stale {number}</a>") for number in range(8))
        assert texts(next(outcomes)) == ["stale 0"]
        del outcomes
        assert [texts(pool.run(task(TEXT, f"<a>fresh {number}</a>"))) for number in range(4)] == [
            [f"fresh {number}"] for number in range(4)
        ]


def test_two_runs_may_be_under_way_at_once() -> None:
    with Saxon() as pool:
        first = pool.map(task(TEXT, f"<a>first {number}</a>") for number in range(6))
        second = pool.map(task(TEXT, f"<a>second {number}</a>") for number in range(6))
        pairs = [(texts(a)[0], texts(b)[0]) for a, b in zip(first, second, strict=True)]
        assert pairs == [(f"first {number}", f"second {number}") for number in range(6)]


def test_several_stylesheets_share_one_tree_and_answer_in_their_order(saxon: Saxon) -> None:
    sheets = tuple(sheet(f"<xsl:value-of select=\"'{n}', .\"/>") for n in range(3))
    assert texts(saxon.run(Task(xml("<a>x</a>"), sheets))) == ["0 x", "1 x", "2 x"]


# Trouble of one task


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        (GREEDY, "Saxon ran out of memory"),
        (FOREVER, "Saxon did not finish within 4 seconds"),
        ("<xsl:sequence select=\"error((), 'told')\"/>", "told"),
        ("<xsl:value-of select='nothing('/>", "Unexpected token"),
        ('<xsl:result-document href="../../etc/x">y</xsl:result-document>', "wrote outside its folder"),
    ],
    ids=["memory", "time", "error", "static error", "outside"],
)
def test_trouble_costs_its_own_task_only(bad: str, words: str) -> None:
    tasks = [task(TEXT, "<a>before</a>"), task(bad), task(TEXT, "<a>after</a>"), task(TEXT, "<a>last</a>")]
    with Saxon(2, memory_limit=300 * 1024**2, timeout=4 if bad == FOREVER else 120) as pool:
        first, second, third, fourth = pool.map(tasks)
    assert words in failure(second).message
    assert [texts(o) for o in (first, third, fourth)] == [["before"], ["after"], ["last"]]


def test_a_child_that_is_killed_costs_its_task_only() -> None:
    with Saxon() as pool:
        pool.run(task(TEXT))
        (worker,) = pool._workers
        worker.process.kill()
        worker.process.join()
        assert "ended unexpectedly (exit code -9)" in failure(pool.run(task(TEXT))).message
        assert texts(pool.run(task(TEXT))) == ["x"]


def test_closing_leaves_no_child() -> None:
    pool = Saxon(2)
    list(pool.map([task(TEXT)] * 4))
    processes = [worker.process for worker in pool._workers]
    assert processes
    pool.close()
    assert not any(process.is_alive() for process in processes)


def test_stylesheets_are_compiled_ahead_and_what_is_wrong_is_told_when_they_are_needed() -> None:
    good, bad = task(TEXT), task("<xsl:nonsense/>")
    with Saxon(2) as pool:
        pool.compile_ahead(good.all_stylesheets, bad.all_stylesheets, good.all_stylesheets)
        assert len(pool._workers) == 2
        assert texts(pool.run(good)) == texts(pool.run(good)) != []
        assert [failure(outcome).static for outcome in pool.map([bad, bad])] == [True, True]
        assert len(pool._workers) == 2


def test_children_that_have_done_much_are_renewed() -> None:
    with Saxon(2) as pool:
        list(pool.map([task(TEXT)] * WORN))
        fresh = {worker.process.pid for worker in pool._workers}
        pool.renew()
        assert fresh == {worker.process.pid for worker in pool._workers}
        list(pool.map([task(TEXT)] * (3 * WORN)))
        worn = {worker.process.pid for worker in pool._workers if worker.done > WORN}
        assert worn
        pool.renew()
        assert worn.isdisjoint(worker.process.pid for worker in pool._workers)


# The lock


@pytest.fixture
def secret(tmp_path: Path) -> str:
    (tmp_path / "secret.xml").write_text("<secret>secret</secret>")
    return (tmp_path / "secret.xml").as_uri()


@pytest.mark.parametrize(
    "expression",
    [
        "doc('{}')",
        "document('{}')",
        "unparsed-text('{}')",
        "unparsed-text-lines('{}')",
        "json-doc('{}')",
        "collection('{}')",
        "uri-collection('{}')",
        "transform(map {{ 'stylesheet-location': '{}' }})",
        "parse-xml('<!DOCTYPE a [<!ENTITY e SYSTEM &quot;{}&quot;>]><a>&amp;e;</a>')",
        "doc('http://localhost:9/{}')",
        "system-property('java.version')[doc-available('{}')]",
    ],
)
def test_a_stylesheet_reads_nothing(expression: str, secret: str, saxon: Saxon) -> None:
    outcome = saxon.run(task(f'<xsl:value-of select="{expression.format(secret)}"/>'))
    assert outcome.failure is not None or "secret" not in outcome.outputs[0].text


def test_a_stylesheet_learns_nothing_of_what_is_there(secret: str, saxon: Saxon) -> None:
    body = f"<xsl:value-of select=\"doc-available('{secret}'), unparsed-text-available('{secret}')\"/>"
    assert texts(saxon.run(task(body))) == ["false false"]


def test_expressions_are_not_made_from_strings(saxon: Saxon) -> None:
    assert "disabled" in failure(saxon.run(task("<xsl:evaluate xpath=\"'1 + 1'\"/>"))).message


@pytest.mark.parametrize(
    "href", ["../../etc/x", "file:///etc/x", "a/../../x", "a/%2e%2e/%2e%2e/x", "/etc/x", "http://example.org/x"]
)
def test_result_documents_outside_are_refused(href: str, saxon: Saxon) -> None:
    outcome = saxon.run(task(f'<xsl:result-document href="{href}">y</xsl:result-document>'))
    assert "wrote outside its folder" in failure(outcome).message


def test_result_documents_inside_are_captured_under_their_names(saxon: Saxon) -> None:
    body = "".join(
        f'<xsl:result-document href="{href}">{href}</xsl:result-document>' for href in ("a.txt", "b/c.txt", "d%20é.txt")
    )
    (output,) = saxon.run(task(body + "main")).outputs
    assert output.text == "main"
    assert output.documents == {"a.txt": "a.txt", "b/c.txt": "b/c.txt", "d é.txt": "d%20é.txt"}
    assert not Path("/stage").exists()


def test_a_result_document_of_text_is_that_text(saxon: Saxon) -> None:
    body = '<xsl:result-document href="a.css">a &gt; b &amp; c</xsl:result-document>'
    body += '<xsl:result-document href="b.xml"><b>&amp;</b></xsl:result-document>'
    (output,) = saxon.run(task(body)).outputs
    assert output.documents["a.css"] == "a > b & c"
    assert output.documents["b.xml"].endswith(">&amp;</b>")


@pytest.mark.parametrize(
    "doctype", ["<!DOCTYPE a>", '<!DOCTYPE a [<!ENTITY e "x">]>', '<!DOCTYPE a SYSTEM "file:///etc/hostname">']
)
def test_a_doctype_is_refused_by_saxon_too(doctype: str, saxon: Saxon) -> None:
    assert "DOCTYPE is disallowed" in failure(saxon.run(task(TEXT, f"{doctype}<a>x</a>"))).message


def test_very_many_predefined_entities_are_read(saxon: Saxon) -> None:
    assert texts(saxon.run(task(TEXT, "<a>" + "&amp;&lt;" * 100_000 + "</a>"))) == ["&<" * 100_000]


# What goes in


@pytest.mark.parametrize(
    "source",
    [
        "<a>é𐐀</a>".encode(),
        b"\xef\xbb\xbf" + "<a>é𐐀</a>".encode(),
        '<?xml version="1.0" encoding="UTF-8"?><a>é𐐀</a>'.encode(),
        '<?xml version="1.0" encoding="UTF-16"?><a>é𐐀</a>'.encode("utf-16"),
        b"\xfe\xff" + '<?xml version="1.0" encoding="UTF-16"?><a>é𐐀</a>'.encode("utf-16-be"),
        b'<?xml version="1.0" encoding="US-ASCII"?><a>&#233;&#x10400;</a>',
    ],
    ids=["plain", "bom", "utf-8", "utf-16", "utf-16-be", "ascii"],
)
def test_saxon_reads_the_same_characters(source: bytes, saxon: Saxon) -> None:
    assert texts(saxon.run(task(TEXT, source))) == ["é𐐀"]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("é𐐀 'x'", "1 xs:string: é𐐀 'x'"),
        (7, "1 xs:integer: 7"),
        (-(10**15), "1 xs:integer: -1000000000000000"),
        (True, "1 xs:boolean: true"),
        (False, "1 xs:boolean: false"),
        (("a", "b"), "2 xs:string xs:string: a b"),
        ((Xml(b"<b>one</b>", "file:///b.xml"), Xml(b"<c>two</c>", "file:///c.xml")), "2 document document: one two"),
    ],
    ids=str,
)
def test_parameters_of_every_kind_arrive_as_their_type(value: Value, shown: str, saxon: Saxon) -> None:
    kind = (
        "if (. instance of document-node()) then 'document' else if (. instance of xs:boolean) then 'xs:boolean' "
        "else if (. instance of xs:integer) then 'xs:integer' else if (. instance of xs:string) then 'xs:string' "
        "else 'other'"
    )
    parts = ["count($p) || ' '", f"string-join($p ! ({kind}), ' ')", "': '", "string-join($p ! string(), ' ')"]
    body = f'<xsl:value-of select="{" || ".join(parts)}"/>'
    assert texts(saxon.run(task(body, p=value))) == [shown]


@pytest.mark.parametrize("value", ["", ()])
def test_an_empty_parameter_leaves_the_stylesheet_its_own(value: Value, saxon: Saxon) -> None:
    assert texts(saxon.run(task('<xsl:value-of select="$p"/>', p=value))) == ["none"]


def test_parameters_do_not_outlive_their_task(saxon: Saxon) -> None:
    body = '<xsl:value-of select="$p"/>'
    assert texts(saxon.run(task(body, p="given"))) == ["given"]
    assert texts(saxon.run(task(body))) == ["none"]


LEARNING = """
def what_came_before(outputs):
    return {"p": outputs[-1].text} if outputs else {}
"""


def test_a_stylesheet_learns_from_what_those_before_it_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # A child finds a function where its parent does; the tests themselves are not on that path.
    (tmp_path / "learning.py").write_text(LEARNING)
    monkeypatch.syspath_prepend(tmp_path)
    learn = importlib.import_module("learning").what_came_before
    sheets = (sheet("<xsl:value-of select=\"$p || '!'\"/>"),) * 3
    with Saxon(1) as saxon:
        assert texts(saxon.run(Task(xml("<a/>"), sheets, learn=learn))) == ["none!", "none!!", "none!!!"]


def test_a_stylesheet_may_make_a_map_of_texts(saxon: Saxon) -> None:
    body = "<xsl:sequence select=\"map { 'a/b.txt': string(.), 'c': '' }\"/>"
    made = saxon.run(Task(xml("<a>𐐀 한 “é”</a>"), (sheet(body),), maps=frozenset({sheet(body)})))
    assert made.failure is None
    assert made.outputs[0].documents == {"a/b.txt": "𐐀 한 “é”", "c": ""}


def test_a_parameter_that_nobody_declares_is_ignored(saxon: Saxon) -> None:
    assert texts(saxon.run(task(TEXT, unknown="u"))) == ["x"]


def test_documents_of_parameters_keep_their_base(saxon: Saxon) -> None:
    body = '<xsl:value-of select="$p ! base-uri()"/>'
    assert texts(saxon.run(task(body, p=(Xml(b"<b/>", "file:///x/b.xml"),)))) == ["file:///x/b.xml"]


def test_a_stylesheet_may_be_a_file_with_others_beside_it(tmp_path: Path, saxon: Saxon) -> None:
    folder = tmp_path / "é b"
    folder.mkdir()
    head, tail = SHEET.split("  <xsl:output")
    including = f'{head}<xsl:include href="c%20%C3%A9.xsl"/><xsl:output{tail}'.format("<xsl:apply-templates/>")
    (folder / "main.xsl").write_text(including, encoding="utf-8")
    included = f'{head}<xsl:template match="a">included</xsl:template></xsl:stylesheet>'
    (folder / "c é.xsl").write_text(included, encoding="utf-8")
    assert texts(saxon.run(Task(xml("<a>x</a>"), (folder / "main.xsl",)))) == ["included"]


# Preparing


def test_stylesheets_get_the_prepared_tree(saxon: Saxon) -> None:
    prepare = sheet("<b><xsl:value-of select=\"upper-case(.)\"/><xsl:value-of select='$p'/></b>")
    source = xml("<a>x</a>")
    body = '<xsl:value-of select="name(*), ."/>'
    assert texts(saxon.run(Task(source, (sheet(body), sheet(TEXT)), {"p": "!"}, prepare))) == ["b X!", "X!"]


def test_a_prepared_tree_is_the_global_context(saxon: Saxon) -> None:
    prepare = sheet("<b>y</b>")
    looking = Xml(SHEET.replace("'none'", "string(/b)").format('<xsl:value-of select="$p"/>').encode(), "file:///l.xsl")
    assert texts(saxon.run(Task(xml("<a>x</a>"), (looking,), prepare=prepare))) == ["y"]


# What comes back


def test_messages_come_in_order_and_do_not_outlive_their_task(saxon: Saxon) -> None:
    body = '<xsl:message>one é</xsl:message><xsl:message><m n="&lt;">two</m></xsl:message>'
    outcome = saxon.run(task(body))
    assert outcome.outputs[0].messages[0] == "one é"
    assert outcome.outputs[0].messages[1].startswith("<m ")
    assert 'n="&lt;">two</m>' in outcome.outputs[0].messages[1]
    assert saxon.run(task(TEXT)).outputs[0].messages == ()


def test_a_static_error_names_code_stylesheet_and_line(saxon: Saxon) -> None:
    found = failure(saxon.run(task("\n\n<xsl:value-of select='$nothing'/>")))
    assert found == Failure(
        "Variable $nothing has not been declared (or its declaration is not in scope)", "XPST0008", "test.xsl", 7, True
    )


def test_a_static_error_of_a_file_names_the_file_and_the_line(tmp_path: Path, saxon: Saxon) -> None:
    (tmp_path / "wrong.xsl").write_text(SHEET.format("\n<xsl:bogus/>"))
    found = failure(saxon.run(Task(xml("<a/>"), (tmp_path / "wrong.xsl",))))
    assert (found.code, found.stylesheet, found.line, found.static) == ("XTSE0010", "wrong.xsl", 6, True)


def test_an_error_at_work_names_code_stylesheet_and_line(saxon: Saxon) -> None:
    found = failure(saxon.run(task('\n<xsl:value-of select="1 idiv xs:integer($p)"/>', p="0")))
    assert found == Failure("Integer division by zero", "FOAR0001", "test.xsl", 6, False)


def test_a_missing_stylesheet_is_a_failure_that_names_it(tmp_path: Path, saxon: Saxon) -> None:
    assert "nothing.xsl" in failure(saxon.run(Task(xml("<a/>"), (tmp_path / "nothing.xsl",)))).message


def test_a_source_that_is_not_xml_is_a_failure(saxon: Saxon) -> None:
    found = failure(saxon.run(task(TEXT, "<a>")))
    assert (found.code, found.static) == ("SXXP0003", False)


def test_bytes_of_no_encoding_are_a_failure_not_a_crash(saxon: Saxon) -> None:
    assert "utf-8" in failure(saxon.run(task(TEXT, b"<a>\xff</a>"))).message


# Ctrl-C

RUNNING = """
import os
from tests.test_saxon import FOREVER, TEXT, task
from teipress import cli
from teipress.saxon import Saxon

def command(**_options):
    with Saxon() as pool:
        pool.run(task(TEXT))
        print(os.getpid(), pool._workers[0].process.pid, flush=True)
        pool.run(task(FOREVER))

if __name__ == "__main__":
    cli.command.main = command
    cli.main()
"""
STARTING = """
from tests.test_saxon import TEXT, task
from teipress.saxon import Saxon

if __name__ == "__main__":
    with Saxon() as pool:
        try:
            print("ready", flush=True)
            pool.run(task(TEXT))
            pool.run(task(TEXT))
            input()
        except KeyboardInterrupt:
            print("interrupted", flush=True)
"""


@contextmanager
def start(folder: Path, program: str) -> Iterator[subprocess.Popen[str]]:
    """Start a program from a file, for its children to import, and in a group of its own, as a terminal does."""
    (folder / "program.py").write_text(program)
    with subprocess.Popen(
        [sys.executable, folder / "program.py"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        start_new_session=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other signals")
@pytest.mark.parametrize(
    ("sent", "code", "to_all"),
    [(signal.SIGINT, 130, True), (signal.SIGINT, 130, False), (signal.SIGTERM, 143, False)],
    ids=["ctrl-c", "interrupt", "terminate"],
)
def test_an_interrupted_command_ends_at_once_and_leaves_no_child(
    sent: signal.Signals, code: int, to_all: bool, tmp_path: Path
) -> None:
    with start(tmp_path, RUNNING) as command:
        assert command.stdout is not None
        parent, child = map(int, command.stdout.readline().split())
        assert is_running(child)
        (os.killpg if to_all else os.kill)(parent, sent)
        out, errors = command.communicate(timeout=30)
    assert command.returncode == code
    assert (out, errors) == ("", "")
    assert not is_running(child)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other signals")
def test_a_child_that_is_only_starting_does_not_show_a_traceback_on_ctrl_c(tmp_path: Path) -> None:
    with start(tmp_path, STARTING) as command:
        assert command.stdout is not None
        assert command.stdout.readline() == "ready\n"
        os.killpg(command.pid, signal.SIGINT)
        out, errors = command.communicate(timeout=30)
    assert (out, errors) == ("interrupted\n", "")


def test_a_limit_above_what_the_system_allows_is_no_obstacle(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    lower = f"__import__('resource').setrlimit({resource.RLIMIT_DATA}, (10**9, 10**9))"
    limited = STARTING.replace("    with", f"    {lower}\n    with").replace("input()", "print(pool.run(task(TEXT)))")
    with start(tmp_path, limited) as command:
        out, errors = command.communicate("\n", timeout=30)
    assert "text='x'" in out
    assert errors == ""
