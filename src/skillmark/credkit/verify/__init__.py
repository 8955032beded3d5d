"""One credential in, one Report out. Numbered steps, a required policy, nothing fetched but through the Fetcher."""

from skillmark.credkit.verify.opening import Opened, open_credential
from skillmark.credkit.verify.policy import OFFLINE, STANDARD, Policy
from skillmark.credkit.verify.run import verify

__all__ = ["OFFLINE", "STANDARD", "Opened", "Policy", "open_credential", "verify"]
