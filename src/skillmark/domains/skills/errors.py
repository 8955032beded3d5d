"""What the skills domain refuses, and what the reader can do about it."""

from django.utils.translation import gettext_lazy as _

from skillmark.kernel.errors import Malformed, NotFound, Refused


class BrokenFramework(Malformed):
    """A file cannot be read. `detail` says which line of which member; nothing was changed."""

    code = "skills.broken_framework"
    hint = _("Nothing was changed.")

    def __init__(self, detail: str = "", *, member: str = "", line: int = 0) -> None:
        super().__init__(detail)
        self.member, self.line = member, line


class VersionTaken(Refused):
    """The same version of the same framework is here with other content. A version, once imported, never changes."""

    code = "skills.version_taken"
    hint = _("This version is already here with other content. Give the changed file a new version.")


class OtherConcepts(Refused):
    """Another language of a version that is held, with other skills, occupations or relations in it."""

    code = "skills.other_concepts"
    hint = _("These files name other skills or occupations than the version held here. Fetch the same version again.")


class NoSuchSkill(NotFound):
    code = "skills.no_such_skill"
    hint = _("No framework held here has a skill under that identifier.")


class NoSuchOccupation(NotFound):
    code = "skills.no_such_occupation"
    hint = _("No framework held here has an occupation under that identifier.")
