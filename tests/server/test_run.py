import socket

import pytest

from captioner.core.errors import UsageError
from captioner.server.options import Options
from captioner.server.run import serving
from captioner.server.script import ScriptEngine
from tests.guards import HANG_S


async def test_port_0_finds_a_free_one_and_the_url_names_it() -> None:
    options = Options(host="127.0.0.1", port=0, key="", tls=None)
    async with serving(options, lambda settings: ScriptEngine((), settings)) as url:
        scheme, _, port = url.rpartition(":")
        assert scheme == "ws://127.0.0.1"
        socket.create_connection(("127.0.0.1", int(port)), timeout=HANG_S).close()


async def test_a_port_in_use_is_said_so() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        options = Options(host="127.0.0.1", port=taken.getsockname()[1], key="", tls=None)
        with pytest.raises(UsageError, match="Cannot listen on"):
            async with serving(options, lambda settings: ScriptEngine((), settings)):
                pass
