"""Vendored modules: every import is an address, and every address is there."""

from __future__ import annotations

import posixpath
import re

import pytest

from sitebuild.machine import BuildError
from sitebuild.vendor import linked, vendor_modules

MODULES = {"@toy/state": "toy/state.js", "crelt": "toy/crelt.js", "preact": "preact.js"}


@pytest.mark.parametrize(
    ("statement", "becomes"),
    [
        ("import { a, b } from '@toy/state';", "import { a, b } from './state.js';"),
        ('import elt from "crelt"', "import elt from './crelt.js'"),
        ("import 'crelt';", "import './crelt.js';"),
        ("export { a } from '@toy/state';", "export { a } from './state.js';"),
        ("import {\n  a,\n  b\n} from '@toy/state';", "import {\n  a,\n  b\n} from './state.js';"),
        ("import { h } from 'preact';", "import { h } from '../preact.js';"),
    ],
)
def test_a_package_becomes_an_address(statement, becomes):
    assert linked("toy/view.js", statement, MODULES) == becomes


@pytest.mark.parametrize(
    "statement",
    [
        "import { a } from './near.js';",
        "export default function f(x) { return typeof x == 'string'; }",
        "export const from = 'crelt';",
        "const text = \"import x from 'crelt'\";",
    ],
)
def test_everything_else_stays(statement):
    assert linked("toy/view.js", statement, MODULES) == statement


def test_a_package_that_is_missing_is_named():
    with pytest.raises(BuildError, match="needs the package style-mod"):
        linked("toy/view.js", "import { StyleModule } from 'style-mod';", MODULES)


def test_every_import_of_the_real_modules_is_there(third_party):
    modules = vendor_modules(third_party)
    for name, content in modules.items():
        for address in re.findall(
            r"^(?:import|export)\b.*from\s*['\"](.+?)['\"]", content.decode(), re.M
        ):
            path = posixpath.normpath(posixpath.join(posixpath.dirname(name), address))
            assert path in modules, (name, address)
