"""Run XSLT 3.0 with Saxon: always in child processes, always under lock.

Saxon holds Python's global lock while it works, cannot be interrupted, and crashes when two threads use it. So the
parent never touches it: it sends work to single-threaded children, and replaces a child that dies or stalls. Work is a
``Task``, or a function of ours that needs Saxon: what can be done beside Saxon is done in the same child.
This and ``heap`` are the only modules that import saxonche.
"""

from __future__ import annotations

import codecs
import hashlib
import multiprocessing
import os
import re
import signal
import tempfile
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import IO, Any, Generic, TypeAlias, TypeVar
from urllib.parse import unquote

from teipress.errors import TeipressError
from teipress.heap import give_back, keep_small
from teipress.parallel import PATIENCE, deaf_to_ctrl_c

STAGE = "file:///stage/"
FEATURE = "http://saxon.sf.net/feature/"
NO_FILES = ("allowedProtocols", "")
LOCK = (
    ("allow-external-functions", "false"),
    ("disableXslEvaluate", "true"),
    ("parserFeature?uri=http://apache.org/xml/features/disallow-doctype-decl", "true"),
    ("parserProperty?uri=jdk.xml.maxGeneralEntitySizeLimit", "0"),
    ("parserProperty?uri=jdk.xml.totalEntitySizeLimit", "0"),
)
MEMORY_LIMIT = 2 * 1024**3
TIMEOUT = 600.0
GRACE = 10.0  # seconds that a child which has gone silent may take to end
WORN = 8  # pieces of work after which a child is better replaced than given work of another kind
WAITING = 64  # results for each child that may wait for one that takes long
PROGRAMS_KEPT = 8
SHARED_KEPT = 2

_Made = TypeVar("_Made")
_Common = TypeVar("_Common")
_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Xml:
    """A document for the worker to parse: its bytes (UTF-8 or UTF-16), and the URI that is its base.

    A stylesheet that ``imports`` may read files while it is compiled.
    """

    data: bytes
    uri: str
    imports: bool = False

    @property
    def key(self) -> str:
        """Name the document by its content and its base."""
        return f"{self.uri} {hashlib.sha256(self.data).hexdigest()}"


Stylesheet: TypeAlias = Path | Xml
Value: TypeAlias = str | int | bool | tuple[str, ...] | tuple[Xml, ...]


@dataclass(frozen=True, slots=True)
class Task:
    """One document, parsed once, and the stylesheets to apply to it.

    With ``prepare``, the stylesheets get the tree that it makes, not the source, unless the source is ``prepared``. The
    tree is the global context item and the initial match selection. A parameter that a stylesheet does not declare is
    ignored, and so is an empty one, as the stylesheet's own value should be: each that is set costs saxonche a hundred
    bytes for good. ``shared`` parameters, a mapping that many tasks have, are converted once. Before each stylesheet,
    ``learn`` is given what those before it made, and gives parameters that depend on it. A stylesheet among ``maps``
    makes a map of path to text: these are the documents of its output.
    """

    source: Xml
    stylesheets: tuple[Stylesheet, ...]
    parameters: Mapping[str, Value] = field(default_factory=dict)
    prepare: Stylesheet | None = None
    prepared: bool = False
    shared: Mapping[str, Value] = field(default_factory=dict)
    learn: Callable[[Sequence[Output]], Mapping[str, Value]] | None = None
    maps: frozenset[Stylesheet] = frozenset()

    @property
    def all_stylesheets(self) -> tuple[Stylesheet, ...]:
        """Give what is compiled together."""
        return (*self.stylesheets, *((self.prepare,) if self.prepare else ()))


@dataclass(frozen=True, slots=True)
class Output:
    """What one stylesheet made: its principal result, its result documents by relative URI, its messages."""

    text: str
    documents: Mapping[str, str]
    messages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a task came to nothing. ``line`` is a line of ``stylesheet``, 0 where Saxon names none.

    ``static`` tells that a stylesheet could not be compiled: no document is at fault.
    """

    message: str
    code: str = ""
    stylesheet: str = ""
    line: int = 0
    static: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outputs of a task in the order of its stylesheets, or its failure."""

    outputs: tuple[Output, ...] = ()
    failure: Failure | None = None


@dataclass(frozen=True, slots=True)
class _Ahead:
    """Stylesheets for the child to compile while it has nothing else to do: it gives no answer."""

    stylesheets: tuple[Stylesheet, ...]


@dataclass(frozen=True, slots=True)
class _Work(Generic[_Common, _Item, _Made]):
    """A function for the child to call; ``common`` is ``None`` where the child has it already."""

    function: Callable[[Engine, _Common, _Item], _Made]
    common: _Common | None
    item: _Item


class Saxon:
    """A pool of child processes that run tasks. Use it as a context manager.

    ``memory_limit`` is in bytes for each child, where the system can limit it; ``timeout`` is in seconds for each task.
    """

    def __init__(self, jobs: int = 1, *, memory_limit: int = MEMORY_LIMIT, timeout: float = TIMEOUT) -> None:
        self._jobs = max(1, jobs)
        self._memory_limit = memory_limit
        self._timeout = timeout
        self._workers: list[_Worker] = []
        self._busy: set[_Worker] = set()

    def __enter__(self) -> Saxon:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End every child."""
        for worker in self._workers:
            worker.stop()
        self._workers.clear()
        self._busy.clear()

    def compile_ahead(self, *programs: tuple[Stylesheet, ...]) -> None:
        """Start children now, each with the stylesheets of a coming task to compile (``Task.all_stylesheets``)."""
        told: list[_Worker] = []
        for program in programs[: self._jobs]:
            told.append(self._idle_worker())
            told[-1].tell(_Ahead(program))
        self._busy.difference_update(told)

    def renew(self) -> None:
        """Let new children do what comes next, instead of those whose memory much work has filled."""
        for worker in [worker for worker in self._workers if worker.done > WORN]:
            self._discard(worker)

    def run(self, task: Task) -> Outcome:
        """Run one task."""
        return next(self.map((task,)))

    def map(self, tasks: Iterable[Task]) -> Iterator[Outcome]:
        """Run many tasks; their outcomes come in the order of the tasks, whatever the number of children."""
        for outcome in self.work(_run_task, None, tasks):
            yield Outcome(failure=outcome) if isinstance(outcome, Failure) else outcome

    def work(
        self, function: Callable[[Engine, _Common, _Item], _Made], common: _Common, items: Iterable[_Item]
    ) -> Iterator[_Made | Failure]:
        """Call a function for many items in the children; results come in the order of the items.

        ``common`` is sent to each child only once. All of it must be fit for pickling. A ``TeipressError`` in the child
        is raised here; whatever else ends a call is a ``Failure``.
        """
        waiting = enumerate(items)
        done: dict[int, _Made | Failure] = {}
        running: dict[_Worker, int] = {}
        turn = 0
        try:
            while True:
                while len(running) < self._jobs and len(running) + len(done) < WAITING * self._jobs:
                    number, item = next(waiting, (-1, None))
                    if item is None:
                        break
                    worker = self._idle_worker()
                    worker.send(function, common, item)
                    running[worker] = number
                if turn in done:
                    yield done.pop(turn)
                    turn += 1
                elif running:
                    for worker in self._ready(running):
                        done[running.pop(worker)] = self._collect(worker)
                else:
                    return
        finally:  # whoever stops listening leaves no child with an answer that the next task would get
            for worker in running:
                self._discard(worker)

    def _idle_worker(self) -> _Worker:
        # The one that has done least: it may have compiled ahead what comes now.
        worker = min((w for w in self._workers if w not in self._busy), key=lambda w: w.done, default=None)
        if worker is None:
            worker = _Worker(self._memory_limit)
            self._workers.append(worker)
        self._busy.add(worker)
        return worker

    def _ready(self, running: Iterable[_Worker]) -> list[_Worker]:
        """Wait a while for children that answer, die, or have used up their time."""
        workers = list(running)
        first_deadline = min(worker.started + self._timeout for worker in workers)
        answered = wait([w.connection for w in workers], max(0.0, min(PATIENCE, first_deadline - monotonic())))
        late = monotonic() - self._timeout
        return [w for w in workers if w.connection in answered or w.started <= late]

    def _collect(self, worker: _Worker) -> Any:
        if not worker.connection.poll():
            self._discard(worker)
            return Failure(f"Saxon did not finish within {self._timeout:g} seconds")
        try:
            answer = worker.connection.recv()
        except (EOFError, OSError):
            failure = Failure(worker.obituary())
            self._discard(worker)
            return failure
        self._busy.discard(worker)
        worker.done += 1
        if isinstance(answer, TeipressError):
            raise answer
        return answer

    def _discard(self, worker: _Worker) -> None:
        if worker in self._workers:  # not when the pool was closed meanwhile
            self._workers.remove(worker)
            self._busy.discard(worker)
            worker.stop()


class _Worker:
    """One child, seen from the parent."""

    def __init__(self, memory_limit: int) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process: SpawnProcess = context.Process(target=_serve, args=(theirs, memory_limit), daemon=True)
        with deaf_to_ctrl_c():
            self.process.start()
        theirs.close()
        self.started = monotonic()
        self.done = 0  # pieces of work
        self._common: object = None

    def send(self, function: Callable[[Engine, _Common, _Item], _Made], common: _Common, item: _Item) -> None:
        self.started = monotonic()
        if self.tell(_Work(function, None if common is self._common else common, item)):
            self._common = common

    def tell(self, message: object) -> bool:
        """Send a message. If the child is dead, the parent finds out when it collects the outcome."""
        try:
            self.connection.send(message)
        except OSError:
            return False
        return True

    def stop(self) -> None:
        self.connection.close()
        self.process.kill()
        self.process.join()

    def obituary(self) -> str:
        """Say how the child ended."""
        self.process.join(GRACE)
        code = self.process.exitcode
        if code == 99:
            return "Saxon ran out of memory"
        return f"the process that ran Saxon ended unexpectedly (exit code {code})"


# From here on: the child.


def _serve(connection: Connection, memory_limit: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit_memory(memory_limit)
    give_back()
    with tempfile.TemporaryFile() as log:
        os.dup2(log.fileno(), 2)
        engine = Engine(log)
        common: Any = None
        while True:
            try:
                work = connection.recv()
            except EOFError:
                return
            if isinstance(work, _Ahead):
                engine.compile(work.stylesheets)
                continue
            common = work.common if work.common is not None else common
            connection.send(_answer(engine, common, work))


def _answer(engine: Engine, common: Any, work: _Work[Any, Any, Any]) -> object:
    """Do some work, and give what comes of it, be it only the reason why nothing does."""
    try:
        return work.function(engine, common, work.item)
    except TeipressError as error:
        return error
    except MemoryError:
        return Failure("there was not enough memory")
    except Exception as error:  # noqa: BLE001 whatever it is, it costs this item, not the build
        return Failure(f"{type(error).__name__}: {error}")


def _limit_memory(limit: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    # RLIMIT_AS would keep Saxon from starting: it reserves far more than it uses.
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    allowed = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (allowed, allowed))


class Engine:
    """Saxon, in the child: it keeps the stylesheets that it has compiled."""

    def __init__(self, log: IO[bytes]) -> None:
        self._log = log
        self._programs: OrderedDict[tuple[str, ...], _Program] = OrderedDict()

    def run(self, task: Task) -> Outcome:
        """Run one task."""
        from saxonche import PySaxonApiError

        self._log.seek(0)
        self._log.truncate()
        try:
            program = self._program(task.all_stylesheets)
        except PySaxonApiError as error:
            return Outcome(failure=_failure(str(error), self._log, static=True))
        except ValueError as error:
            return Outcome(failure=Failure(str(error), static=True))
        try:
            return Outcome(program.run(task))
        except PySaxonApiError as error:
            return Outcome(failure=_failure(str(error), self._log, static=False))
        except ValueError as error:
            return Outcome(failure=Failure(str(error)))

    def compile(self, sheets: tuple[Stylesheet, ...]) -> None:
        """Compile stylesheets ahead. What is wrong with them, the task that needs them will tell."""
        from saxonche import PySaxonApiError

        with suppress(PySaxonApiError, ValueError):
            self._program(sheets)

    def _program(self, sheets: tuple[Stylesheet, ...]) -> _Program:
        key = tuple(sheet.key if isinstance(sheet, Xml) else str(sheet) for sheet in sheets)
        return _remember(self._programs, key, lambda: _Program(sheets), PROGRAMS_KEPT)


def _run_task(engine: Engine, _common: None, task: Task) -> Outcome:
    return engine.run(task)


def _remember(cache: OrderedDict[Any, _Made], key: object, make: Callable[[], _Made], size: int) -> _Made:
    if key in cache:
        cache.move_to_end(key)
        return cache[key]
    cache[key] = made = make()
    if len(cache) > size:
        cache.popitem(last=False)
    return made


class _Program:
    """Stylesheets compiled together, in a processor of their own that is locked once they are compiled.

    Files may include others; a stylesheet that was handed in reaches for nothing, not even while it is compiled (where
    a static variable could read files). A processor cannot be unlocked again, and its trees are only good for its own
    stylesheets: so each set of stylesheets that shares a tree has its own. A further processor takes a millisecond.
    """

    def __init__(self, sheets: tuple[Stylesheet, ...]) -> None:
        from saxonche import PySaxonProcessor

        keep_small()
        self._processor = PySaxonProcessor(license=False)
        compiler = self._processor.new_xslt30_processor()
        files = {sheet: self._compile(compiler, sheet) for sheet in sheets if isinstance(sheet, Path) or sheet.imports}
        self._set(*NO_FILES)
        self._executables = [files.get(sheet) or self._compile(compiler, sheet) for sheet in sheets]
        for name, value in LOCK:
            self._set(name, value)
        self._builder = self._processor.new_document_builder()
        self._shared: OrderedDict[int, tuple[Mapping[str, Value], Mapping[str, Any]]] = OrderedDict()

    def _set(self, name: str, value: str) -> None:
        self._processor.set_configuration_property(FEATURE + name, value)

    def _compile(self, compiler: Any, sheet: Stylesheet) -> Any:
        if isinstance(sheet, Path):
            return compiler.compile_stylesheet(stylesheet_file=str(sheet))
        builder = self._processor.new_document_builder()
        builder.set_base_uri(sheet.uri)
        builder.set_line_numbering(True)
        node = builder.parse_xml(xml_text=_decode(sheet.data), encoding="UTF-8")
        return compiler.compile_stylesheet(stylesheet_node=node)

    def run(self, task: Task) -> tuple[Output, ...]:
        # Held as long as it is remembered, a mapping keeps its id for itself.
        given = task.shared
        _, shared = _remember(self._shared, id(given), lambda: (given, self._values(given)), SHARED_KEPT)
        parameters = {**shared, **self._values(task.parameters)}
        tree = self._parse(task.source)
        executables = self._executables
        if task.prepare is not None:
            *executables, prepare = executables
            if not task.prepared:
                tree = self._instance(prepare, parameters, tree).apply_templates_returning_value(xdm_value=tree).head
        outputs: list[Output] = []
        for sheet, executable in zip(task.stylesheets, executables, strict=True):
            learned = {**parameters, **(self._values(task.learn(outputs)) if task.learn else {})}
            make = self._map if sheet in task.maps else self._output
            outputs.append(make(executable, learned, tree))
        return tuple(outputs)

    def _output(self, executable: Any, parameters: Mapping[str, Any], tree: Any) -> Output:
        instance = self._instance(executable, parameters, tree)
        text = instance.apply_templates_returning_string(xdm_value=tree, encoding="UTF-8")
        documents = {_relative(uri): _text_of(made) for uri, made in (instance.get_result_documents() or {}).items()}
        return Output(text or "", documents, _messages(instance))

    def _map(self, executable: Any, parameters: Mapping[str, Any], tree: Any) -> Output:
        """Take the texts of a map as they are: serialized as JSON, they would be escaped and read once more."""
        instance = self._instance(executable, parameters, tree)
        instance.set_result_as_raw_value(True)
        made = instance.apply_templates_returning_value(xdm_value=tree).head
        keys = made.keys()
        # Not string_value, of which saxonche never gives the memory back.
        texts = {str(key): str(made.get(key).head) for key in keys}
        return Output("", texts, _messages(instance))

    def _instance(self, executable: Any, parameters: Mapping[str, Any], tree: Any) -> Any:
        instance = executable.clone()  # before set_parameter: the other order crashes
        instance.set_capture_result_documents(True)
        instance.set_base_output_uri(STAGE)
        instance.set_save_xsl_message(True)
        for name, value in parameters.items():
            instance.set_parameter(name, value)
        instance.set_global_context_item(xdm_item=tree)
        return instance

    def _values(self, values: Mapping[str, Value]) -> Mapping[str, Any]:
        return {name: self._value(value) for name, value in values.items() if value not in ("", ())}

    def _value(self, value: Value) -> Any:
        if isinstance(value, bool):
            return self._processor.make_boolean_value(value)
        if isinstance(value, int):
            return self._processor.make_long_value(value)
        if isinstance(value, str):
            return self._processor.make_string_value(value, encoding="UTF-8")
        sequence = self._processor.empty_sequence()
        for item in value:
            sequence.add_xdm_item(
                self._parse(item)
                if isinstance(item, Xml)
                else self._processor.make_string_value(item, encoding="UTF-8")
            )
        return sequence

    def _parse(self, xml: Xml) -> Any:
        self._builder.set_base_uri(xml.uri)
        return self._builder.parse_xml(xml_text=_decode(xml.data), encoding="UTF-8")


def _text_of(document: Any) -> str:
    """Give a result document: the words of one that is only text, which need no markup; any other as XML."""
    node = document.head
    is_text = all(child.node_kind_str == "text" for child in node.children)
    return str(node.string_value if is_text else document)


def _messages(instance: Any) -> tuple[str, ...]:
    return tuple(str(message) for message in instance.get_xsl_messages() or ())


def _decode(data: bytes) -> str:
    """Decode a document that was already read under the rules of ``corpus``. Saxon ignores its encoding declaration."""
    utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return data.decode("utf-16" if utf16 else "utf-8-sig")


def _relative(uri: str) -> str:
    """Turn a captured ``file:/stage/a/b`` into ``a/b``; anything outside the stage is refused.

    Saxon lets ``xsl:result-document`` name any place, ``../../etc`` too.
    """
    path = unquote(re.sub(r"^file:/+", "/", uri))
    name = path.removeprefix("/stage/")
    if name == path or ".." in name.split("/") or not name:
        raise ValueError(f"a stylesheet wrote outside its folder: {uri}")
    return name


def _failure(message: str, log: IO[bytes], *, static: bool) -> Failure:
    """Read an error: the words are in Saxon's exception, code and place there or in what it wrote to the error stream.

    Of several errors of one stylesheet the first is told.
    """
    log.seek(0)
    told = message + "\n" + log.read().decode("utf-8", "replace")
    code = re.search(r"\b([A-Z]{4}\d{4})\b", told)
    place = re.search(r"on line (\d+)(?: column \d+)? of ([^\s:]+)", told)
    first = re.split(r"\n(?=Error )", message.strip())[0]
    words = re.sub(r"^Error (?:at|in|on) .*?(?=\b[A-Z]{4}\d{4}\b)|\b[A-Z]{4}\d{4}\b:?", "", " ".join(first.split()))
    return Failure(
        message=" ".join(words.split()),
        code=code[1] if code else "",
        stylesheet=place[2] if place else "",
        line=int(place[1]) if place else 0,
        static=static,
    )
