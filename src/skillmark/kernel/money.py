"""Money: minor units of an ISO 4217 currency. Currencies are summed only at a dated rate; else "not comparable"."""

from dataclasses import dataclass

# ISO 4217 currencies whose minor unit is not a hundredth (zero or three digits).
DIGITS = {"JPY": 0, "KRW": 0, "ISK": 0, "CLP": 0, "VND": 0, "HUF": 2, "KWD": 3, "BHD": 3, "TND": 3, "JOD": 3, "OMR": 3}


@dataclass(frozen=True, slots=True)
class Money:
    """`minor` units (cents) of `currency`. Ordering and adding need the same currency."""

    minor: int
    currency: str

    def __add__(self, other: "Money") -> "Money":
        if self.currency != other.currency:
            raise ValueError(f"{self.currency} and {other.currency} are not comparable without a dated rate")
        return Money(self.minor + other.minor, self.currency)

    @property
    def digits(self) -> int:
        return DIGITS.get(self.currency, 2)
