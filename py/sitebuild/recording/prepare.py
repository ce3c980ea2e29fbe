"""Runs in Pyodide before the snapshot: imports the app and removes all state tied to this run."""


def prepare():
    import ctypes
    import gc
    import importlib
    import linecache
    import sys

    class NoModule(ctypes.CDLL):
        """Refuses the SIMD modules: which of them runs depends on the visitor's browser."""

        def __init__(self, name, *arguments, **named):
            if str(name).endswith(".wasm"):
                raise OSError("not while a snapshot is recorded")
            super().__init__(name, *arguments, **named)

    real, ctypes.CDLL = ctypes.CDLL, NoModule
    importlib.invalidate_caches()  # the packages were not installed by Pyodide's loader
    importlib.import_module("zeichenlabor.bridge")
    ctypes.CDLL = real

    import random

    import numpy as np

    legacy = np.random.mtrand._rand
    bits = legacy._bit_generator
    seeded_anew = [random._inst, legacy, bits, bits._seed_seq]  # by zeichenlabor.lab.after_snapshot
    numpys = ("Generator", "RandomState", "BitGenerator", "SeedSequence")
    sources = (random.Random, *(getattr(np.random, name) for name in numpys))
    for thing in gc.get_objects():
        if isinstance(thing, sources) and not isinstance(thing, random.SystemRandom):
            assert any(thing is one for one in seeded_anew), (
                f"not understood: {thing} would give the same random numbers after each start"
            )

    sys.path.remove("")  # Pyodide puts it there again
    linecache.clearcache()
    importlib.invalidate_caches()
    sys.modules["re"].purge()
    sys._clear_internal_caches()
    for _ in range(3):
        gc.collect()


prepare()
del prepare
