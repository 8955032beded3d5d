"""The small adapters: bulk work in process, and mail."""

import socketserver
import threading
from email import message_from_bytes
from pathlib import Path
from typing import Any

import pytest

from skillmark.adapters.compute.inprocess import InProcess
from skillmark.adapters.mail.mailer import Mailer, MailUnavailable, route


def test_map_keeps_the_order_and_computes_nothing_ahead() -> None:
    seen: list[int] = []

    def square(number: int) -> int:
        seen.append(number)
        return number * number

    results = InProcess().map(square, iter([3, 1, 2]))
    assert seen == []
    assert next(results) == 9
    assert seen == [3]
    assert list(results) == [1, 4]


def test_an_error_in_one_part_is_raised_where_its_result_is_asked_for() -> None:
    results = InProcess().map(lambda number: 1 // number, [1, 0])
    assert next(results) == 1
    with pytest.raises(ZeroDivisionError):
        next(results)


def test_reduce_folds_from_the_start() -> None:
    assert InProcess().reduce(lambda left, right: left + right, ["b", "c"], "a") == "abc"


def test_mail_is_kept_in_a_folder(settings: Any) -> None:
    settings.MAIL_URL = "file:"
    Mailer().send(to="alice@example.org", subject="Your badge", body="It is in your record.")
    (kept,) = Path(settings.DATA_DIR, "mail").iterdir()
    message = message_from_bytes(kept.read_bytes().split(b"\n" + b"-" * 79)[0])
    assert (message["To"], message["Subject"]) == ("alice@example.org", "Your badge")


def test_mail_is_shown_on_the_terminal(settings: Any, capsys: pytest.CaptureFixture[str]) -> None:
    settings.MAIL_URL = "console:"
    Mailer().send(to="alice@example.org", subject="Your badge", body="It is in your record.")
    assert "It is in your record." in capsys.readouterr().out


class _Post(socketserver.StreamRequestHandler):
    """A mail server of a few lines: takes one message and keeps it."""

    taken: list[bytes] = []

    def handle(self) -> None:
        self.wfile.write(b"220 ready\r\n")
        while line := self.rfile.readline():
            if line.upper().startswith(b"DATA"):
                self.wfile.write(b"354 go on\r\n")
                self.taken.append(b"".join(iter(self.rfile.readline, b".\r\n")))
            self.wfile.write(b"221 bye\r\n" if line.upper().startswith(b"QUIT") else b"250 fine\r\n")


def test_mail_goes_out_over_smtp(settings: Any) -> None:
    with socketserver.TCPServer(("127.0.0.1", 0), _Post) as server:
        thread = threading.Thread(target=server.handle_request)
        thread.start()
        settings.MAIL_URL = f"smtp://127.0.0.1:{server.server_address[1]}"
        Mailer().send(to="alice@example.org", subject="Your badge", body="It is in your record.")
        thread.join(10)
    assert b"It is in your record." in _Post.taken[-1]


def test_a_mail_server_that_does_not_answer_is_our_error(settings: Any) -> None:
    with socketserver.TCPServer(("127.0.0.1", 0), _Post) as server:
        port = server.server_address[1]
    settings.MAIL_URL = f"smtp://somebody:a-password@127.0.0.1:{port}"
    with pytest.raises(MailUnavailable) as found:
        Mailer().send(to="alice@example.org", subject="Your badge", body="It is in your record.")
    assert "a-password" not in str(found.value)


def test_a_name_cannot_add_a_header(settings: Any) -> None:
    settings.MAIL_URL = "console:"
    with pytest.raises(ValueError, match="newlines"):
        Mailer().send(to="alice@example.org", subject="Hello\nBcc: mallory@example.org", body="")


@pytest.mark.parametrize(
    ("url", "use_tls", "use_ssl", "port"),
    [
        ("smtp://mail.example.org", True, False, 587),
        ("smtps://mail.example.org", False, True, 465),
        ("smtp://localhost:2525", False, False, 2525),
    ],
)
def test_mail_leaves_this_machine_only_encrypted(url: str, use_tls: bool, use_ssl: bool, port: int) -> None:
    _, options = route(url)
    assert (options["use_tls"], options["use_ssl"], options["port"]) == (use_tls, use_ssl, port)
