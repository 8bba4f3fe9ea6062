import pytest

from captioner.server.guard import Guard, is_origin

HERE = "127.0.0.1:8765"


@pytest.mark.parametrize(
    "host",
    [
        HERE,
        "127.0.0.1",
        "127.8.8.8:80",
        "localhost:8765",
        "LOCALHOST",
        "me.localhost:1",
        "[::1]:8765",
    ],
)
def test_this_computer_by_any_of_its_names_may_come_in(host: str) -> None:
    assert Guard(host="127.0.0.1", tls=False).admits(host, None)


@pytest.mark.parametrize(
    "host",
    [
        "",
        "evil.example:8765",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "evil.example#127.0.0.1",
        "evil@localhost",
        "localhost/evil.example",
        "192.168.1.7:8765",
        "0.0.0.0:8765",
        "[::1",
        "[::2]:8765",
        "local host",
    ],
)
def test_a_name_that_was_made_to_lead_here_may_not(host: str) -> None:
    assert not Guard(host="127.0.0.1", tls=False).admits(host, None)


def test_the_name_that_it_listens_on_is_its_own() -> None:
    assert Guard(host="ip6-localhost", tls=False).admits("IP6-localhost:8765", None)


def test_over_tls_the_certificate_settles_the_name() -> None:
    assert Guard(host="0.0.0.0", tls=True).admits("desk:8765", None)


@pytest.mark.parametrize(
    "origin",
    ["https://evil.example", "http://localhost:3000", "null", "", "file://", "http://[", "x"],
)
@pytest.mark.parametrize("tls", [True, False])
def test_a_foreign_page_may_not_come_in(origin: str, *, tls: bool) -> None:
    assert not Guard(host="127.0.0.1", tls=tls).admits(HERE, origin)


def test_pages_may_come_in_that_are_let_in_or_are_its_own() -> None:
    guard = Guard(host="127.0.0.1", tls=False, origins=("https://captions.example",))
    assert guard.admits(HERE, "https://captions.example")
    assert guard.admits(HERE, f"http://{HERE}")
    assert not guard.admits(HERE, "http://captions.example")


@pytest.mark.parametrize("text", ["https://captions.example", "http://localhost:3000"])
def test_an_origin_is_a_scheme_and_a_place(text: str) -> None:
    assert is_origin(text)


@pytest.mark.parametrize(
    "text", ["*", "captions.example", "https://a.example/", "ftp://a", "https://", "https://["]
)
def test_anything_else_is_none(text: str) -> None:
    assert not is_origin(text)
