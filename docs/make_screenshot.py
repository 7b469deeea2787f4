"""Takes docs/record.png, the picture in README.md: a record of the sample stories (`python docs/make_screenshot.py`).

It wants Debian's Chromium (`apt-get install chromium`), which playwright, a tool of the tests, drives.
"""

import base64
import shutil
import struct
import subprocess
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

import onrecord

PICTURE = Path(__file__).with_name("record.png")
WIDTH, HEIGHT = 1280, 1450
LARGEST = 250_000
"""Bytes. A README should not take longer than its page."""
SAMPLES = Path(onrecord.__file__).parent / "samples"
PIXELS = """async data => {
  const bitmap = await createImageBitmap(await (await fetch("data:image/png;base64," + data)).blob());
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
  canvas.drawImage(bitmap, 0, 0);
  const pixels = canvas.getImageData(0, 0, bitmap.width, bitmap.height).data;
  let told = "";
  for (let i = 0; i < pixels.length; i += 32768) told += String.fromCharCode(...pixels.subarray(i, i + 32768));
  return btoa(told);
}"""
"""Asks a browser for the pixels of a picture: it reads PNG, and nothing else that is installed does."""


@contextmanager
def served(archive: Path) -> Iterator[str]:
    """The address of the pages of an archive, at a free port, as long as it is wanted."""
    command = [sys.executable, "-m", "onrecord", "serve", str(archive), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr
        try:
            yield server.stderr.readline().partition(" is served at ")[2].split(" ")[0]
        finally:
            server.terminate()


def taken(chromium: str, address: str) -> NDArray[np.uint8]:
    """The top of a page as it looks on a desk by day: rows of pixels, each red, green and blue."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as tool:
        browser = tool.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
        page.goto(address, wait_until="networkidle")
        shot = base64.b64encode(page.screenshot()).decode()
        pixels = browser.new_page().evaluate(PIXELS, shot)  # a page of its own: the policy of ours forbids data:
        browser.close()
    return np.frombuffer(base64.b64decode(pixels), np.uint8).reshape(-1, WIDTH, 4)[:, :, :3]


def png(pixels: NDArray[np.uint8]) -> bytes:
    """The picture in at most 256 colours: faces are drawn in many greys that nobody tells apart."""
    height, width, _ = pixels.shape
    packed = pixels.astype(np.uint32) @ np.array([1 << 16, 1 << 8, 1], np.uint32)
    found, places, often = np.unique(packed, return_inverse=True, return_counts=True)
    exact = np.stack([found >> 16, found >> 8, found], axis=1) & 255
    for step in range(1, 64):
        alike, group = np.unique(exact // step, axis=0, return_inverse=True)
        if len(alike) <= 256:
            break
    colours = np.zeros((len(alike), 3), np.uint8)
    ranked = np.argsort(often)
    colours[group.reshape(-1)[ranked]] = exact[
        ranked
    ]  # of those alike the one that most pixels have: paper stays paper
    rows = group.reshape(-1)[places].reshape(height, width).astype(np.uint8)
    lines = np.hstack([np.zeros((height, 1), np.uint8), rows]).tobytes()
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
        (b"PLTE", colours.tobytes()),
        (b"IDAT", zlib.compress(lines, 9)),
        (b"IEND", b""),
    )
    chunks = (struct.pack(">I", len(d)) + name + d + struct.pack(">I", zlib.crc32(name + d)) for name, d in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def made() -> str:
    """What was done, or why not."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if not chromium:
        return f"no Chromium here (apt-get install chromium): {PICTURE.name} stays as it is"
    with TemporaryDirectory() as folder:
        archive = Path(folder) / "samples.onrecord"
        onrecord.build(archive, *sorted(SAMPLES.glob("*/articles.jsonl")))
        with onrecord.open(archive) as kept:
            story = max(kept.stories(), key=lambda story: len(story.articles)).id
        with served(archive) as pages:
            picture = png(taken(chromium, f"{pages}story/{story}"))
    if len(picture) > LARGEST:
        return f"{len(picture):,} bytes are too many (at most {LARGEST:,}): lower HEIGHT"
    PICTURE.write_bytes(picture)
    return f"{PICTURE.name}: {len(picture):,} bytes"


if __name__ == "__main__":
    sys.stdout.write(made() + "\n")
