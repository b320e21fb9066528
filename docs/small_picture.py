"""Makes a picture of a flat page a third as large: its 64 most frequent colours, each other by the nearest of them.

The browser that took the picture reads it; nothing else is needed.
"""

from __future__ import annotations

import struct
import zlib
from base64 import b64decode, b64encode

from playwright.async_api import Page

_INDEXED = """async (picture) => {
  const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${picture}`)).blob());
  const context = new OffscreenCanvas(image.width, image.height).getContext("2d");
  context.drawImage(image, 0, 0);
  const {data} = context.getImageData(0, 0, image.width, image.height);
  const colours = [];
  const counts = new Map();
  for (let at = 0; at < data.length; at += 4) {
    const colour = (data[at] << 16) | (data[at + 1] << 8) | data[at + 2];
    colours.push(colour);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const palette = [...counts].sort((one, other) => other[1] - one[1]).slice(0, 64).map(([colour]) => colour);
  const parts = (colour) => [colour >> 16, (colour >> 8) & 255, colour & 255];
  const far = (one, other) => parts(one).reduce((sum, part, at) => sum + (part - parts(other)[at]) ** 2, 0);
  const nearest = (colour) => palette.reduce(
    (best, one, at) => far(one, colour) < far(palette[best], colour) ? at : best, 0);
  const places = new Map([...counts.keys()].map((colour) => [colour, nearest(colour)]));
  const pixels = Uint8Array.from(colours, (colour) => places.get(colour));
  let text = "";
  for (let at = 0; at < pixels.length; at += 32768) text += String.fromCharCode(...pixels.subarray(at, at + 32768));
  return {width: image.width, height: image.height, palette: palette.flatMap(parts), pixels: btoa(text)};
}"""


async def small_picture(blank: Page, picture: bytes) -> bytes:
    """The picture, a PNG, as a PNG with a palette; ``blank`` is a page on which this may run a script."""
    found = await blank.evaluate(_INDEXED, b64encode(picture).decode())
    width, height, pixels = found["width"], found["height"], b64decode(found["pixels"])
    lines = b"".join(
        b"\0" + pixels[at : at + width] for at in range(0, len(pixels), width)
    )  # Each line after the number of its filter: none.
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)  # Eight bits, of a palette.
    chunks = (
        (b"IHDR", header), (b"PLTE", bytes(found["palette"])),
        (b"IDAT", zlib.compress(lines, 9)), (b"IEND", b""),
    )  # fmt: skip
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*one) for one in chunks)


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)
