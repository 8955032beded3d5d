"""Addresses of the assurance pages. Names and arguments are linked to by other pages."""

from django.urls import path

from skillmark.doors.web.assurer import reviews, views

app_name = "assurer"
urlpatterns = [
    path("", views.index, name="index"),
    path("register/<slug:organisation_key>/", views.register, name="register"),
    path("accreditation/<str:uid>/withdraw/", views.withdraw, name="withdraw"),
    path("achievement/<str:achievement_uid>/", reviews.achievement, name="achievement"),
    path("achievement/<str:achievement_uid>/endorse/", reviews.endorse, name="endorse"),
    path("endorsement/<str:uid>/withdraw/", reviews.withdraw, name="withdraw_endorsement"),
]
