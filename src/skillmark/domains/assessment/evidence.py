"""What may be handed in as evidence, decided before anything is stored. Pure: bytes and text in, clean values out.

Content is kept byte for byte and never looked into: an SVG with a script stays what it is, and is harmless because
doors hand files out only as attachments. Names are cleaned, since a name is shown on pages and becomes a file on the
assessor's disk. It does not seal and does not store.
"""

import re
import unicodedata
from collections.abc import Sequence
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from skillmark.domains.assessment.errors import BadEvidence, TooLarge
from skillmark.domains.assessment.values import UploadedEvidence

MAX_FILES = 8
MAX_TEXT_CHARACTERS = 20_000
MAX_LINK_CHARACTERS = 500
MAX_NAME_CHARACTERS = 120
MAX_SUFFIX_CHARACTERS = 16
_MEDIA_TYPE = re.compile(r"[a-z0-9][a-z0-9.+-]{0,60}/[a-z0-9][a-z0-9.+-]{0,80}")
_FORBIDDEN_IN_NAMES = set('<>:"|?*\\/')


def clean_name(name: str) -> str:
    """Return a file name without folders, control or direction marks, or characters that file systems refuse.

    At most 120 characters, its suffix kept; `evidence` where nothing is left.
    """
    last = re.split(r"[\\/]", unicodedata.normalize("NFC", name))[-1]
    kept = "".join(c for c in last if unicodedata.category(c)[0] != "C" and c not in _FORBIDDEN_IN_NAMES)
    kept = " ".join(kept.split()).strip(". ")
    suffix = PurePosixPath(kept).suffix[:MAX_SUFFIX_CHARACTERS]
    stem = kept.removesuffix(suffix)[: MAX_NAME_CHARACTERS - len(suffix)]
    return f"{stem}{suffix}" or "evidence"


def clean_type(content_type: str) -> str:
    """Return the media type without parameters, or the type of unknown bytes if it is not one."""
    bare = content_type.partition(";")[0].strip().lower()
    return bare if _MEDIA_TYPE.fullmatch(bare) else "application/octet-stream"


def clean_link(link: str) -> str:
    """Return the link without spaces around it, or "". Errors: `BadEvidence` unless it is http or https with a host."""
    bare = link.strip()
    if not bare:
        return ""
    try:
        parts = urlsplit(bare)
        is_web = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        is_web = False
    if not is_web or len(bare) > MAX_LINK_CHARACTERS or any(c.isspace() for c in bare):
        raise BadEvidence(_("The link cannot be used."))
    return bare


def clean_text(text: str) -> str:
    """Return the text with line ends as one character. Errors: `TooLarge`."""
    bare = text.replace("\r\n", "\n").replace("\x00", "").strip()
    if len(bare) > MAX_TEXT_CHARACTERS:
        raise TooLarge(_("The text may have %(most)d characters.") % {"most": MAX_TEXT_CHARACTERS})
    return bare


def clean_files(files: Sequence[UploadedEvidence], *, max_bytes: int) -> tuple[UploadedEvidence, ...]:
    """Return the files with clean names and types, content untouched.

    Errors: `TooLarge` for a file over `max_bytes` or too many files, `BadEvidence` for an empty file.
    """
    if len(files) > MAX_FILES:
        raise TooLarge(_("At most %(most)d files at a time.") % {"most": MAX_FILES})
    return tuple(_clean_file(place, one, max_bytes) for place, one in enumerate(files, start=1))


def _clean_file(place: int, file: UploadedEvidence, max_bytes: int) -> UploadedEvidence:
    if len(file.data) > max_bytes:
        most = round(max_bytes / 1024 / 1024, 2)
        raise TooLarge(_("File %(place)d is over the limit of %(most)g MB.") % {"place": place, "most": most})
    if not file.data:
        raise BadEvidence(_("File %(place)d is empty.") % {"place": place})
    return UploadedEvidence(clean_name(file.name), clean_type(file.content_type), file.data)
