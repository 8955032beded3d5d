"""Awards of one organisation. Mounted under the desk."""

from django.urls import path

from skillmark.doors.web.awards import views

app_name = "awards"
urlpatterns = [
    path("all/awards/", views.home, name="home"),
    path("<slug:organisation_key>/awards/", views.index, name="index"),
    path("<slug:organisation_key>/awards/by-hand/", views.by_hand, name="by_hand"),
    path("<slug:organisation_key>/awards/<str:uid>/", views.award, name="award"),
    path("<slug:organisation_key>/awards/<str:uid>/revoke/", views.revoke, name="revoke"),
]
