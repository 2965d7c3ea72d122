"""Compare the engine with Jing on real and on mutated documents, and print a table: ``SEED [MUTATIONS [DIFFERENCES]]``.

DIFFERENCES is the file that tells of each difference; the mutated documents are kept beside it.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from teipress.validate.relaxng import Schema
from tests.oracle.differential import Comparison, compare, jing_command
from tests.oracle.mutations import Mutator
from tests.paths import SHARED, TEI
from tests.schemas.editions import VALID

GRAMMARS = tuple(SHARED / f"tei/rng/tei_{name}.rng" for name in ("all", "lite", "drama", "minimal", "simplePrint"))
MUTATIONS = 2000
LARGEST = 120_000  # bytes of a document that is mutated
SAME_LINES = 0.99
HEAD = f"{'':<29} {'number':>7} {'invalid':>8} {'verdict ≠':>9} {'line ≠':>6}"


def corpora() -> list[Path]:
    """List the real files, but the one with a DOCTYPE: we refuse it, and Jing would fetch its DTD."""
    files = sorted((SHARED / "corpora").glob("*/*.xml"))
    return [path for path in files if b"<!DOCTYPE" not in path.read_bytes()[:2000]]


def write_mutations(folder: Path, seed: int, count: int) -> list[Path]:
    """Write the mutated documents: smaller originals are taken more often."""
    chance = random.Random(seed)
    names = [name.rpartition("}")[2] for name in Schema.from_file(GRAMMARS[0]).element_names()]
    mutator = Mutator(chance, names)
    originals = (*corpora(), *sorted(VALID.rglob("*.xml")), *sorted(TEI.rglob("*.xml")))
    texts = [text for path in originals if len(text := path.read_text(encoding="utf-8")) < LARGEST]
    chosen = chance.choices(texts, [1 / (2000 + len(text)) for text in texts], k=count)
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for number, text in enumerate(chosen):
        path = folder / f"{seed}-{number:05}.xml"
        path.write_text(mutator.mutate(text), encoding="utf-8", newline="")
        paths.append(path)
    return paths


def main(arguments: Sequence[str]) -> int:
    """Give 0 where all is the same, 1 where it is not, and 0 with a word where there is nothing to compare with."""
    command = jing_command()
    if command is None or not all(grammar.is_file() for grammar in GRAMMARS):
        print("Nothing is compared: Java, Jing or the reference schemas are not here.")
        return 0
    seed = int(arguments[0]) if arguments else 1
    count = int(arguments[1]) if len(arguments) > 1 else MUTATIONS
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(arguments[2]).parent if len(arguments) > 2 else Path(temporary)
        documents = {"corpora": corpora(), "mutations": write_mutations(folder, seed, count)}
        print(HEAD)
        results: list[Comparison] = []
        for grammar in GRAMMARS:
            for name, paths in documents.items():
                result = compare(command, grammar, paths)
                results.append(result)
                figures = f"{result.documents:>7} {result.invalid:>8} {result.verdicts:>9} {result.lines:>6}"
                print(f"{grammar.stem:<18} {name:<10} {figures}", flush=True)
    return report(results, Path(arguments[2]) if len(arguments) > 2 else None)


def report(results: Sequence[Comparison], differences: Path | None) -> int:
    """Sum up, and tell of the differences."""
    told = [line for result in results for line in result.different]
    if differences:
        differences.write_text("\n".join(told), encoding="utf-8")
    for line in told[:20]:
        print(line)
    documents, verdicts = sum(result.documents for result in results), sum(result.verdicts for result in results)
    same = 1 - sum(result.lines for result in results) / sum(result.invalid for result in results)
    print(f"verdicts that differ: {verdicts} of {documents}; the same first line with an error: {same:.2%}")
    return int(verdicts > 0 or same < SAME_LINES)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
