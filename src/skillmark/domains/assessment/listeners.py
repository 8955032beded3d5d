"""What assessment does on others' facts: when a person is erased, the files they handed in go as well."""

from datetime import datetime

from skillmark.domains.assessment.models import EvidenceFile
from skillmark.domains.people.events import PersonErased
from skillmark.kernel.blobs import blobs
from skillmark.kernel.outbox import listener


@listener("assessment", PersonErased)
def on_person_erased(event: PersonErased, occurred_at: datetime) -> None:
    """Delete the person's blobs. They are noise already, their key being gone; running it twice does no harm."""
    rows = EvidenceFile.objects.filter(submission__enrolment__holder__uid=event.person_uid)
    for key in rows.values_list("blob_key", flat=True):
        blobs().delete(key)
