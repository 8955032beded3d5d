"""Coverage-guided fuzzing of everything that reads bytes of strangers: one target for each parser.

A target is a function from bytes to nothing that may raise `CredkitError` only. `targets` has them with seeds made in
code; the default tests feed each its seeds and some damage (tests/unit/credkit/test_fuzz_targets.py). To fuzz for real:

    pip install atheris                                         # not in the lock: needs Clang's libFuzzer inside
    python -m tests.fuzz.parsers jsonld -max_total_time=300     # any option of libFuzzer
    python -m tests.fuzz.parsers --list

What was run, for how long and what came of it: docs/security/fuzzing.md.
"""
