"""From the globe to the map: projections, frames, cuts, outlines."""

from __future__ import annotations

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teipress.atlas.clip import Box, clip_line, clip_ring
from teipress.atlas.drawing import FINE, draw
from teipress.atlas.frame import WIDTH, Frame, frame
from teipress.atlas.outlines import Outlines, decode, encode, region, world, written
from teipress.atlas.projections import EqualArea, EqualEarth, apart
from teipress.atlas.simplify import simplify
from tests.outlines.topology import outlines

LONGITUDES, LATITUDES = st.floats(-180, 180), st.floats(-90, 90)
CHANGSUNG = (125.2453, 40.4214)
FIJI, SAMOA = (178.4, -18.1), (-171.8, -13.8)
FAR = [(-74.0, 40.7), (2.35, 48.85), (116.4, 39.9), (151.2, -33.9)]


def points(path: str) -> list[list[tuple[float, float]]]:
    """Read a path as it is drawn: in units."""
    found = []
    for piece in path.replace("z", "").split("M")[1:]:
        x, y, *steps = (int(number) for number in re.findall(r"-?\d+", piece))
        line = [(x / FINE, y / FINE)]
        for across, down in zip(steps[::2], steps[1::2], strict=True):
            x, y = x + across, y + down
            line.append((x / FINE, y / FINE))
        found.append(line)
    return found


def is_land(shown: Frame, longitude: float, latitude: float) -> bool:
    """Tell whether a point is on land, as a browser fills it: a ray from it crosses the path an odd number of times."""
    x, y = shown.spot(longitude, latitude)
    crossed = 0
    for line in points(draw(shown).land):
        for (a, b), (c, d) in zip(line, [*line[1:], line[0]], strict=True):
            crossed += (b > y) is not (d > y) and x < a + (y - b) * (c - a) / (d - b)
    return crossed % 2 == 1


@given(LONGITUDES, st.floats(-89, 89), LONGITUDES, LATITUDES)
def test_a_point_comes_back_from_the_plane(middle: float, up: float, longitude: float, latitude: float) -> None:
    projection = EqualArea(middle, up)
    if apart((middle, up), (longitude, latitude)) < 170:
        back = projection.globe(*projection.plane(longitude, latitude))
        assert apart(back, (longitude, latitude)) < 1e-4


def test_equal_earth_is_as_wide_and_high_as_its_authors_say() -> None:
    projection = EqualEarth(0)
    assert [*projection.plane(180, 0), *projection.plane(0, 90)] == pytest.approx([2.7066299836, 0, 0, 1.3173627591])


@pytest.mark.parametrize("projection", [EqualEarth(11), EqualArea(20, 50)])
def test_areas_are_true(projection: EqualEarth | EqualArea) -> None:
    for longitude, latitude in ((0, 0), (30, 60), (60, 20)):
        sides = [(longitude, latitude), (longitude + 0.1, latitude), (longitude, latitude + 0.1)]
        (x, y), (a, b), (c, d) = (projection.plane(*side) for side in sides)
        there = abs((a - x) * (d - y) - (c - x) * (b - y))
        assert there == pytest.approx(math.radians(0.1) ** 2 * math.cos(math.radians(latitude)), rel=5e-3)


def test_a_ring_is_cut_at_the_sides_of_a_box() -> None:
    box = Box(0, 0, 10, 10)
    assert set(clip_ring([(-5, -5), (5, -5), (5, 5), (-5, 5)], box)) == {(0, 0), (5, 0), (5, 5), (0, 5)}
    assert clip_ring([(20, 20), (30, 20), (30, 30)], box) == []
    around = clip_ring([(-5, -5), (15, -5), (15, 15), (-5, 15)], box)
    assert set(around) == {(0, 0), (10, 0), (10, 10), (0, 10)}


def test_a_line_is_in_pieces_where_it_leaves_and_comes_back() -> None:
    pieces = [*clip_line([(-5, 2), (5, 2), (15, 2), (15, 8), (5, 8)], Box(0, 0, 10, 10))]
    assert pieces == [[(0, 2), (5, 2), (10, 2)], [(10, 8), (5, 8)]]


def test_what_the_shape_does_not_need_is_left_out() -> None:
    line = [(0.0, 0.0), (1.0, 0.01), (2.0, 0.0), (3.0, 5.0), (4.0, 0.0)]
    assert simplify(line, 0.1) == [(0, 0), (2, 0), (3, 5), (4, 0)]
    assert simplify(line, 100, least=3) == [(0, 0), (3, 5), (4, 0)]


@given(st.lists(st.tuples(LONGITUDES, LATITUDES), min_size=1))
def test_a_line_is_read_as_it_was_written(line: list[tuple[float, float]]) -> None:
    read = decode(encode(line))
    rounded = [(round(x * 100) / 100, round(y * 100) / 100) for x, y in line]
    assert list(read) == [point for at, point in enumerate(rounded) if at == 0 or point != rounded[at - 1]]


def test_the_outlines_are_there_and_small() -> None:
    assert len(written(world())) + len(written(region())) < 300_000
    for one in (world(), region()):
        around = [ring for ring in one.land if ring[0] != ring[-1]]
        assert [abs(ring[-1][0] - ring[0][0]) for ring in around] == [360]  # Antarctica
        assert len(one.borders) > 100


def test_lines_of_a_topology_are_joined() -> None:
    def country(*arcs: int) -> dict[str, object]:
        return {"type": "Polygon", "arcs": [list(arcs)]}

    told = {
        "transform": {"scale": [1, 1], "translate": [175, 0]},
        "arcs": [[[5, 0], [0, 5]], [[5, 5], [-5, 0], [0, -5], [5, 0]], [[5, 0], [-356, 0], [0, 5], [356, 0]]],
        "objects": {
            "land": {"type": "Polygon", "arcs": [[2, 1]]},
            "countries": {"geometries": [country(0, 1), country(2, -1)]},
        },
    }
    found = outlines(told, lambda line: line, least=1)
    assert found == Outlines(
        (((180, 0), (184, 0), (184, 5), (180, 5), (175, 5), (175, 0), (180, 0)),), (((180, 0), (180, 5)),)
    )


def test_one_place_is_in_the_middle_of_its_region() -> None:
    shown = frame([CHANGSUNG])
    assert not shown.is_world
    assert [*shown.spot(*CHANGSUNG)] == pytest.approx([WIDTH / 2, shown.height / 2])
    assert shown.kilometres * WIDTH == pytest.approx(10 * 111.2, rel=0.01)


def test_places_on_both_sides_of_the_date_line_are_neighbours() -> None:
    shown = frame([FIJI, SAMOA])
    assert not shown.is_world
    (x, _), (a, _) = shown.spot(*FIJI), shown.spot(*SAMOA)
    assert 0 < x < a < WIDTH
    assert is_land(shown, 178.0, -17.8)  # Viti Levu


def test_places_far_from_each_other_are_on_a_map_of_the_world() -> None:
    shown = frame(FAR)
    assert shown.is_world
    assert all(0 < x < WIDTH and 0 < y < shown.height for x, y in (shown.spot(*place) for place in FAR))
    assert frame([(0, 0), (180, 0)]).is_world


def test_the_world_is_cut_where_there_are_no_places() -> None:
    pacific = [(139.7, 35.7), (-122.4, 37.8), (174.8, -41.3), (-70.7, -33.4), (-157.8, 21.3)]
    shown = frame(pacific)
    assert shown.is_world
    xs = [shown.spot(*place)[0] for place in pacific]
    assert xs[0] < xs[2] < xs[4] < xs[1] < xs[3]  # Tokyo, Wellington, Honolulu, San Francisco, Santiago


PLACES = {
    "Korea": ([CHANGSUNG], (126.0, 40.8), (124.0, 38.5)),
    "Spain": ([(-4.0, 40.0)], (-4.0, 40.0), (1.5, 39.5)),
    "opposite of a continent": ([(116.4, 39.9), (103.8, 1.35), (77.0, 28.0)], (100.0, 30.0), (85.0, 12.0)),
    "world": (FAR, (20.0, 10.0), (-30.0, 30.0)),
    "north pole": ([(15.6, 78.2), (-94, 74.7), (-52, 70), (140, 75)], (-42.0, 72.0), (0.0, 88.0)),
    "south pole": ([(0, -90), (166.7, -77.8), (-60, -75)], (100.0, -85.0), (-175.0, -76.0)),
    "world with the south pole": ([*FAR, (0, -80)], (100.0, -80.0), (-120.0, -60.0)),
}


@pytest.mark.parametrize("name", PLACES)
def test_land_is_where_it_is(name: str) -> None:
    places, land, sea = PLACES[name]
    shown = frame(places)
    assert is_land(shown, *land)
    assert not is_land(shown, *sea)


@pytest.mark.parametrize("name", PLACES)
def test_a_drawing_stays_in_its_frame_and_is_small(name: str) -> None:
    shown = frame(PLACES[name][0])
    drawing = draw(shown)
    assert drawing == draw(shown)
    assert len(drawing.land) + len(drawing.borders) + len(drawing.net) < 30_000
    box = shown.box.wider(0.5)
    for path in (drawing.land, drawing.borders, drawing.net, drawing.sea):
        assert all(box.holds(point) for line in points(path) for point in line)


@given(st.lists(st.tuples(LONGITUDES, LATITUDES), min_size=1, max_size=5))
def test_every_place_is_on_its_map(places: list[tuple[float, float]]) -> None:
    shown = frame(places)
    for place in places:
        x, y = shown.spot(*place)
        assert 0 <= x <= WIDTH
        assert 0 <= y <= shown.height
