"""Accessibility findings of axe-core and of our own checks for the current page."""

from __future__ import annotations

import functools
import json
import tarfile
from pathlib import Path

import build

from .lab_page import LabPage

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
"""All that axe knows but the level AAA. No rule is switched off."""

ACCESS = (Path(__file__).parent / "access.js").read_text(encoding="utf-8")

RUN = """async (tags) => {
  const { violations } = await axe.run(document, { runOnly: tags, resultTypes: ['violations'] });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) =>
    `${id}: ${target.join(' ')} ${failureSummary.split('\\n')[1]?.trim() ?? ''}`));
}"""


@functools.cache
def axe() -> str:
    third_party = build.ThirdParty.from_lock()
    (name,) = third_party.names("audit")
    with tarfile.open(third_party.path(name)) as tarball:
        return tarball.extractfile("package/axe.min.js").read().decode()


def audit(lab: LabPage) -> list[str]:
    """Say what is wrong with the page for somebody who does not see it, or has no mouse."""
    if not lab.page.evaluate("() => 'axe' in window"):
        lab.page.evaluate(f"() => {{ {axe()} }}")
    found = lab.page.evaluate(RUN, TAGS) + lab.page.evaluate(ACCESS)
    return list(dict.fromkeys(found))


def told(found: dict[str, list[str]]) -> str:
    return json.dumps(found, indent=1, ensure_ascii=False)
