"""One credential in, one Report out. Numbered steps, a required policy, nothing fetched but through the Fetcher."""

from skillmark.credkit.verify.opening import Opened, open_credential, open_part
from skillmark.credkit.verify.policy import LOGIN, OFFLINE, STANDARD, Policy
from skillmark.credkit.verify.run import verify

__all__ = ["LOGIN", "OFFLINE", "STANDARD", "Opened", "Policy", "open_credential", "open_part", "verify"]
