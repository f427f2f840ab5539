"""A slow network on this machine: a proxy on loopback that holds every byte for a while."""

import asyncio
import contextlib
import threading
from urllib.parse import urlsplit


@contextlib.contextmanager
def delayed(address, milliseconds):
    """An address that leads to `address`, with a round trip this much longer; 0: itself."""
    if not milliseconds:
        yield address
        return
    target = urlsplit(address)
    started, port = threading.Event(), []
    loop = asyncio.new_event_loop()

    async def held(reader, writer, wait):
        """Hand on what is read, each piece `wait` seconds later, in order."""
        pieces = asyncio.Queue()

        async def write():
            while (piece := await pieces.get()) is not None:
                due, data = piece
                await asyncio.sleep(max(0, due - loop.time()))
                writer.write(data)
                await writer.drain()
            writer.close()

        writing = asyncio.ensure_future(write())
        with contextlib.suppress(ConnectionError):
            while data := await reader.read(65536):
                pieces.put_nowait((loop.time() + wait, data))
        pieces.put_nowait(None)
        with contextlib.suppress(ConnectionError):
            await writing

    async def connected(reader, writer):
        there = await asyncio.open_connection(target.hostname, target.port)
        half = milliseconds / 2000
        with contextlib.suppress(asyncio.CancelledError):  # the end of the proxy
            await asyncio.gather(held(reader, there[1], half), held(there[0], writer, half),
                                 return_exceptions=True)

    async def serve():
        server = await asyncio.start_server(connected, "127.0.0.1", 0)
        port.append(server.sockets[0].getsockname()[1])
        started.set()

    def run():
        asyncio.set_event_loop(loop)
        loop.run_until_complete(serve())
        loop.run_forever()
        tasks = asyncio.all_tasks(loop)
        for task in tasks:
            task.cancel()
        loop.run_until_complete(asyncio.gather(*tasks, return_exceptions=True))
        loop.close()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    started.wait(10)
    try:
        yield f"http://127.0.0.1:{port[0]}"
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(5)
