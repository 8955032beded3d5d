"""Digests of the context files as published: what a credential that names one in `relatedResource` must state.

SHA-256 and SHA-384 in base64url, one line per edition; two editions of some were published under one URL (that
of VC v2 before 2025 is the one W3C's test suite states). A test compares the lines with the files.
"""

from __future__ import annotations

from skillmark.credkit.model.vocabulary import MULTIKEY_V1_URL, VC_V1_URL, VC_V2_URL

PUBLISHED_DIGESTS: dict[str, tuple[str, ...]] = {
    VC_V2_URL: (
        "WZVc7WaX1h4D8rJVb-vlMIqxaEKEb1tYbX8fet7JJzQ l_HrjlBCNWyAX91hr6LFV2Y3heB5Tcr6IeE4_Tje8YyzYBM8IhqjHWiWpr8-ZbYU",
        "JKGMkOmFbVJhEfKTduMC2XCyvRAYLjOVmZWwIH1wQ7k NSOcNpmdIVUxIJGvGUoe22FjTWrXiaXlsZ8q6912LdnR3KraQO2n75Ica4wK4Qeg",
    ),
    VC_V1_URL: (
        "q03dmlMXWIB6eaW0UFENYa6NFH6rlmzJogDAcJWwzcw gsOz6rhjdUu_0rnxfY1tufYRafMBy_CwXh_EvrX1xR3U0uiIwnT0nD-7JAj2H67R",
    ),
    "https://w3id.org/security/data-integrity/v2": (
        "Z_IebjOmwU5cz9L8eGX3R0-3GgSvfpQTbLOZ36yK6PQ DuLXYmcX-LB81Em1JdXitx_icgn8meUwieAWndKUTXk_7qRSb8YLucyhzZZRI5H2",
    ),
    MULTIKEY_V1_URL: (
        "uiwYLeLZL35HGEvMqPzwvq7m05hsUnv2ZMGVu8fFhZc D6UWQdEvuMcBsuapSSVW8l0yu0r4SpbxGAjwpiO5ckNN0YqPHxhlvGjY7gRsTlo-",
    ),
    "https://w3id.org/security/suites/ed25519-2020/v1": (
        "Z2RvvA1lgq1_vwjM8NOkvtu0F3_S1jOF3lLcGwku1sU Yv2axRB8HCp2Vn5MhfIQq17zpfI6_iyStYqIZD3DYSmV7HYpCMWrNP3kvXGsB7TP",
    ),
    "https://purl.imsglobal.org/spec/ob/v3p0/context.json": (
        "sHf6E02QnZLB3NHBU_KvGyRK60FZZ_3BRn1_xd1IrBA zHcVdFeEExngWrDZZX_hRBUKYmwfD9icDmOfWNRo7bVRNZfZ8URZMQyG7GuXW3TM",
    ),
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json": (
        "z8FH21_V41dbBr1HH-BHhOkt5pKW9ko1G43_DsM3Lpw rLjNRjXFWIXsyJ8zol3RdQd0IosjMuHkaxj0K87wQ67OSMsBRBbNCHxXYqwJE0ST",
    ),
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json": (
        "u6QzmJ4ecAymCDijwiN459g4GusMlZD53fhNFxTxApY pEezHo9uhm2MbfQfZhkogjVxvQnNbNBUesL79d_KGZ9bFK4osq8rh8dNPsHT5tMt",
    ),
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json": (
        "PTT01O8bzmkRBuY3mL6157hiuoQUI_XuHlOrfd87yoQ xY1z7c0sF-cBmF-RjMjGhEhfLFOZ_73crLPeV0TwkAAPJE5fhyksNTKYrM-w2JTj",
        "7y-px4RtziM8wWa0NjkCcni-TuRPALsdRcdd4t0M12E yFn2wAoeABPuecHlzHVmtt-mwolxxGzhqzIhzfuitsbYbmMOVn0DwMeAvC-a1Rek",
    ),
    "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json": (
        "FG-Fqhbv_Xyh2oBW60Q_U84eyoo0GGywYoMsCpfYicM z1mktLGQrnmIFKtryRHALv3ikcOGrtG7Eb1aVy0esmab_YcBnplDiNtQSgmsJE1e",
    ),
    "https://purl.imsglobal.org/spec/clr/v2p0/context.json": (
        "4ZjXtRfXTFA2Q0zklQhvZ7ECRHCemj353Lf4sVebYWc KrykFED_SqTm4q4MAIUecRCpsV9tUZVhroyD5rGk9eiUMTxytgCGcJ8D82pcZ87_",
    ),
    "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json": (
        "iA8ZAtQVjy8zzgavQbkHGZd80eozep3i5B7bP_XlQ9Y qEatkjaZxn310JMkE0xkXR4V9EKfJIhWy_HKiWd2TPh0FHbqVX3VBciR_kfiSHod",
    ),
}
