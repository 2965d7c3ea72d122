"""A reading text is laid out as if it were made of its words, one by one; so are its words counted."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teipress.publish import plain
from teipress.publish.plain import BORDER, SEAM, lay_out

TEXTS = st.text(st.sampled_from([*" \n\t\rab é漢\u00a0", BORDER, SEAM]), max_size=40)
SPACE = " \n\t\r"


def words_of(block: str) -> list[str]:
    for space in SPACE:
        block = block.replace(space, " ")
    return [word for word in block.split(" ") if word]


@pytest.mark.parametrize("little", [1, 8, 60_000])
@given(text=TEXTS)
def test_a_text_is_laid_out_word_by_word(little: int, text: str) -> None:
    blocks = [words_of(block) for block in text.replace(SEAM, "").split(BORDER)]
    with patch.object(plain, "_LITTLE", little):
        reading = lay_out(text)
    assert reading.text == "\n\n".join(" ".join(block) for block in blocks if block) + "\n"
    assert reading.data == reading.text.encode()
    assert reading.words == sum(len(words_of(block)) for block in text.replace(SEAM, " ").split(BORDER))
    assert reading.characters == sum(map(len, "".join("".join(block) for block in blocks)))
