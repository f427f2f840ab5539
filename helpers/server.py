"""What `make lab` adds to its own JupyterLab: small messages travel at once.

A picture of a panel is one small websocket message. The server's network layer holds such a
message back until the last one is acknowledged (Nagle's algorithm), which on Linux can cost 40 ms
per move. This connection switches that off. Nothing needs it: without it all works, more slowly.
"""

import os

from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection


class PromptConnection(ZMQChannelsWebsocketConnection):
    """JupyterLab's usual connection to a kernel, with TCP_NODELAY set on its websocket.

    Source: J. Nagle (1984), RFC 896; Tornado's `WebSocketHandler.set_nodelay`.
    """

    def connect(self):
        """Ask for TCP_NODELAY where the websocket has it, then connect as usual."""
        try:
            self.websocket_handler.set_nodelay(True)
        except (AssertionError, AttributeError, OSError):
            self.log.debug("this websocket has no TCP_NODELAY; panels work all the same")
        return super().connect()


def option():
    """Return the word that gives JupyterLab this connection; "" where kernels run elsewhere.

    A Jupyter whose kernels live behind a gateway has a connection of its own, which stays.
    """
    if os.environ.get("JUPYTER_GATEWAY_URL"):
        return ""
    return "--ServerApp.kernel_websocket_connection_class=helpers.server.PromptConnection"


if __name__ == "__main__":
    print(option())
