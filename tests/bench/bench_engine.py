"""Our engine beside TensorFlow.js in one Chromium, and beside PyTorch on one thread.

The five workloads stand in engine/workloads.json; W5 is one prediction with W3's
network. Every row is a ratio within this run: the engines take turns, for other
work on the machine must not hit one of them only. Milliseconds are medians over
blocks of steps, after a warm-up, with the assembly of the batches. ``of_tile`` is the
share of the innermost loop's rate with all numbers in the nearest cache; the operations are
those of a plain convolution, so that Winograd's way, which needs fewer, may exceed 100 %.

PyTorch is asked where it is installed, or where ZEICHENLABOR_TORCH names a Python
that has it.
"""

from __future__ import annotations

import contextlib
import functools
import http.server
import importlib.util
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

from playwright.sync_api import Error, Page

from tests.bench.context import BenchHandler, Context
from tests.conftest import launch_chromium
from zeichenlabor.data import load_idx

HERE = Path(__file__).parent / "engine"
TFJS = "4.22.0"
PICTURES = 8192
ROUNDS = 3
SECONDS = 1.5  # per engine, workload and round
SLOW = 1000  # milliseconds per step from which one round is enough
WORKLOADS = json.loads((HERE / "workloads.json").read_text(encoding="utf-8"))
PEERS = ("wasm", "wasm-threads", "webgl", "webgpu", "cpu")
#: A plain convolution in JavaScript takes 4 to 17 seconds per step.
TOO_SLOW = {("cpu", "W3 b128"), ("cpu", "W4"), ("webgpu", "W3 b128"), ("webgpu", "W4")}
#: SwiftShader stands in where there is no GPU, so that WebGL and WebGPU run at all.
GPU_FLAGS = (
    "--enable-unsafe-swiftshader",
    "--enable-unsafe-webgpu",
    "--use-webgpu-adapter=swiftshader",
)
PRODUCTS = [(128, 784, 256), (784, 128, 256), (512, 512, 512), (5408, 288, 64), (32, 784, 100)]


def run(context: Context) -> list[dict]:
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        write_pictures(context, folder)
        url = stack.enter_context(isolated_server(context, folder))
        chromium = SimpleNamespace(chromium=context.browser.browser_type)
        browser = launch_chromium(chromium, GPU_FLAGS)
        stack.callback(browser.close)
        ours = browser.new_page()
        ours.goto(f"{url}engine/ours.html")
        ours.evaluate("() => window.ready")
        peers = dict(open_peers(browser, url))
        native = torch_times(folder)
        return [
            *kernel_rows(ours),
            *training_rows(ours, peers, native),
            *prediction_rows(ours, peers, native),
        ]


def write_pictures(context: Context, folder: Path) -> None:
    mnist = load_idx(context.data / "mnist")
    mnist.x_train[:PICTURES].tofile(folder / "images.bin")
    mnist.y_train[:PICTURES].astype("uint8").tofile(folder / "labels.bin")


class IsolatedHandler(BenchHandler):
    """Grants the pages shared memory and a fine clock; TensorFlow.js' threads need the first."""

    def end_headers(self) -> None:
        self.send_header("Cross-Origin-Opener-Policy", "same-origin")
        self.send_header("Cross-Origin-Embedder-Policy", "require-corp")
        super().end_headers()


@contextlib.contextmanager
def isolated_server(context: Context, pictures: Path) -> Iterator[str]:
    folders = {
        "engine": HERE,
        "mnist": pictures,
        "tfjs": context.npm("@tensorflow/tfjs", TFJS),
        "tfjs-wasm": context.npm("@tensorflow/tfjs-backend-wasm", TFJS),
        "tfjs-webgpu": context.npm("@tensorflow/tfjs-backend-webgpu", TFJS),
    }
    handler = functools.partial(IsolatedHandler, context.site, folders | context.pyodide())
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def open_peers(browser, url: str) -> Iterator[tuple[str, Page]]:
    """A page for each back end of TensorFlow.js that starts here."""
    for backend in PEERS:
        page = browser.new_page()
        page.goto(f"{url}engine/tensorflow.html")
        try:
            note = page.evaluate("(backend) => window.ready(backend)", backend)
        except Error as error:
            print(f"  TensorFlow.js {backend}: {first_line(error)}", file=sys.stderr)
            page.close()
            continue
        print(f"  TensorFlow.js {backend} {note}", file=sys.stderr)
        yield backend, page


def call(page: Page, method: str, *parameters: object) -> object:
    answer = page.evaluate("([method, p]) => window.call(method, p)", [method, list(parameters)])
    return json.loads(answer) if isinstance(answer, str) and answer[:1] in "[{" else answer


def kernel_rows(ours: Page) -> list[dict]:
    """The innermost loop's rate, and what share of it whole matrix products reach."""
    name = f"tile, {call(ours, 'backend')}"
    rows = [{"name": name, "value": call(ours, "tile_rate"), "unit": "GFLOP/s"}]
    for size in PRODUCTS:
        forms = {form: call(ours, "product", form, *size) for form in ("NN", "TN", "NT", "TT")}
        rows.append(
            {
                "name": f"product {' x '.join(map(str, size))}, slowest form",
                "value": min(rate for rate, _ in forms.values()),
                "unit": "GFLOP/s",
                **{f"{form}_of_tile": f"{share:.0%}" for form, (_, share) in forms.items()},
            }
        )
    return rows


def training_rows(ours: Page, peers: dict[str, Page], native: dict[str, float]) -> list[dict]:
    rows = []
    for name, workload in WORKLOADS.items():
        engines = {"ours": ours} | {
            backend: page for backend, page in peers.items() if (backend, name) not in TOO_SLOW
        }
        blocks = take_turns(engines, "train", name)
        row = compared(f"{name} training step", blocks, native.get(name))
        operations = call(ours, "flops", name)[1] * workload["batch"] / 1e6
        rows.append(
            row
            | {
                "samples_per_s": round(workload["batch"] / row["value"] * 1e3),
                "GFLOP/s": operations / row["value"],
                "of_tile": f"{call(ours, 'train_share', name):.0%}",
            }
        )
    return rows


def prediction_rows(ours: Page, peers: dict[str, Page], native: dict[str, float]) -> list[dict]:
    name = "W3 b32"
    blocks = take_turns({"ours": ours, **peers}, "predict", name)
    layers = statistics.median(call(ours, "predict", name, SECONDS, True))
    return [
        compared("W5 prediction", blocks, native.get("W5")),
        {"name": "W5 with every layer's activations", "value": layers, "unit": "ms"},
    ]


def take_turns(engines: dict[str, Page], method: str, workload: str) -> dict[str, list[float]]:
    """Milliseconds per step of many blocks; engines that cannot do it are left out."""
    blocks: dict[str, list[float]] = {engine: [] for engine in engines}
    for _ in range(ROUNDS):
        for engine in list(blocks):
            if min(blocks[engine], default=0) > SLOW:
                continue
            try:
                extra = [False] if (engine, method) == ("ours", "predict") else []
                blocks[engine] += call(engines[engine], method, workload, SECONDS, *extra)
            except Error as error:
                print(f"  {engine}, {workload}: {first_line(error)}", file=sys.stderr)
                del blocks[engine]
    return blocks


def compared(name: str, blocks: dict[str, list[float]], native: float | None) -> dict:
    """One row: our milliseconds, the peers', and the ratio to the fastest of them."""
    peers = {engine: statistics.median(times) for engine, times in blocks.items()}
    ours = peers.pop("ours")
    row = {"name": name, "value": ours, "unit": "ms"}
    if peers:
        fastest = min(peers, key=peers.get)
        row |= {"times_faster_than": fastest, "ratio": peers[fastest] / ours}
        row |= {f"tfjs_{peer}": milliseconds for peer, milliseconds in peers.items()}
    if native:
        row |= {"torch_1_thread": native, "times_native": ours / native}
    return row


def torch_times(folder: Path) -> dict[str, float]:
    python = os.environ.get("ZEICHENLABOR_TORCH")
    if not python and importlib.util.find_spec("torch"):
        python = sys.executable
    if not python:
        print("  PyTorch is not installed: no native row", file=sys.stderr)
        return {}
    command = [python, str(HERE / "torch_peer.py"), str(folder)]
    environment = os.environ | {"OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    return json.loads(done.stdout.splitlines()[-1])


def first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0]
