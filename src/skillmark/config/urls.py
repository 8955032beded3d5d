"""Every address of the house. Each door keeps its own list; this only mounts them."""

from django.urls import include, path

# The order is the order of matching; `public` owns the front page and the addresses that credentials name.
MOUNTS = [
    ("", "skillmark.doors.web.public.urls"),
    ("", "skillmark.doors.web.shell.urls"),
    ("", "skillmark.doors.web.join.urls"),
    ("", "skillmark.doors.web.catalogue.urls"),
    ("record/", "skillmark.doors.web.record.urls"),
    ("study/", "skillmark.doors.web.study.urls"),
    ("plan/", "skillmark.doors.web.plan.urls"),
    ("desk/", "skillmark.doors.web.issuer.urls"),
    ("desk/", "skillmark.doors.web.awards.urls"),
    ("assess/", "skillmark.doors.web.assessor.urls"),
    ("hire/", "skillmark.doors.web.employer.urls"),
    ("assurance/", "skillmark.doors.web.assurer.urls"),
]

urlpatterns = [path(prefix, include(module)) for prefix, module in MOUNTS]
