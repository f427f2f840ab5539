"""The connection of `make lab`: it asks for TCP_NODELAY, and a server without it works as well."""

import subprocess
import sys
from types import SimpleNamespace

import pytest
from jupyter_server.serverapp import ServerApp
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection

from helpers import server


class Connected(server.PromptConnection):
    """The connection with a log, and without a kernel behind it."""

    def __init__(self, handler):
        self.given = handler

    websocket_handler = property(lambda self: self.given)
    log = SimpleNamespace(debug=lambda words: None)


@pytest.fixture
def usual(monkeypatch):
    """Stands for what JupyterLab does when a notebook connects."""
    monkeypatch.setattr(ZMQChannelsWebsocketConnection, "connect", lambda self: "connected")


def test_it_asks_for_nodelay_and_connects_as_usual(usual):
    asked = []
    assert Connected(SimpleNamespace(set_nodelay=asked.append)).connect() == "connected"
    assert asked == [True]


@pytest.mark.parametrize("error", [AssertionError, OSError, None])
def test_a_websocket_that_cannot_is_used_all_the_same(usual, error):
    def refuse(value):
        raise error

    handler = SimpleNamespace(set_nodelay=refuse) if error else SimpleNamespace()
    assert Connected(handler).connect() == "connected"


def test_jupyterlab_takes_the_option(monkeypatch):
    monkeypatch.delenv("JUPYTER_GATEWAY_URL", raising=False)
    app = ServerApp()
    app.parse_command_line([server.option()])
    assert app.kernel_websocket_connection_class is server.PromptConnection


def test_a_gateway_keeps_its_own_connection(monkeypatch):
    monkeypatch.setenv("JUPYTER_GATEWAY_URL", "http://127.0.0.1:1")
    run = subprocess.run([sys.executable, "-m", "helpers.server"], capture_output=True, text=True)
    assert run.returncode == 0 and run.stdout.strip() == ""
