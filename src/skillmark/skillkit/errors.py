"""What can go wrong in this kit, by what the caller can do about it. Imports nothing.

Every error has a stable `code` and a `hint` that says what to do. Neither ever holds raw input.
"""


class SkillkitError(Exception):
    """Root of every error that leaves this kit."""

    code = "skillkit.error"
    hint = "Something in the skills arithmetic could not be done."

    def __init__(self, hint: str | None = None, *, code: str | None = None) -> None:
        self.code = code or type(self).code
        self.hint = hint or type(self).hint
        super().__init__(f"{self.code}: {self.hint}")


class Malformed(SkillkitError):
    """A file or value is not in the form it should be; `member` and `line` say where (line 0: the whole member)."""

    code = "skillkit.malformed"
    hint = "The file is not in the published form. Fetch it again and compare its size."

    def __init__(self, hint: str | None = None, *, code: str | None = None, member: str = "", line: int = 0) -> None:
        self.member = member
        self.line = line
        super().__init__(hint, code=code)


class Refused(SkillkitError):
    """The question is well formed but may not or cannot be answered as asked."""

    code = "skillkit.refused"
    hint = "Ask for something within the limits that the function documents."


class Unavailable(SkillkitError):
    """Something that the answer needs is not there, such as a solver that stopped before any solution."""

    code = "skillkit.unavailable"
    hint = "Try again with higher limits."
