"""Dates that are uncertain, approximate or not fully known. The examples are those of the specification."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teipress.validate.edtf import edtf_span, is_edtf, looks_like_edtf

LEVEL_0 = """1985-04-12 1985-04 1985 1985-04-12T23:20:30 1985-04-12T23:20:30Z 1985-04-12T23:20:30-04
1985-04-12T23:20:30+04:30 1964/2008 2004-06/2006-08 2004-02-01/2005-02-08 2004-02-01/2005-02 2004-02-01/2005
2005/2006-02 0000"""
LEVEL_1 = """Y170000002 Y-170000002 2001-21 1984? 2004-06~ 2004-06-11% 201X 20XX 2004-XX 1985-04-XX 1985-XX-XX
1985-04-12/.. 1985-04/.. 1985/.. ../1985-04-12 ../1985-04 ../1985 1985-04-12/ 1985-04/ 1985/ /1985-04-12 /1985-04
/1985 -1985 1984~/2004-06 1984?/2004% 2004-06-01/2004-06-20"""
LEVEL_2 = """Y-17E7 1950S2 Y171010000S3 Y3388E2S3 2001-34 [1667,1668,1670..1672] [..1760-12-03] [1760-12..]
[1760-01,1760-02,1760-12..] [1667,1760-12] [..1984] {1667,1668,1670..1672} {1960,1961-12} {..1984} 2004-06-11%
2004-06~-11 2004?-06-11 ?2004-06-~11 2004-%06-11 156X-12-25 15XX-12-25 XXXX-12-XX 1XXX-XX 1XXX-12 1984-1X
2004-06-~01/2004-06-~20 2004-06-XX/2004-07-03"""
WRONG = """
1985-13 1985-04-31 1985-4 19-04 1985-21-01 1985-42 1985-20 1984?? ?1984? 1985/1984 / ../.. ./1985 Y1985
Y0170002 1950S0 1950S5 [1667..,1668] [1667-1668] {1667] [] [1667,,1668] 198 19850412 1985-04-12T25:00:00
1985-04-12T23:20 2004--06 -0000 1985-XX-3X1 1985-04-XXX 20X 1985-3X 1985-02-3X XX-12 1985/1986/1987 1985-W10"""


@pytest.mark.parametrize("value", [*f"{LEVEL_0} {LEVEL_1} {LEVEL_2}".split(), "[1667, 1668, 1670..1672]"])
def test_what_the_specification_allows(value: str) -> None:
    assert is_edtf(value)


@pytest.mark.parametrize("value", [*WRONG.split(), "", "circa 1985"])
def test_what_it_does_not_allow(value: str) -> None:
    assert not is_edtf(value)


@pytest.mark.parametrize(
    ("value", "span"),
    [
        ("1984?", ((1984, 1, 1), (1984, 12, 31))),
        ("2004-06~", ((2004, 6, 1), (2004, 6, 30))),
        ("19XX", ((1900, 1, 1), (1999, 12, 31))),
        ("-1XXX", ((-1999, 1, 1), (-1000, 12, 31))),
        ("156X-12-25", ((1560, 12, 25), (1569, 12, 25))),
        ("1984-1X", ((1984, 10, 1), (1984, 12, 31))),
        ("1985-XX-XX", ((1985, 1, 1), (1985, 12, 31))),
        ("2001-21", ((2001, 1, 1), (2001, 12, 31))),
        ("?2004-06-~11", ((2004, 6, 11), (2004, 6, 11))),
        ("198X-02-29", ((1980, 2, 29), (1989, 2, 28))),
        ("1985/..", None),
    ],
)
def test_the_days_that_a_date_may_mean(value: str, span: object) -> None:
    assert edtf_span(value) == span


@pytest.mark.parametrize(
    ("value", "looks"),
    [("1984", False), ("1984-06", False), ("1984?", True), ("19XX", True), ("2001-21", True), ("noon?", False)],
)
def test_what_only_edtf_can_say_is_recognized(value: str, looks: bool) -> None:
    assert looks_like_edtf(value) is looks


@given(st.text(st.sampled_from("0123456789-X?~%/.,[]{}YES T:"), max_size=20))
def test_no_text_is_beyond_telling(value: str) -> None:
    assert is_edtf(value) or not looks_like_edtf(value)
    edtf_span(value)
