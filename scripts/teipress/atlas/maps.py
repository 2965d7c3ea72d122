"""The map of an index of places, as data that the stylesheets write (``xslt/index/map.xsl``)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from lxml import etree

from teipress.atlas.clip import Box
from teipress.atlas.drawing import FINE, Drawing, draw
from teipress.atlas.frame import WIDTH, frame
from teipress.atlas.lettering import Label, letter, places_for, shown_name
from teipress.atlas.marks import Mark, Place, mark

INDEX = "https://teipress.org/ns/index"
SIZE = 13.0  # units: the letters where a map is as wide as its units are pixels
# On a telephone, a map is half as wide: letters are twice as large on it, and marks, too, are larger (teipress.css).
NARROW_SIZE, NARROW_MARKS = 26.0, 1.7
_SIDE = 4  # units that names stay away from the sides


def read_places(rows: Iterable[Mapping[str, Any]]) -> tuple[Place, ...]:
    """Read what the stylesheets tell of places; those that are nowhere on earth are left out."""
    return tuple(place for row in rows if (place := _place(row)))


def _place(row: Mapping[str, Any]) -> Place | None:
    try:
        longitude, latitude = float(row["longitude"]), float(row["latitude"])
    except ValueError:
        return None
    is_on_earth = abs(longitude) <= 180 and abs(latitude) <= 90  # which what is no number is not
    if not is_on_earth:
        return None
    return Place(str(row["id"]), str(row["name"]), longitude, latitude, int(row["mentions"]))


def map_of(places: Sequence[Place]) -> bytes:
    """Draw the map of some places, one at least.

    <x:map width height fine kilometres? length?>   lengths in units; paths in as many steps of a unit as fine says
      <x:sea d/> <x:net d/> <x:land d/> <x:borders d/>
      <x:mark x y radius ids>                       the ids of its places: the one that is mentioned most first
        <x:label show x y anchor>name               wide: always; narrow: on a narrow page; none: when asked for
    """
    shown = frame([(place.longitude, place.latitude) for place in places])
    marks = mark((place, shown.spot(place.longitude, place.latitude)) for place in places)
    drawing = draw(shown)
    root = etree.Element(f"{{{INDEX}}}map", _about(shown.height, drawing), {"x": INDEX})
    for name, path in (
        ("sea", drawing.sea),
        ("net", drawing.net),
        ("land", drawing.land),
        ("borders", drawing.borders),
    ):
        etree.SubElement(root, f"{{{INDEX}}}{name}", {"d": path})
    box = Box(0, 0, WIDTH, shown.height).wider(-_SIDE)
    wide, narrow = letter(marks, box, SIZE), letter(marks, box, NARROW_SIZE, NARROW_MARKS)
    for at, one in enumerate(marks):
        _write(root, one, wide.get(at), narrow.get(at))
    return etree.tostring(root, encoding="utf-8")


def _about(height: float, drawing: Drawing) -> dict[str, str]:
    about = {"width": str(WIDTH), "height": _number(height), "fine": str(FINE)}
    scale = {"kilometres": str(drawing.kilometres), "length": _number(drawing.length)} if drawing.kilometres else {}
    return about | scale


def _write(root: etree._Element, mark: Mark, wide: Label | None, narrow: Label | None) -> None:
    where = {"x": _number(mark.x), "y": _number(mark.y), "radius": _number(mark.radius)}
    ids = " ".join(place.id for place in mark.places)
    element = etree.SubElement(root, f"{{{INDEX}}}mark", {**where, "ids": ids})
    asked = wide or next(label for label, _ in places_for(mark, SIZE))
    for show, label in (("wide" if wide else "none", asked), ("narrow", narrow)):
        if label:
            at = {"show": show, "x": _number(label.x), "y": _number(label.y), "anchor": label.anchor}
            etree.SubElement(element, f"{{{INDEX}}}label", at).text = shown_name(mark)


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
