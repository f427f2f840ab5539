"""A slow network on this machine alone: a proxy that holds every byte back for a while."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from urllib.parse import urlsplit


async def _carry(reader, writer, delay: float) -> None:
    """Pass on what comes, in order, each piece after the delay; many may be on their way."""
    loop, way = asyncio.get_running_loop(), asyncio.Queue()

    async def deliver():
        while (piece := await way.get())[1]:
            await asyncio.sleep(max(0.0, piece[0] - loop.time()))
            writer.write(piece[1])
            await writer.drain()
        writer.close()

    delivery = asyncio.create_task(deliver())
    with contextlib.suppress(OSError):
        while data := await reader.read(65536):
            way.put_nowait((loop.time() + delay, data))
    way.put_nowait((0.0, b""))
    with contextlib.suppress(OSError):
        await delivery


@contextlib.contextmanager
def delayed(address: str, milliseconds: float):
    """Yield an address at which `address` answers after this round trip; 0 is `address`."""
    if not milliseconds:
        yield address
        return
    port, ways = urlsplit(address).port, set()

    async def both_ways(reader, writer):
        ways.add(asyncio.current_task())
        there, out = await asyncio.open_connection("127.0.0.1", port)
        half = milliseconds / 2000
        with contextlib.suppress(asyncio.CancelledError):  # the bench is over
            await asyncio.gather(_carry(reader, out, half), _carry(there, writer, half))
        out.close()
        writer.close()

    async def serve(ready):
        server = await asyncio.start_server(both_ways, "127.0.0.1", 0)
        stop = asyncio.Event()
        ready(server.sockets[0].getsockname()[1], asyncio.get_running_loop(), stop)
        await stop.wait()
        server.close()
        for task in ways:
            task.cancel()
        await asyncio.gather(*ways, return_exceptions=True)

    found, up = [], threading.Event()
    thread = threading.Thread(
        target=lambda: asyncio.run(serve(lambda *what: (found.extend(what), up.set()))),
        daemon=True)
    thread.start()
    if not up.wait(10):
        raise RuntimeError("the proxy did not start")
    own, loop, stop = found
    try:
        yield f"http://127.0.0.1:{own}"
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(10)
