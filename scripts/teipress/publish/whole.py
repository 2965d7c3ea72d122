"""Make one part of what is about all texts (``parts``), in a child process, and write its files."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass

from teipress.atlas.maps import map_of, read_places
from teipress.output import File, Stage
from teipress.publish.controls import controls_kept
from teipress.publish.long import OUTLINE, TOGETHER, outline_of, piece
from teipress.publish.parts import Part
from teipress.saxon import Engine, Failure, Outcome, Stylesheet, Task, Value, Xml

FRONT = Xml(b"<front/>", "urn:teipress:front")


@dataclass(frozen=True, slots=True)
class Frame:
    """What the parts of one build have in common; it goes to each child once."""

    stage: Stage
    stylesheet: Stylesheet
    parameters: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Front:
    """What the front page says of the edition: ``data`` to programs, and how it is cited (``cite/cited.py``)."""

    data: str = ""
    citation: bytes = b""


@dataclass(frozen=True, slots=True)
class Share:
    """A part to make, with what the front page says, where the part has it."""

    part: Part
    front: Front


def make_part(engine: Engine, frame: Frame, share: Share) -> tuple[File, ...] | Failure:
    """Make the files of a part. JSON is laid out to be read."""
    drawn: dict[str, Value] = {}
    if not {"place", "place-outline"}.isdisjoint(share.part.names) and _tells_of_coordinates(frame):
        told = _run(engine, frame, share, ("located",), {})
        if told.failure:
            return told.failure
        if places := read_places(json.loads(told.outputs[0].documents["located"])):
            drawn["map"] = (Xml(map_of(places), "urn:teipress:map"),)
    outcome = _run(engine, frame, share, share.part.names, drawn)
    if outcome.failure:
        return outcome.failure
    files = outcome.outputs[0].documents.items()
    return tuple(frame.stage.write(_place(path, share.part), _as_file(path, text).encode()) for path, text in files)


def _place(path: str, part: Part) -> str:
    if path == OUTLINE:
        return outline_of(part.names[0].partition("-")[0])
    is_piece = path in TOGETHER or (part.outline and not path.endswith(".html"))
    return piece(path, part.order) if is_piece else path


def _tells_of_coordinates(frame: Frame) -> bool:
    registers = frame.parameters.get("registers")
    return isinstance(registers, tuple) and any(isinstance(one, Xml) and b"geo" in one.data for one in registers)


def _run(engine: Engine, frame: Frame, share: Share, parts: tuple[str, ...], more: Mapping[str, Value]) -> Outcome:
    own: dict[str, Value] = {"records": (share.part.records,), "parts": parts, "edition-data": share.front.data}
    if share.part.outline:
        own["outline"] = (Xml(share.part.outline, "urn:teipress:outline"),)
    if share.front.citation:
        own["citation"] = (Xml(share.front.citation, "urn:teipress:citation"),)
    task = Task(
        FRONT, (frame.stylesheet,), {**own, **more}, shared=frame.parameters, maps=frozenset({frame.stylesheet})
    )
    return engine.run(task)


def _as_file(path: str, text: str) -> str:
    return _laid_out(text) if ".json" in path else controls_kept(text) if path.endswith(".html") else text


def _laid_out(text: str) -> str:
    """Lay JSON out, the items of a long list one by one: all of them as objects would take ten times the memory."""
    if not text.startswith("[{"):
        return json.dumps(json.loads(text, parse_float=_number), ensure_ascii=False, indent=1) + "\n"
    decoder, laid_out, at = json.JSONDecoder(parse_float=_number), io.StringIO(), 0
    while at < len(text) - 1:
        item, end = decoder.raw_decode(text, at + 1)
        written = json.dumps([item], ensure_ascii=False, indent=1)
        laid_out.write("," if at else "[")
        laid_out.write(written[1:-2])
        at = end
    return f"{laid_out.getvalue()}\n]\n"


def _number(written: str) -> float:
    """Read a number; Saxon writes a million as “1.0E6”."""
    value = float(written)
    return int(value) if "E" in written and value.is_integer() else value
