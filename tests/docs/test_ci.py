"""What ``docs/ci`` offers to copy: it parses, and every command in it is one that teipress has."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from teipress.cli import command
from teipress.printing import FORMATS
from tests.paths import ROOT

CI = ROOT / "docs/ci"
HOOKS = ROOT / ".pre-commit-hooks.yaml"
FILES = [HOOKS, *sorted(CI.rglob("*.yml"))]
BLOCKS = re.findall(r"```yaml\n(.*?)```", (CI / "README.md").read_text(encoding="utf-8"), re.DOTALL)


def strings(value: Any) -> list[str]:
    """Collect every string in a document."""
    if isinstance(value, dict):
        return [text for part in value.values() for text in strings(part)]
    if isinstance(value, list):
        return [text for part in value for text in strings(part)]
    return [str(value)]


def options() -> set[str]:
    """Name the options of ``teipress check``."""
    return {name for parameter in command.commands["check"].params for name in parameter.opts}


def load(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_file_parses_and_runs_teipress(path: Path) -> None:
    assert any("teipress check" in text for text in strings(load(path)))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_option_is_one_that_check_has(path: Path) -> None:
    used = {name for text in strings(load(path)) if "pip" not in text for name in re.findall(r"--[a-z][a-z-]+", text)}
    assert used
    assert used <= options()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_format_is_one_that_check_has(path: Path) -> None:
    assert set(re.findall(r"--format[= ]([a-z]+)", "\n".join(strings(load(path))))) <= set(FORMATS)


def test_no_input_of_the_action_is_put_into_a_script() -> None:
    for step in load(CI / "github/action.yml")["runs"]["steps"]:
        assert "${{" not in step.get("run", "")


def test_the_action_passes_on_every_input() -> None:
    action = load(CI / "github/action.yml")
    text = "\n".join(strings(action["runs"]))
    assert all(f"${{{{ inputs.{name} }}}}" in text for name in action["inputs"])


@pytest.mark.parametrize("block", BLOCKS)
def test_every_example_parses_and_uses_inputs_that_there_are(block: str) -> None:
    inputs = load(CI / "github/action.yml")["inputs"]
    found = yaml.safe_load(block)
    steps = found if isinstance(found, list) else found.get("jobs", {}).get("check", {}).get("steps", [])
    for step in steps:
        if step["uses"] == "./.github/actions/teipress":
            assert set(step.get("with", {})) <= set(inputs)


def test_the_hook_is_named_as_documented() -> None:
    (hook,) = load(HOOKS)
    assert any(f"id: {hook['id']}" in block for block in BLOCKS)
    assert re.search(hook["files"], "texts/a.xml")
    assert re.search(hook["files"], "teipress.toml")
    assert not re.search(hook["files"], "README.md")
