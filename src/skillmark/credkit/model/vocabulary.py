"""The addresses of the vocabularies a credential of ours is written in, and our own terms.

Our terms say what an EU micro-credential must state and Open Badges 3.0 has no place for. They are written inline into
each credential, so that any verifier can process it without fetching anything from us. The IRIs are names, not
addresses. `INLINE_CONTEXT` is signed as it stands: it must never change; another edition is another constant.
"""

from __future__ import annotations

from types import MappingProxyType

VC_V2_URL = "https://www.w3.org/ns/credentials/v2"
VC_V1_URL = "https://www.w3.org/2018/credentials/v1"
OB_URL = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
OB_URLS = tuple(
    "https://purl.imsglobal.org/spec/ob/v3p0/" + name
    for name in ("context.json", "context-3.0.1.json", "context-3.0.2.json", "context-3.0.3.json")
)
OB_EXTENSIONS_URL = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"
OB2_URLS = ("https://w3id.org/openbadges/v2", "https://w3id.org/openbadges/v1")
CLR_BASE_URL = "https://purl.imsglobal.org/spec/clr/v2p0/"
CLR_URL = CLR_BASE_URL + "context-2.0.1.json"
STATUS_LIST_2021_URL = "https://w3id.org/vc/status-list/2021/v1"
MULTIKEY_V1_URL = "https://w3id.org/security/multikey/v1"
NAMESPACE = "urn:skillmark:v1:"
_TERMS = (
    "MicroCredentialStatement microCredential workload ectsCredits eqfLevel assessmentType participationForm"
    " supervision qualityAssurance prerequisites stackability skillLevel learningOutcomes"
)
INLINE_CONTEXT: MappingProxyType[str, str] = MappingProxyType({term: NAMESPACE + term for term in _TERMS.split()})
