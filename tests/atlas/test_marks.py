"""Marks do not hide each other, and names have room."""

from __future__ import annotations

from itertools import combinations
from math import hypot

from lxml import etree

from teipress.atlas.clip import Box
from teipress.atlas.lettering import letter, places_for, shown_name
from teipress.atlas.maps import map_of, read_places
from teipress.atlas.marks import Mark, Place, mark

BOX = Box(0, 0, 720, 400)


def place(number: int, mentions: int = 1, name: str = "") -> Place:
    return Place(f"p{number}", name or f"Place {number}", 0, 0, mentions)


def test_what_is_mentioned_more_is_larger_and_beneath() -> None:
    marks = mark([(place(1, 0), (100, 100)), (place(2, 50), (200, 100)), (place(3, 5), (300, 100))])
    assert [one.places[0].id for one in marks] == ["p2", "p3", "p1"]
    assert [one.radius for one in marks] == sorted((one.radius for one in marks), reverse=True)


def test_some_places_in_one_spot_stand_side_by_side() -> None:
    for number in range(2, 7):
        marks = mark((place(at), (100.0, 100.0)) for at in range(number))
        assert len(marks) == number
        assert all(hypot(one.x - two.x, one.y - two.y) > 8 for one, two in combinations(marks, 2))


def test_many_places_in_one_spot_have_one_mark() -> None:
    (one,) = mark((place(at, mentions=at), (100.0, 100.0)) for at in range(7))
    assert [place.id for place in one.places] == [f"p{at}" for at in range(6, -1, -1)]
    assert shown_name(one) == "Place 6 +6"


def test_of_thousands_of_places_none_is_lost_and_the_marks_are_few() -> None:
    spots = [(place(at), (at * 7.3 % 700, at * 3.1 % 400)) for at in range(5000)]
    marks = mark(spots)
    assert len(marks) <= 250
    assert sorted(one.id for found in marks for one in found.places) == sorted(one.id for one, _ in spots)


def test_names_cover_neither_marks_nor_each_other() -> None:
    marks = mark((place(at, mentions=at % 9), (at * 37.0 % 700, at * 53.0 % 390)) for at in range(30))
    for size, larger in ((13.0, 1.0), (26.0, 1.7)):
        labels = letter(marks, BOX, size, larger)
        assert len(labels) > 5
        rooms = [
            next(room for found, room in places_for(marks[at], size, larger) if found == label)
            for at, label in labels.items()
        ]
        assert not any(one.meets(two) for one, two in combinations(rooms, 2))
        assert all(BOX.holds((room.left, room.bottom)) and BOX.holds((room.right, room.top)) for room in rooms)


def test_a_wide_script_gets_more_room_and_a_long_name_is_cut() -> None:
    def room(name: str) -> float:
        box = next(places_for(Mark(100, 100, 5, (place(1, name=name),)), 13))[1]
        return box.right - box.left

    assert room("서울특별시") > 1.4 * room("Seoul")
    assert room("cafe\u0301") == room("caf\u00e9")
    assert shown_name(Mark(0, 0, 5, (place(1, name="x" * 31),))) == "x" * 29 + "…"


def test_what_is_nowhere_on_earth_is_not_on_the_map() -> None:
    row = {"id": "p", "name": "P", "mentions": 1}
    wrong = [("200", "10"), ("10", "91"), ("1.2.3", "4"), ("", ""), ("nan", "nan")]
    assert read_places({**row, "longitude": x, "latitude": y} for x, y in wrong) == ()
    assert len(read_places([{**row, "longitude": "-180", "latitude": "90"}])) == 1


def test_a_map_is_the_same_every_time() -> None:
    places = [Place(f"p{at}", f"P{at}", at * 3.0, at * 1.5, at) for at in range(20)]
    data = map_of(places)
    assert data == map_of(places)
    root = etree.fromstring(data)
    assert len(data) < 40_000
    assert sorted(str(one.get("ids")) for one in root.iter("{*}mark")) == sorted(one.id for one in places)
