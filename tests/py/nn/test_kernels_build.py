"""The committed WebAssembly modules match their sources."""

from importlib import metadata

import pytest

from zeichenlabor.nn.kernels import build

pytestmark = pytest.mark.native("runs a compiler")


def test_the_modules_are_built_from_these_sources(tmp_path):
    if _compiler() != build.ZIGLANG:
        pytest.skip(f"needs this very compiler: pip install ziglang=={build.ZIGLANG}")
    build.build(tmp_path)
    for path in build.MODULES:
        assert (tmp_path / path).read_bytes() == (build.PACKAGE / path).read_bytes(), path


def test_every_function_is_exported():
    from zeichenlabor.nn import kernels

    assert set(kernels.FUNCTIONS) <= set(build.exported_names())


def _compiler():
    try:
        return metadata.version("ziglang")
    except metadata.PackageNotFoundError:
        return None
