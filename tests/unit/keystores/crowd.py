"""Many threads that sign at once with keys they share."""

import threading
from collections.abc import Sequence

from skillmark.credkit.keys import Signer, is_signed_by


def assert_all_sign_at_once(signers: Sequence[Signer]) -> None:
    """Nine threads, ten signatures each, every one checked."""
    wrong: list[BaseException] = []

    def work(signer: Signer) -> None:
        try:
            for number in range(10):
                data = b"%d" % number
                assert is_signed_by(signer.public_multikey, data, signer.sign(data))
        except BaseException as problem:
            wrong.append(problem)

    threads = [threading.Thread(target=work, args=(signers[number % len(signers)],)) for number in range(9)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
