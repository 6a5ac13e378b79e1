"""What people write, and what becomes of it."""

from dogwatch.declare import widgets
from dogwatch.declare.addresses import address
from dogwatch.declare.assertion import Assertion
from dogwatch.declare.bodies.layout import arranged
from dogwatch.declare.browser import browser_actions, browser_routes, browser_script
from dogwatch.declare.catalog import Catalog, Declared, collect
from dogwatch.declare.check import Examined, check, examine
from dogwatch.declare.checks import CHECKS
from dogwatch.declare.comparison import threshold_of
from dogwatch.declare.correction import Correction
from dogwatch.declare.custom_metric import CustomMetric
from dogwatch.declare.dashboard import Dashboard, Preset, Tab, TemplateVariable
from dogwatch.declare.dashboard_list import DashboardList
from dogwatch.declare.declaration import OWN_CATALOG, Declaration
from dogwatch.declare.downtime import Downtime
from dogwatch.declare.exported import exported
from dogwatch.declare.feature import Feature
from dogwatch.declare.generated_metric import GeneratedMetric, LogMetric, RumMetric, SpanMetric
from dogwatch.declare.imported import Imported
from dogwatch.declare.limit import Limit, Threshold
from dogwatch.declare.load import load, load_module
from dogwatch.declare.monitor import Monitor
from dogwatch.declare.mute import Mute
from dogwatch.declare.notification_rule import NotificationRule
from dogwatch.declare.objectives import Availability, LatencyObjective, Objective, Promise, TimeSlice
from dogwatch.declare.pages import feature_page, oncall_page, overview
from dogwatch.declare.policies.burn_rate import Pair, budget_gone, burn_rates, burns_fast, pairs
from dogwatch.declare.policies.failures import FAR
from dogwatch.declare.policies.guard import enough_for_percentile, enough_for_share, guarded
from dogwatch.declare.policies.low_traffic import ENOUGH, least_failures
from dogwatch.declare.policies.policy import Policy, policy
from dogwatch.declare.powerpack import Powerpack
from dogwatch.declare.routing.routes import WHEN, Again, Route, routes
from dogwatch.declare.routing.transitions import transitions_of
from dogwatch.declare.rules.cost import TeamCost, team_costs
from dogwatch.declare.rules.routing import woken_without_runbook
from dogwatch.declare.signals import Engagement, Errors, Latency, Resources, Signal, Traffic
from dogwatch.declare.silence import Silence
from dogwatch.declare.sli import Events, Slices
from dogwatch.declare.slo import TIME_FRAMES, Slo
from dogwatch.declare.synthetic_test import SyntheticTest
from dogwatch.declare.system import System
from dogwatch.declare.team import Team
from dogwatch.declare.tier import Renotify, Tier, tiers_with
from dogwatch.declare.uptime import Uptime
from dogwatch.declare.widgets.arguments import misfits
from dogwatch.declare.widgets.widget import Widget
from dogwatch.message import Transition, is_pager, told
from dogwatch.root import root_of

__all__ = [
    "CHECKS",
    "ENOUGH",
    "FAR",
    "OWN_CATALOG",
    "TIME_FRAMES",
    "WHEN",
    "Again",
    "Assertion",
    "Availability",
    "Catalog",
    "Correction",
    "CustomMetric",
    "Dashboard",
    "DashboardList",
    "Declaration",
    "Declared",
    "Downtime",
    "Engagement",
    "Errors",
    "Events",
    "Examined",
    "Feature",
    "GeneratedMetric",
    "Imported",
    "Latency",
    "LatencyObjective",
    "Limit",
    "LogMetric",
    "Monitor",
    "Mute",
    "NotificationRule",
    "Objective",
    "Pair",
    "Policy",
    "Powerpack",
    "Preset",
    "Promise",
    "Renotify",
    "Resources",
    "Route",
    "RumMetric",
    "Signal",
    "Silence",
    "Slices",
    "Slo",
    "SpanMetric",
    "SyntheticTest",
    "System",
    "Tab",
    "Team",
    "TeamCost",
    "TemplateVariable",
    "Threshold",
    "Tier",
    "TimeSlice",
    "Traffic",
    "Transition",
    "Uptime",
    "Widget",
    "address",
    "arranged",
    "browser_actions",
    "browser_routes",
    "browser_script",
    "budget_gone",
    "burn_rates",
    "burns_fast",
    "check",
    "collect",
    "enough_for_percentile",
    "enough_for_share",
    "examine",
    "exported",
    "feature_page",
    "guarded",
    "is_pager",
    "least_failures",
    "load",
    "load_module",
    "misfits",
    "oncall_page",
    "overview",
    "pairs",
    "policy",
    "root_of",
    "routes",
    "team_costs",
    "threshold_of",
    "tiers_with",
    "told",
    "transitions_of",
    "widgets",
    "woken_without_runbook",
]
