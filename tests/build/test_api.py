"""The reference page: every public name with its docstring, and no script."""

from __future__ import annotations

import re

import pytest

import build
from sitebuild.api import PACKAGES, api_page, public
from sitebuild.snippets import FILE, snippets

SOURCES = build.ROOT / "py"


@pytest.fixture(scope="module")
def page() -> str:
    return api_page(SOURCES, "1.2.3", "default-src 'none'; style-src 'self'")


@pytest.mark.parametrize("package", PACKAGES)
def test_every_public_name_is_told_with_a_docstring(package, page):
    entries = public(SOURCES, package)
    assert len(entries) >= 5
    for entry in entries:
        assert f'id="{entry.name}"' in page
        assert entry.docstring, f"{package}.{entry.name} says nothing"


def test_a_class_comes_with_its_methods_and_fields(page):
    (project,) = [e for e in public(SOURCES, "zeichenlabor.lab.code") if e.name == "Project"]
    members = [member.signature for member in project.members]
    assert {"images", "split(seed=None)", "relabel(rows, label)"} <= set(members)
    (dense,) = [e for e in public(SOURCES, "zeichenlabor.nn") if e.name == "Dense"]
    assert dense.signature.startswith("Dense(units, activation")


def test_the_table_of_keras_lines_is_told():
    text = FILE.read_text(encoding="utf-8")
    page = api_page(SOURCES, "1", "", text)
    found = snippets(text)
    assert page.count("<td><pre>") == len(found) >= 150
    missing = [one for one in found if one.missing]
    assert page.count("missing: ") == len(missing) <= 10
    assert f"{len(found) - len(missing)} answer" in page


def test_links_lead_somewhere_and_nothing_runs(page):
    anchors = set(re.findall(r'id="(.+?)"', page))
    assert set(re.findall(r'href="#(.+?)"', page)) <= anchors
    assert "<script" not in page
    assert "zeichenlabor-1.2.3-py3-none-any.whl" in page
