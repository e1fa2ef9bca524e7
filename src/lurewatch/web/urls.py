"""Every address, by name; access.ADDRESSES says who may open it."""

from django.urls import path

from lurewatch.web.pages import api, approach, ask, audit, campaigns, cases, figures, home, queue, report, sign_in

urlpatterns = [
    path("", home.home, name="home"),
    path("sign-in/", sign_in.sign_in, name="sign-in"),
    path("sign-out/", sign_in.sign_out, name="sign-out"),
    path("second/", sign_in.second, name="second"),
    path("second/new/", sign_in.enrol, name="enrol"),
    path("ask/", ask.ask, name="ask"),
    path("report/", report.report, name="report"),
    path("report/send/", report.send, name="report-send"),
    path("queue/", queue.queue, name="queue"),
    path("queue/news/", queue.news, name="queue-news"),
    path("queue/view/", queue.view, name="queue-view"),
    path("queue/decide/", queue.decide, name="queue-decide"),
    path("approach/<str:name>/", approach.approach, name="approach"),
    path("approach/<str:name>/decide/", approach.decide, name="decide"),
    path("approach/<str:name>/contest/", approach.contest, name="contest"),
    path("approach/<str:name>/disclosed/", approach.disclosed, name="disclosed"),
    path("reveal/<str:token>/", approach.reveal, name="reveal"),
    path("campaign/", campaigns.campaigns, name="campaigns"),
    path("campaign/<str:name>/", campaigns.campaign, name="campaign"),
    path("link/", campaigns.link, name="link"),
    path("case/", cases.cases, name="cases"),
    path("case/<str:name>/", cases.case, name="case"),
    path("case/<str:name>/change/", cases.change, name="case-change"),
    path("figures/", figures.figures, name="figures"),
    path("audit/", audit.audit, name="audit"),
    path("api/reports", api.reports, name="api-reports"),
    path("api/decisions", api.decisions, name="api-decisions"),
    path("api/openapi.json", api.description, name="api-description"),
]
handler404 = "lurewatch.web.faults.not_found"
handler500 = "lurewatch.web.faults.failed"
