"""What became of anchors: never a wrong place, and an orphan rather than a guess."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace

import pytest

from teipress.cite.anchored import Anchor, Published, Status, Verdict
from teipress.cite.anchors import judge
from teipress.cite.offsets import Span
from teipress.cite.selectors import Quote, quote_of, select
from teipress.cite.surroundings import alike
from tests.cite.edits import Manuscript, heirs_of, survived

OLD = (
    "It was the best of times, it was the worst of times, it was the age of wisdom.",
    "We had everything before us, we had nothing before us, said the old man to Kim.",
    "There were a king with a large jaw and a queen with a plain face, on the throne of England.",
    "In both countries it was clearer than crystal that things in general were settled for ever.",
)
SPACED = " alpha beta Kyrie eleison the Kim of county"


def published(*blocks: str, name: str = "text", ids: bool = True) -> Published:
    plain, places = "", {}
    for number, block in enumerate(blocks, 1):
        start = len(plain)
        plain += block
        places[f"p{number}"] = Span(start, len(plain))
        plain += "\n\n"
    return Published(name, plain.rstrip("\n") + "\n", places if ids else {})


THEN = published(*OLD)


def at(text: Published, words: str, number: int = 0) -> Span:
    start = -1
    for _ in range(number + 1):
        start = text.plain.index(words, start + 1)
    return Span(start, start + len(words))


def anchor(words: str, *, release: str = "", number: int = 0, then: Published = THEN) -> Anchor:
    told = select(then.plain, at(then, words, number), then.ids)
    return Anchor("note", "text", release, told.quote, told.span, told.id)


def bare(words: str, release: str = "") -> Anchor:
    """Make an anchor as Hypothesis does: the words in their context, without id and offsets of ours."""
    return Anchor("note", "text", release, quote_of(THEN.plain, at(THEN, words)))


def same(text: str, identifier: str) -> tuple[tuple[str, str], ...]:
    return ((text, identifier),)


def judged(
    told: Anchor, *now: Published, then: tuple[Published, ...] = (), heirs: dict[str, list[str]] | None = None
) -> Verdict:
    texts = {one.name: one for one in now}

    def leads(text: str, identifier: str) -> tuple[tuple[str, str], ...]:
        names = heirs.get(identifier, [identifier]) if heirs else [identifier]
        found = [tuple(name.split("#")) if "#" in name else (text, name) for name in names]
        return tuple((one, name) for one, name in found if one in texts and name in texts[one].ids)

    return judge(told, texts, leads, then)


@pytest.mark.parametrize("release", ["", "1.0.0"])
def test_what_has_not_changed_is_exact(release: str) -> None:
    verdict = judged(anchor("a large jaw", release=release), THEN, then=(THEN,) if release else ())
    assert (verdict.status, verdict.place and verdict.place.span) == (Status.EXACT, at(THEN, "a large jaw"))


def test_words_behind_an_edit_have_moved() -> None:
    now = published("A new beginning.", *OLD[1:])
    verdict = judged(anchor("a large jaw"), now)
    assert verdict.status is Status.MOVED
    assert verdict.place is not None
    assert (verdict.place.span, verdict.place.id) == (at(now, "a large jaw"), "p3")


def test_words_in_another_element_have_moved() -> None:
    now = published(*OLD[:2], "There were a king with", "a large jaw and a queen with a plain face.", OLD[3])
    verdict = judged(anchor("a plain face", release="1"), now, then=(THEN,))
    assert verdict.status is Status.MOVED
    assert verdict.place is not None
    assert verdict.place.id == "p4"
    assert verdict.before is not None
    assert verdict.before.id == "p3"


def test_an_element_that_went_to_another_text_is_followed_by_the_ledger() -> None:
    here, there = published(*OLD[:2], OLD[3]), published("Something else.", OLD[2], name="other")
    told = anchor("a large jaw", release="1")
    verdict = judged(told, here, there, then=(THEN,), heirs={"p3": ["other#p2"]})
    assert verdict.status is Status.MOVED
    assert verdict.place is not None
    assert (verdict.place.text, verdict.place.id) == ("other", "p2")
    assert judged(told, here, there, then=(THEN,), heirs={"p3": []}).status is Status.ORPHANED


def test_mended_words_are_told_with_the_old_ones() -> None:
    now = published(*OLD[:2], OLD[2].replace("plain face", "plainer face"), OLD[3])
    verdict = judged(anchor("a queen with a plain face", release="1"), now, then=(THEN,))
    assert verdict.status is Status.EDITED
    assert verdict.place is not None
    assert verdict.place.words == "a queen with a plainer face"
    assert verdict.before is not None
    assert verdict.before.words == "a queen with a plain face"


def test_other_words_in_the_same_place_are_no_mending() -> None:
    now = published(*OLD[:2], OLD[2].replace("a queen with a plain face", "two horses of a sort"), OLD[3])
    assert judged(anchor("a queen with a plain face", release="1"), now, then=(THEN,)).status is Status.ORPHANED


def test_a_mended_element_is_found_by_its_id() -> None:
    now = published(*OLD[:2], OLD[2].replace("large", "huge").replace("There were", "There was"), OLD[3])
    told = Anchor("note", "text", "1", id="p3", whole=True)
    assert judged(told, now, then=(THEN,)).status is Status.EDITED


def test_words_that_stood_several_times_are_no_guess() -> None:
    told = Anchor("note", "text", "1", Quote("it was the"))
    verdict = judged(told, THEN, then=(THEN,))
    assert verdict.status is Status.ORPHANED
    assert "several times" in verdict.reason
    assert [place.span for place in verdict.candidates] == [at(THEN, "it was the", n) for n in range(2)]


def test_the_same_words_elsewhere_are_not_those_that_are_gone() -> None:
    then = published("Amen, said the first.", "Nothing here.", "Amen, said the second.")
    now = published("Nothing here.", "Amen, said the second.", ids=False)
    told = anchor("Amen", release="1", then=then)
    verdict = judged(told, now, then=(then,))
    assert verdict.status is Status.ORPHANED
    assert [place.words for place in verdict.candidates] == ["Amen"]


def test_a_refrain_that_is_gone_is_not_the_one_that_is_left() -> None:
    refrain = "Amen, said the whole of the great assembly of the people of the county at once, and"
    then = published(f"{refrain} the first went.", "Nothing here.", f"{refrain} the second went home.")
    now = published("Nothing here.", f"{refrain} the second went home.", ids=False)
    told = Anchor("note", "text", "1", Quote("Amen"), at(then, "Amen"))
    assert judged(told, now, then=(then,)).status is Status.ORPHANED
    left = judged(replace(told, span=at(then, "Amen", 1)), now, then=(then,))
    assert (left.status, left.place and left.place.span) == (Status.MOVED, at(now, "Amen"))


@pytest.mark.parametrize("release", ["", "1"])
def test_an_element_among_others_that_say_the_same_is_known_by_its_id(release: str) -> None:
    then = published("Amen.", "Amen.", "Amen.")
    now = Published("text", "Oh.\n\nAmen.\n\nAmen.\n", {"p1": Span(0, 3), "p2": Span(5, 10), "p3": Span(12, 17)})
    for name, place in (("p2", Span(5, 10)), ("p3", Span(12, 17))):
        told = Anchor("note", "text", release, Quote("Amen."), id=name, whole=True)
        verdict = judged(told, now, then=(then,) if release else ())
        assert verdict.place is not None
        assert verdict.place.span == place


def test_offsets_decide_nothing() -> None:
    words = "la la la la"
    then = published(words, "something", words, ids=False)
    now = published("new", words, "something", words, ids=False)
    told = Anchor("note", "text", "", Quote(words), at(then, words, 0))
    assert judged(told, now).status is Status.ORPHANED
    assert judged(Anchor("note", "text", span=Span(3, 9)), now).status is Status.ORPHANED


def test_a_ledger_may_name_the_one_successor_of_an_element() -> None:
    now = published(*OLD[:2], OLD[2] + " " + OLD[3])
    told = Anchor("note", "text", id="p4", whole=True)
    verdict = judged(told, now, heirs={"p4": ["p3"]})
    assert (verdict.status, verdict.place and verdict.place.id) == (Status.MOVED, "p3")


def test_of_several_successors_none_is_chosen() -> None:
    now = published(*OLD[:2], "There were a king with a large jaw.", "And a queen with a plain face.", OLD[3])
    told = Anchor("note", "text", id="p9", whole=True)
    verdict = judged(told, now, heirs={"p9": ["p3", "p4"]})
    assert verdict.status is Status.ORPHANED
    assert [place.id for place in verdict.candidates] == ["p3", "p4"]


def test_what_is_about_something_else_is_left_aside() -> None:
    assert judged(Anchor("note", ""), THEN).status is Status.ELSEWHERE


def test_a_text_that_is_gone_leaves_orphans() -> None:
    verdict = judged(replace(anchor("a large jaw"), text="gone"), THEN)
    assert (verdict.status, verdict.reason) == (Status.ORPHANED, "there is no text “gone” in this edition any more")


def test_offsets_of_a_page_are_not_taken_for_those_of_a_plain_text() -> None:
    told = replace(bare("a large jaw"), span=Span(900, 911), sure=False)
    assert judged(told, THEN).status is Status.EXACT
    ours = replace(told, span=at(THEN, "a large jaw"))
    assert judged(ours, published("New.", *OLD), then=(THEN,)).status is Status.MOVED


def test_an_anchor_without_a_release_is_known_by_a_release_that_it_is_right_for() -> None:
    now = published(*OLD[:2], OLD[2].replace("plain face", "plainer face"), OLD[3])
    assert judged(anchor("a queen with a plain face"), now, then=(now, THEN)).status is Status.EDITED


@pytest.mark.parametrize(
    ("one", "other", "are_alike"),
    [
        ("the regime", "the regime", True),
        ("Rodong Shinmun", "Rodong Sinmun", True),
        ("colour of the sea", "color of the sea", True),
        ("Kim", "Kin", False),
        ("the best of times", "the worst of times", True),
        ("a large jaw", "a plain face", False),
        ("word " * 1500, "word " * 1400, True),
    ],
)
def test_how_alike_words_must_be(one: str, other: str, are_alike: bool) -> None:
    assert alike(one, other) is are_alike


def sample(chance: random.Random, kind: str) -> list[str]:
    if kind == "litany":
        return [
            " ".join(chance.choices("Kyrie eleison Christe la le lu".split(), k=chance.randrange(2, 8)))
            for _ in range(14)
        ]
    words = "the of and county people regions development Kim system words had been said new old great by in".split()
    return [" ".join(chance.choices(words, k=chance.randrange(12, 40))) for _ in range(10)]


@pytest.mark.parametrize(("kind", "runs", "allowed"), [("prose", 100, 0.0), ("litany", 60, 0.01)])
def test_no_history_of_edits_leads_an_anchor_astray(kind: str, runs: int, allowed: float) -> None:
    counts: Counter[str] = Counter()
    for seed in range(runs):
        chance = random.Random(f"{kind} {seed}")
        manuscript = Manuscript(sample(chance, kind))
        then, before = manuscript.published()
        spans = [span for _ in range(6) if (span := stretch(chance, then))]
        for _ in range(chance.randrange(9)):
            manuscript.edit(chance, SPACED.split())
        now, after = manuscript.published()
        heirs = heirs_of(manuscript, now)
        for span in spans:
            truth, told = survived(before, span, after), select(then.plain, span, then.ids)
            for one, texts in (
                (Anchor("frozen", "text", "1", told.quote, span, told.id), [then]),
                (Anchor("frozen, as Hypothesis has it", "text", "1", quote_of(then.plain, span)), [then]),
                (Anchor("ours", "text", "", told.quote, span, told.id), []),
                (Anchor("as Hypothesis has it", "text", "", quote_of(then.plain, span)), []),
            ):
                counts[verdict_on(judge(one, {"text": now}, heirs, texts), truth)] += 1
    total = counts.total()
    assert counts["wrong"] <= allowed * total, counts
    assert counts["right"] >= 0.6 * total, counts
    assert counts["edited"] > 0, counts


def stretch(chance: random.Random, text: Published) -> Span | None:
    """Choose some words of a block."""
    block = chance.choice([*text.ids.values()])
    start = chance.randrange(block.start, block.end)
    end = min(block.end, start + chance.choice((3, 8, 20, 60)))
    words = text.plain[start:end]
    start, end = end - len(words.lstrip()), end - len(words) + len(words.rstrip())
    return Span(start, end) if start < end else None


def verdict_on(verdict: Verdict, truth: Span | None) -> str:
    if verdict.place is None:
        return "orphaned"
    if verdict.status is Status.EDITED:
        return "edited" if truth in (None, verdict.place.span) else "wrong"
    return "right" if verdict.place.span == truth else "wrong"
