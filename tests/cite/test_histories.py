"""Random histories: whatever editors do, every id that was ever released leads to its passage or to what became of it.

After each few edits the edition is checked. What is harmed must be told; then it is mended or recorded, as the report
says, and perhaps released.
"""

from __future__ import annotations

import random
from collections import Counter

import pytest

from teipress.cite.advice import Adviser
from teipress.cite.compare import Comparison, compare
from teipress.cite.decisions import Decisions
from teipress.cite.ledger import ACTIVE, Entry, Ledger, record_release
from teipress.cite.passages import passages_of
from teipress.cite.verdicts import Judged, Verdict
from tests.cite.histories import EDITS, Node, Text, mistyped, split, swap

KINDS = ("prose", "verse", "drama")
STEPS = 15
ROUNDS = 20  # of mending and recording, after which all must be well


class History:
    """One text, edited at random. ``named`` are the nodes that released ids name, and ``said`` what these said."""

    def __init__(self, kind: str, seed: int) -> None:
        self.text = Text(kind, seed)
        self.random = random.Random(f"{seed} {kind}")
        self.ledger = Ledger()
        self.named: dict[str, Node] = {}
        self.said: dict[str, str] = {}
        self.counts: Counter[str] = Counter()
        self.release()

    def run(self) -> Counter[str]:
        for step in range(STEPS):
            self.random.choice(EDITS)(self.text)
            if step == STEPS - 1 or self.random.random() < 0.5:
                self.see()
                self.settle()
                if self.random.random() < 0.5:
                    self.release()
        self.resolve()
        return self.counts

    def release(self) -> None:
        name = f"1.{len(self.ledger.releases)}.0"
        self.ledger = record_release(self.ledger, {"text": self.text.document()}, name)
        for node in self.text.all():
            self.named[node.id], self.said[node.id] = node, node.words

    def compare(self) -> Comparison:
        return compare(self.ledger, {"text": self.text.document()})

    def harmed(self) -> dict[str, str]:
        """List the released ids that name nothing, or something else, with what happened to them."""
        nodes = self.nodes()
        found: dict[str, str] = {}
        for id, node in self.named.items():
            is_there, active = id in nodes, self.ledger.current["text", id].state == ACTIVE
            if active != is_there:
                found[id] = "lost" if active else "reused"
            elif is_there and not self.is_the_same(node, nodes[id]):
                found[id] = "exchanged"
        return found

    def is_the_same(self, named: Node, node: Node) -> bool:
        """Tell whether a node is the one that was named, or took it in.

        A new twin beside a passage that has exchanged ids with it is, byte by byte, one that was put on its other side.
        """
        if any(one is named for one in (node, *node.taken)):
            return True
        is_new = named.id not in self.named and not any(one is node for one in self.named.values())
        return is_new and self.are_twins(named, node)

    def are_twins(self, one: Node, other: Node) -> bool:
        """Tell whether two nodes stand side by side, or with others between, that all say the same."""
        for parent in self.text.root.walk():
            row = parent.children
            places = [place for place, node in enumerate(row) if node is one or node is other]
            if len(places) == 2:
                between = row[places[0] : places[1] + 1]
                return len({(node.tag, node.words) for node in between}) == 1
        return False

    def nodes(self) -> dict[str, Node]:
        return {node.id: node for node in reversed(self.text.all())}

    def see(self) -> None:
        """Count what is harmed, and what of that a check does not tell."""
        told = {judged.entry.id for judged in self.compare().findings}
        for id, what in self.harmed().items():
            self.counts[what] += 1
            if id not in told and not self.is_told_of_its_twin(id, told):
                self.counts[f"{what}, not told"] += 1

    def is_told_of_its_twin(self, id: str, told: set[str]) -> bool:
        """Tell whether an id was exchanged with one that says the same: an error at either refuses both."""
        return any(self.said.get(other) == self.said[id] for other in told)

    def settle(self) -> None:
        """Do what an editor does who follows the report."""
        for _ in range(ROUNDS):
            comparison = self.compare()
            if comparison.is_fine:
                return
            [*Adviser(self.ledger, comparison, "ids.lock").tell()]
            for entry in comparison.dangling:
                self.lead_again(entry)
            for judged in comparison.findings:
                if self.harmed().get(judged.entry.id) in {"exchanged", "reused"}:
                    self.give_back(judged.entry.id)
                    break
                self.record(judged, comparison)
        raise AssertionError("what the report says does not help")

    def give_back(self, id: str) -> None:
        """Give an id back to its passage, if that is there still, and another one to what has it."""
        node, passage = self.nodes()[id], self.named[id]
        node.id = self.text.new_id(node.tag)
        if self.ledger.current["text", id].state == ACTIVE and any(one is passage for one in self.text.all()):
            passage.id = id

    def record(self, judged: Judged, comparison: Comparison) -> None:
        id = judged.entry.id
        if judged.verdict is Verdict.VANISHED and id not in self.nodes():
            origin = comparison.origins[judged.entry.key]
            to = [name for _, name in origin.successors]
            self.count_proposal(id, to)
            self.ledger = self.decisions().retire([id], to, "as proposed", origin.state)
        elif id in self.nodes():
            self.ledger = self.decisions().keep([id], judged.parts, "the same")

    def lead_again(self, entry: Entry) -> None:
        there = {node: node.id for node in self.text.all()}
        heir = there.get(self.named[entry.id], entry.id)
        to = [heir] if heir != entry.id else []
        if entry.state == ACTIVE:
            self.ledger = self.decisions().keep([entry.id], to, "again")
        else:
            self.ledger = self.decisions().retire([entry.id], to, "again")

    def count_proposal(self, id: str, to: list[str]) -> None:
        """Count how often a passage that is still there is found again."""
        passage = self.named[id]
        if any(node is passage for node in self.text.all()):
            self.counts["found" if passage.id in to else "not found"] += 1

    def decisions(self) -> Decisions:
        return Decisions(self.ledger, {"text": passages_of(self.text.document(), "text")})

    def resolve(self) -> None:
        """See that every id leads to what is there, or says what became of it."""
        live = {("text", id) for id in self.nodes()}
        for key, entry in self.ledger.current.items():
            leads = self.ledger.resolve(*key, live)
            assert set(leads) <= live
            assert (key in leads) == (entry.state == ACTIVE)
            self.counts["live" if key in leads else "moved" if leads else "tombstone"] += 1


def histories(number: int) -> Counter[str]:
    total: Counter[str] = Counter()
    for seed in range(number):
        total += History(KINDS[seed % 3], seed).run()
    return total


def expect_all_told(counts: Counter[str]) -> None:
    """See that no harm was silent. Of two passages that say the same, either may be found for the other."""
    assert {what: number for what, number in counts.items() if what.endswith("not told")} == {}
    assert min(counts["lost"], counts["exchanged"], counts["reused"]) > 0
    assert counts["not found"] <= counts["found"] / 20


def test_no_harm_is_silent() -> None:
    expect_all_told(histories(30))


@pytest.mark.slow
def test_no_harm_is_silent_in_a_thousand_histories() -> None:
    counts = histories(1_000)
    print(dict(counts))
    expect_all_told(counts)


def false_alarms(number: int) -> tuple[int, int]:
    """Count corrected typos, a dozen in a text, and the ids that are refused because of them."""
    corrected, refused = 0, 0
    for seed in range(number):
        history = History(KINDS[seed % 3], 10_000 + seed)
        nodes = history.text.random.sample(history.text.leaves(), 12)
        for node in nodes:
            mistyped(history.text, node)
        corrected += len(nodes)
        refused += len(history.compare().findings)
    return corrected, refused


def test_a_corrected_typo_is_no_harm() -> None:
    corrected, refused = false_alarms(30)
    assert refused <= corrected / 100


@pytest.mark.slow
def test_a_corrected_typo_is_no_harm_in_a_thousand_texts() -> None:
    corrected, refused = false_alarms(1_000)
    print(corrected, refused)
    assert refused <= corrected / 100


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_one_edit_is_told_as_what_it_is(kind: str, edit: object) -> None:
    """See that what names the same as before is fine, and that the rest is told, edit by edit."""
    assert callable(edit)
    for seed in range(3):
        history = History(kind, 20_000 + seed)
        edit(history.text)
        told = {judged.entry.id: judged.verdict for judged in history.compare().findings}
        harmed = history.harmed()
        assert harmed.keys() <= told.keys() or edit is swap
        assert bool(harmed) <= bool(told)
        for id, verdict in told.items():
            if id not in harmed:
                assert verdict in {Verdict.ELEMENT, Verdict.PARTED, Verdict.JUMPED}, (edit, id)


@pytest.mark.parametrize("kind", KINDS)
def test_a_passage_divided_in_place_is_never_silent(kind: str) -> None:
    for seed in range(10):
        history = History(kind, 30_000 + seed)
        split(history.text)
        assert not history.compare().is_fine
