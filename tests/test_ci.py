"""The ways into CI, exercised as far as that goes without the services: the action's script, the hooks, the template."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import BROKEN, RIGHT, ROOT

CI = ROOT / "docs" / "ci"
PATH = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
Call = Callable[..., subprocess.CompletedProcess[str]]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the scripts are for bash")


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Call:
    """Run a program in an empty folder, where reportlint is at hand and git knows who we are."""
    monkeypatch.chdir(tmp_path)
    person = {f"GIT_{who}_{what}": "a@example.invalid" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}

    def run(*command: str, check: bool = False, **settings: str) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "PATH": PATH, "LC_ALL": "C.UTF-8", **person, **settings}
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=check)

    return run


def action() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    return loaded


def acted(call: Call, **inputs: str) -> subprocess.CompletedProcess[str]:
    """Run the second step as the service would: its inputs come as variables, the rest of the script is fixed."""
    known = action()["inputs"]
    step = action()["runs"]["steps"][1]
    assert "${{" not in step["run"]
    values = {name: inputs.get(name.replace("-", "_"), known[name]["default"]) for name in known}
    variables = {key: values[text.removeprefix("${{ inputs.").removesuffix(" }}")] for key, text in step["env"].items()}
    return call("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"], **variables)


def test_the_action(call: Call) -> None:
    Path("a.txt").write_text(RIGHT, "utf-8")
    assert acted(call).returncode == 0
    Path("b.txt").write_text(BROKEN, "utf-8")
    done = acted(call, files="a.txt b.txt", sarif="found.sarif")
    assert done.returncode == 1
    assert done.stdout.startswith("::error file=b.txt,line=")
    assert json.loads(Path("found.sarif").read_text("utf-8"))["version"] == "2.1.0"
    assert acted(call, files="a.txt", fail_on="note", arguments="--select privacy").returncode == 0
    assert acted(call, changed_since="no-such-branch").returncode == 2
    assert acted(call, files="$(touch pwned) `touch pwned` ;touch pwned").returncode == 2
    assert not Path("pwned").exists()


def test_the_action_installs_itself() -> None:
    step = action()["runs"]["steps"][0]
    assert shlex.split(step["run"])[-1] == "$GITHUB_ACTION_PATH"
    assert action()["runs"]["using"] == "composite"


def test_the_template_for_gitlab(call: Call) -> None:
    job = yaml.safe_load((CI / "gitlab.yml").read_text("utf-8"))["reportlint"]
    Path("a.txt").write_text(BROKEN, "utf-8")
    done = call("bash", "-c", job["script"][1], **job["variables"])
    assert done.returncode == 1
    assert (
        json.loads(Path(job["artifacts"]["reports"]["codequality"]).read_text("utf-8"))[0]["location"]["path"]
        == "a.txt"
    )
    assert "<failure" in Path(job["artifacts"]["reports"]["junit"]).read_text("utf-8")


def test_pushes(call: Call) -> None:
    """A clone with pre-push and a bare repository with pre-receive: faulty reports stop at the first, and at the second."""
    call("git", "init", "-q", "--bare", "server.git", check=True)
    call("git", "clone", "-q", "server.git", "desk", check=True)

    def push(text: str, *options: str) -> subprocess.CompletedProcess[str]:
        Path("desk/报告.txt").write_text(text, "utf-8")
        call("git", "-C", "desk", "add", ".", check=True)
        call("git", "-C", "desk", "commit", "-qm", "draft", check=True)
        return call("git", "-C", "desk", "push", *options, "origin", "HEAD:main")

    for hook, folder in (("pre-push", "desk/.git/hooks"), ("pre-receive", "server.git/hooks")):
        Path(folder).mkdir(exist_ok=True)
        Path(folder, hook).write_bytes((CI / hook).read_bytes())
        Path(folder, hook).chmod(0o755)
    assert push(RIGHT).returncode == 0
    held = push(BROKEN)
    assert (held.returncode, "broken-numbering" in held.stdout, "remote" in held.stderr) == (1, True, False)
    refused = push(BROKEN + "\n", "--no-verify")
    assert (refused.returncode, "pre-receive hook declined" in refused.stderr) == (1, True)
    assert "broken-numbering" in refused.stderr
    Path("desk/reportlint.toml").write_text('ignore = ["numbering"]\n', "utf-8")
    assert push(BROKEN + "\n\n", "--no-verify").returncode == 1, "what is pushed does not judge itself"
    assert push(RIGHT + "\n").returncode == 0
