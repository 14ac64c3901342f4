# generated from catalogue.json
terraform {
  required_providers {
    sentry = {
      source  = "jianyuan/sentry"
      version = "0.15.4"
    }
  }
}

variable "organization" {
  type = string
}

variable "project" {
  type = string
}

variable "host" {
  type = string
}

resource "sentry_dashboard" "on_call" {
  organization = var.organization
  title        = "MCP servers on call"

  widget {
    title        = "Crash-free sessions"
    display_type = "big_number"
    widget_type  = "metrics"
    interval     = "5m"
    limit        = 1
    query {
      fields     = ["crash_free_rate(session)"]
      aggregates = ["crash_free_rate(session)"]
      columns    = []
      conditions = ""
      order_by   = ""
    }
    layout {
      x     = 0
      y     = 0
      w     = 2
      h     = 2
      min_h = 2
    }
  }

  widget {
    title        = "Traffic by client"
    display_type = "area"
    widget_type  = "spans"
    interval     = "5m"
    limit        = 10
    query {
      fields     = ["app.client.family", "count(span.duration)"]
      aggregates = ["count(span.duration)"]
      columns    = ["app.client.family"]
      conditions = "span.op:mcp.server"
      order_by   = "-count(span.duration)"
    }
    layout {
      x     = 2
      y     = 0
      w     = 4
      h     = 2
      min_h = 2
    }
  }

  widget {
    title        = "Failures by cause"
    display_type = "bar"
    widget_type  = "spans"
    interval     = "5m"
    limit        = 11
    query {
      fields     = ["mcp.failure", "count(span.duration)"]
      aggregates = ["count(span.duration)"]
      columns    = ["mcp.failure"]
      conditions = "span.op:mcp.server has:mcp.failure"
      order_by   = "-count(span.duration)"
    }
    layout {
      x     = 0
      y     = 2
      w     = 3
      h     = 2
      min_h = 2
    }
  }

  widget {
    title        = "Latency by tool"
    display_type = "table"
    widget_type  = "spans"
    interval     = "5m"
    limit        = 20
    query {
      fields     = ["gen_ai.tool.name", "p50(span.duration)", "p95(span.duration)", "count(span.duration)"]
      aggregates = ["p50(span.duration)", "p95(span.duration)", "count(span.duration)"]
      columns    = ["gen_ai.tool.name"]
      conditions = "span.op:mcp.server mcp.method.name:tools/call has:gen_ai.tool.name"
      order_by   = "-p95(span.duration)"
    }
    layout {
      x     = 3
      y     = 2
      w     = 3
      h     = 2
      min_h = 2
    }
  }

  widget {
    title        = "Responses by route and status"
    display_type = "table"
    widget_type  = "tracemetrics"
    interval     = "5m"
    limit        = 20
    query {
      fields     = ["http.route", "http.response.status_code", "sum(value,app.server.response,counter,none)"]
      aggregates = ["sum(value,app.server.response,counter,none)"]
      columns    = ["http.route", "http.response.status_code"]
      conditions = "has:http.route"
      order_by   = "-sum(value,app.server.response,counter,none)"
    }
    layout {
      x     = 0
      y     = 4
      w     = 3
      h     = 2
      min_h = 2
    }
  }

  widget {
    title        = "Local limits by scope"
    display_type = "bar"
    widget_type  = "tracemetrics"
    interval     = "5m"
    limit        = 5
    query {
      fields     = ["app.rate_limit.scope", "sum(value,app.server.response,counter,none)"]
      aggregates = ["sum(value,app.server.response,counter,none)"]
      columns    = ["app.rate_limit.scope"]
      conditions = "app.response.reason:local_rate_limit"
      order_by   = "-sum(value,app.server.response,counter,none)"
    }
    layout {
      x     = 3
      y     = 4
      w     = 3
      h     = 2
      min_h = 2
    }
  }

  widget {
    title        = "Refresh outcomes by client"
    display_type = "bar"
    widget_type  = "tracemetrics"
    interval     = "5m"
    limit        = 10
    query {
      fields     = ["app.access.refresh.outcome", "app.client.family", "sum(value,app.oauth.token_exchange,counter,none)"]
      aggregates = ["sum(value,app.oauth.token_exchange,counter,none)"]
      columns    = ["app.access.refresh.outcome", "app.client.family"]
      conditions = "has:app.access.refresh.outcome"
      order_by   = "-sum(value,app.oauth.token_exchange,counter,none)"
    }
    layout {
      x     = 0
      y     = 6
      w     = 3
      h     = 2
      min_h = 2
    }
  }

  widget {
    title        = "Revocations by reason"
    display_type = "bar"
    widget_type  = "tracemetrics"
    interval     = "5m"
    limit        = 10
    query {
      fields     = ["app.access.grant.revoked_reason", "sum(value,app.oauth.grant_revoked,counter,none)"]
      aggregates = ["sum(value,app.oauth.grant_revoked,counter,none)"]
      columns    = ["app.access.grant.revoked_reason"]
      conditions = "has:app.access.grant.revoked_reason"
      order_by   = "-sum(value,app.oauth.grant_revoked,counter,none)"
    }
    layout {
      x     = 3
      y     = 6
      w     = 3
      h     = 2
      min_h = 2
    }
  }

  widget {
    title        = "Registrations and completed sign-ins"
    display_type = "line"
    widget_type  = "tracemetrics"
    interval     = "5m"
    limit        = 10
    query {
      fields     = ["app.client.family", "sum(value,app.oauth.register,counter,none)", "sum(value,app.oauth.callback_completed,counter,none)"]
      aggregates = ["sum(value,app.oauth.register,counter,none)", "sum(value,app.oauth.callback_completed,counter,none)"]
      columns    = ["app.client.family"]
      conditions = "has:app.client.registration.method"
      order_by   = ""
    }
    layout {
      x     = 0
      y     = 8
      w     = 3
      h     = 2
      min_h = 2
    }
  }

  widget {
    title        = "Searches that found nothing"
    display_type = "table"
    widget_type  = "spans"
    interval     = "5m"
    limit        = 10
    query {
      fields     = ["gen_ai.tool.name", "app.client.family", "count(span.duration)"]
      aggregates = ["count(span.duration)"]
      columns    = ["gen_ai.tool.name", "app.client.family"]
      conditions = "span.op:mcp.server gen_ai.tool.call.result.count:0"
      order_by   = "-count(span.duration)"
    }
    layout {
      x     = 3
      y     = 8
      w     = 3
      h     = 2
      min_h = 2
    }
  }

  widget {
    title        = "Mode adoption"
    display_type = "bar"
    widget_type  = "tracemetrics"
    interval     = "5m"
    limit        = 5
    query {
      fields     = ["app.server.mode.experimental", "sum(value,app.server.response,counter,none)"]
      aggregates = ["sum(value,app.server.response,counter,none)"]
      columns    = ["app.server.mode.experimental"]
      conditions = "has:app.server.mode.experimental"
      order_by   = "-sum(value,app.server.response,counter,none)"
    }
    layout {
      x     = 0
      y     = 10
      w     = 3
      h     = 2
      min_h = 2
    }
  }

  widget {
    title        = "Skills granted"
    display_type = "bar"
    widget_type  = "tracemetrics"
    interval     = "5m"
    limit        = 20
    query {
      fields     = ["app.consent.skill", "sum(value,app.consent.skill_granted,counter,none)"]
      aggregates = ["sum(value,app.consent.skill_granted,counter,none)"]
      columns    = ["app.consent.skill"]
      conditions = "has:app.consent.skill"
      order_by   = "-sum(value,app.consent.skill_granted,counter,none)"
    }
    layout {
      x     = 3
      y     = 10
      w     = 3
      h     = 2
      min_h = 2
    }
  }

  widget {
    title        = "Versions"
    display_type = "area"
    widget_type  = "spans"
    interval     = "5m"
    limit        = 20
    query {
      fields     = ["app.server.version", "count(span.duration)"]
      aggregates = ["count(span.duration)"]
      columns    = ["app.server.version"]
      conditions = "span.op:mcp.server has:app.server.version"
      order_by   = "-count(span.duration)"
    }
    layout {
      x     = 0
      y     = 12
      w     = 6
      h     = 2
      min_h = 2
    }
  }
}

data "sentry_project_error_monitor" "errors" {
  organization = var.organization
  project      = var.project
  first        = true
}

resource "sentry_metric_monitor" "error_spike" {
  organization        = var.organization
  project             = var.project
  name                = "MCP operations fail"
  description         = "Operations fail by a fault of ours. What callers get wrong does not count. Look which tool or route it is and since which release; roll back when it began with one."
  aggregate           = "count()"
  dataset             = "events"
  event_types         = ["error", "default"]
  query               = "mcp.failure:[tool_exception,protocol,transport,timeout]"
  query_type          = "error"
  time_window_seconds = 300
  condition_group = {
    logic_type = "any"
    conditions = [
      { type = "gt", comparison = 10, condition_result = 75 },
      { type = "lte", comparison = 10, condition_result = 0 },
    ]
  }
  issue_detection = {
    type = "static"
  }
}

resource "sentry_metric_monitor" "error_flood" {
  organization        = var.organization
  project             = var.project
  name                = "MCP operations fail in great numbers"
  description         = "Operations fail by a fault of ours. What callers get wrong does not count. Look which tool or route it is and since which release; roll back when it began with one."
  aggregate           = "count()"
  dataset             = "events"
  event_types         = ["error", "default"]
  query               = "mcp.failure:[tool_exception,protocol,transport,timeout]"
  query_type          = "error"
  time_window_seconds = 300
  condition_group = {
    logic_type = "any"
    conditions = [
      { type = "gt", comparison = 100, condition_result = 75 },
      { type = "lte", comparison = 100, condition_result = 0 },
    ]
  }
  issue_detection = {
    type = "static"
  }
}

resource "sentry_metric_monitor" "slow_tool" {
  organization        = var.organization
  project             = var.project
  name                = "A tool took longer than ten seconds"
  description         = "A model waits for an answer and its user with it; many clients give up after some seconds. Open the slowest call: the span that fills it is the cause. Give what it waits for a timeout, and the tool a smaller question."
  aggregate           = "count(span.duration)"
  dataset             = "events_analytics_platform"
  event_types         = ["trace_item_span"]
  query               = "span.op:mcp.server mcp.method.name:tools/call span.duration:>10s"
  query_type          = "performance"
  time_window_seconds = 300
  condition_group = {
    logic_type = "any"
    conditions = [
      { type = "gt", comparison = 0, condition_result = 75 },
      { type = "lte", comparison = 0, condition_result = 0 },
    ]
  }
  issue_detection = {
    type = "static"
  }
}

resource "sentry_metric_monitor" "slow_quarter" {
  organization        = var.organization
  project             = var.project
  name                = "A quarter of the tool calls take longer than two seconds"
  description         = "A model waits for an answer and its user with it; many clients give up after some seconds. Open the slowest call: the span that fills it is the cause. Give what it waits for a timeout, and the tool a smaller question."
  aggregate           = "p75(span.duration)"
  dataset             = "events_analytics_platform"
  event_types         = ["trace_item_span"]
  query               = "span.op:mcp.server mcp.method.name:tools/call"
  query_type          = "performance"
  time_window_seconds = 900
  condition_group = {
    logic_type = "any"
    conditions = [
      { type = "gt", comparison = 2000, condition_result = 75 },
      { type = "lte", comparison = 2000, condition_result = 0 },
    ]
  }
  issue_detection = {
    type = "static"
  }
}

resource "sentry_metric_monitor" "failure_rate" {
  organization        = var.organization
  project             = var.project
  name                = "Tool calls fail"
  description         = "One call in twenty fails, whatever the traffic; one in a hundred is worth a look in the morning. See which kind of failure it is, then which tool; a tool that reports errors itself may be asked for what it cannot do."
  aggregate           = "failure_rate()"
  dataset             = "events_analytics_platform"
  event_types         = ["trace_item_span"]
  query               = "span.op:mcp.server mcp.method.name:tools/call"
  query_type          = "performance"
  time_window_seconds = 900
  condition_group = {
    logic_type = "any"
    conditions = [
      { type = "gt", comparison = 0.05, condition_result = 75 },
      { type = "gt", comparison = 0.01, condition_result = 50 },
      { type = "lte", comparison = 0.01, condition_result = 0 },
    ]
  }
  issue_detection = {
    type = "static"
  }
}

resource "sentry_metric_monitor" "dependency_fails" {
  organization        = var.organization
  project             = var.project
  name                = "A dependency fails"
  description         = "What tools call fails or hangs, and they with it. Ask whoever runs it. Meanwhile let the tool say so at once instead of waiting."
  aggregate           = "failure_rate()"
  dataset             = "events_analytics_platform"
  event_types         = ["trace_item_span"]
  query               = "span.op:[http.client,db] server.address:${var.host}"
  query_type          = "performance"
  time_window_seconds = 900
  condition_group = {
    logic_type = "any"
    conditions = [
      { type = "gt", comparison = 0.05, condition_result = 75 },
      { type = "lte", comparison = 0.05, condition_result = 0 },
    ]
  }
  issue_detection = {
    type = "static"
  }
}

resource "sentry_metric_monitor" "slow_query" {
  organization        = var.organization
  project             = var.project
  name                = "A query took longer than thirty seconds"
  description         = "What tools call fails or hangs, and they with it. Ask whoever runs it. Meanwhile let the tool say so at once instead of waiting."
  aggregate           = "count(span.duration)"
  dataset             = "events_analytics_platform"
  event_types         = ["trace_item_span"]
  query               = "span.op:db span.duration:>30s"
  query_type          = "performance"
  time_window_seconds = 300
  condition_group = {
    logic_type = "any"
    conditions = [
      { type = "gt", comparison = 0, condition_result = 75 },
      { type = "lte", comparison = 0, condition_result = 0 },
    ]
  }
  issue_detection = {
    type = "static"
  }
}

resource "sentry_metric_monitor" "timeouts" {
  organization        = var.organization
  project             = var.project
  name                = "MCP operations run out of time"
  description         = "Operations run out of time, or clients come back with a session that the server does not know. Timeouts: as for slow tools. Unknown sessions: look for restarts, and for a balancer that does not send a session to the server that opened it."
  aggregate           = "count(span.duration)"
  dataset             = "events_analytics_platform"
  event_types         = ["trace_item_span"]
  query               = "span.op:mcp.server mcp.failure:timeout"
  query_type          = "performance"
  time_window_seconds = 900
  condition_group = {
    logic_type = "any"
    conditions = [
      { type = "gt", comparison = 5, condition_result = 75 },
      { type = "lte", comparison = 5, condition_result = 0 },
    ]
  }
  issue_detection = {
    type = "static"
  }
}

resource "sentry_metric_monitor" "sessions_gone" {
  organization        = var.organization
  project             = var.project
  name                = "Clients ask for sessions that are gone"
  description         = "Operations run out of time, or clients come back with a session that the server does not know. Timeouts: as for slow tools. Unknown sessions: look for restarts, and for a balancer that does not send a session to the server that opened it."
  aggregate           = "sum(value,app.server.response,counter,none)"
  dataset             = "events_analytics_platform"
  event_types         = ["trace_item_metric"]
  query               = "app.route.group:mcp http.response.status_code:404"
  query_type          = "performance"
  time_window_seconds = 900
  condition_group = {
    logic_type = "any"
    conditions = [
      { type = "gt", comparison = 20, condition_result = 75 },
      { type = "lte", comparison = 20, condition_result = 0 },
    ]
  }
  issue_detection = {
    type = "static"
  }
}

resource "sentry_metric_monitor" "latency_list" {
  organization        = var.organization
  project             = var.project
  name                = "The list of tools is slow"
  description         = "The slowest twentieth of what clients ask first, and of what they ask most. A slow `tools/list` is the server itself: heap, garbage collection, CPU. A slow `tools/call`: as for slow tools."
  aggregate           = "p95(span.duration)"
  dataset             = "events_analytics_platform"
  event_types         = ["trace_item_span"]
  query               = "span.op:mcp.server mcp.method.name:tools/list"
  query_type          = "performance"
  time_window_seconds = 300
  condition_group = {
    logic_type = "any"
    conditions = [
      { type = "gt", comparison = 500, condition_result = 75 },
      { type = "lte", comparison = 500, condition_result = 0 },
    ]
  }
  issue_detection = {
    type = "static"
  }
}

resource "sentry_metric_monitor" "latency_call" {
  organization        = var.organization
  project             = var.project
  name                = "Tool calls are slow"
  description         = "The slowest twentieth of what clients ask first, and of what they ask most. A slow `tools/list` is the server itself: heap, garbage collection, CPU. A slow `tools/call`: as for slow tools."
  aggregate           = "p95(span.duration)"
  dataset             = "events_analytics_platform"
  event_types         = ["trace_item_span"]
  query               = "span.op:mcp.server mcp.method.name:tools/call"
  query_type          = "performance"
  time_window_seconds = 300
  condition_group = {
    logic_type = "any"
    conditions = [
      { type = "gt", comparison = 2000, condition_result = 75 },
      { type = "lte", comparison = 2000, condition_result = 0 },
    ]
  }
  issue_detection = {
    type = "static"
  }
}

resource "sentry_metric_monitor" "apdex" {
  organization        = var.organization
  project             = var.project
  name                = "Users wait for tools"
  description         = "One number for whether users are content: half a second is good, two are bearable. Compare with the hour before by tool; a single slow tool that got popular lowers it too."
  aggregate           = "apdex(span.duration,500)"
  dataset             = "events_analytics_platform"
  event_types         = ["trace_item_span"]
  query               = "span.op:mcp.server mcp.method.name:tools/call"
  query_type          = "performance"
  time_window_seconds = 3600
  condition_group = {
    logic_type = "any"
    conditions = [
      { type = "lt", comparison = 0.85, condition_result = 75 },
      { type = "gte", comparison = 0.85, condition_result = 0 },
    ]
  }
  issue_detection = {
    type = "static"
  }
}

resource "sentry_metric_monitor" "users_hit" {
  organization        = var.organization
  project             = var.project
  name                = "Many users meet failures"
  description         = "A failure that a hundred users see is another one than a hundred failures of a single user. Find what they have in common: route, tool, client, release."
  aggregate           = "count_unique(tags[sentry:user])"
  dataset             = "events"
  event_types         = ["error", "default"]
  query               = "has:mcp.failure"
  query_type          = "error"
  time_window_seconds = 900
  condition_group = {
    logic_type = "any"
    conditions = [
      { type = "gt", comparison = 100, condition_result = 75 },
      { type = "lte", comparison = 100, condition_result = 0 },
    ]
  }
  issue_detection = {
    type = "static"
  }
}

resource "sentry_metric_monitor" "refreshes_rejected" {
  organization        = var.organization
  project             = var.project
  name                = "Refreshes are rejected"
  description         = "Refreshes are rejected or grants end, and users have to sign in again. Rejected refreshes: keys that changed, a database of grants that was emptied, a clock. Revocations: see for which reason and which client."
  aggregate           = "sum(value,app.oauth.token_exchange,counter,none)"
  dataset             = "events_analytics_platform"
  event_types         = ["trace_item_metric"]
  query               = "app.access.refresh.outcome:[rejected,upstream_rejected]"
  query_type          = "performance"
  time_window_seconds = 900
  condition_group = {
    logic_type = "any"
    conditions = [
      { type = "gt", comparison = 10, condition_result = 75 },
      { type = "lte", comparison = 10, condition_result = 0 },
    ]
  }
  issue_detection = {
    type = "static"
  }
}

resource "sentry_metric_monitor" "grants_revoked" {
  organization        = var.organization
  project             = var.project
  name                = "Grants end"
  description         = "Refreshes are rejected or grants end, and users have to sign in again. Rejected refreshes: keys that changed, a database of grants that was emptied, a clock. Revocations: see for which reason and which client."
  aggregate           = "sum(value,app.oauth.grant_revoked,counter,none)"
  dataset             = "events_analytics_platform"
  event_types         = ["trace_item_metric"]
  query               = "metric.name:app.oauth.grant_revoked"
  query_type          = "performance"
  time_window_seconds = 900
  condition_group = {
    logic_type = "any"
    conditions = [
      { type = "gt", comparison = 200, condition_result = 75 },
      { type = "lte", comparison = 200, condition_result = 0 },
    ]
  }
  issue_detection = {
    type             = "percent"
    comparison_delta = 3600
  }
}

resource "sentry_metric_monitor" "local_limits" {
  organization        = var.organization
  project             = var.project
  name                = "A limit of ours turns requests away"
  description         = "Our own limits turn people away, or more requests than usual come without access. Limits: see whose they are before you raise them. Refused access: see the reason and what the header looked like; one client that lost its configuration is not an attack."
  aggregate           = "sum(value,app.server.response,counter,none)"
  dataset             = "events_analytics_platform"
  event_types         = ["trace_item_metric"]
  query               = "app.response.reason:local_rate_limit"
  query_type          = "performance"
  time_window_seconds = 300
  condition_group = {
    logic_type = "any"
    conditions = [
      { type = "gt", comparison = 50, condition_result = 75 },
      { type = "lte", comparison = 50, condition_result = 0 },
    ]
  }
  issue_detection = {
    type = "static"
  }
}

resource "sentry_metric_monitor" "access_refused" {
  organization        = var.organization
  project             = var.project
  name                = "Requests are refused access"
  description         = "Our own limits turn people away, or more requests than usual come without access. Limits: see whose they are before you raise them. Refused access: see the reason and what the header looked like; one client that lost its configuration is not an attack."
  aggregate           = "sum(value,app.server.response,counter,none)"
  dataset             = "events_analytics_platform"
  event_types         = ["trace_item_metric"]
  query               = "app.route.group:mcp http.response.status_code:[401,403]"
  query_type          = "performance"
  time_window_seconds = 900
  condition_group = {
    logic_type = "any"
    conditions = [
      { type = "gt", comparison = 200, condition_result = 75 },
      { type = "lte", comparison = 200, condition_result = 0 },
    ]
  }
  issue_detection = {
    type             = "percent"
    comparison_delta = 3600
  }
}

resource "sentry_alert" "error_spike" {
  organization       = var.organization
  name               = "Error spike"
  monitor_ids        = [sentry_metric_monitor.error_spike.id, sentry_metric_monitor.error_flood.id]
  frequency_minutes  = 30
  trigger_conditions = [{ first_seen_event = {} }, { reappeared_event = {} }, { regression_event = {} }]
  action_filters = [
    {
      logic_type = "all"
      actions    = [{ email = { target_type = "issue_owners", fallthrough_type = "ActiveMembers" } }]
    },
  ]
}

resource "sentry_alert" "slow_tools" {
  organization       = var.organization
  name               = "Slow tools"
  monitor_ids        = [sentry_metric_monitor.slow_tool.id, sentry_metric_monitor.slow_quarter.id]
  frequency_minutes  = 30
  trigger_conditions = [{ first_seen_event = {} }, { reappeared_event = {} }, { regression_event = {} }]
  action_filters = [
    {
      logic_type = "all"
      actions    = [{ email = { target_type = "issue_owners", fallthrough_type = "ActiveMembers" } }]
    },
  ]
}

resource "sentry_alert" "failure_rate" {
  organization       = var.organization
  name               = "Failure rate"
  monitor_ids        = [sentry_metric_monitor.failure_rate.id]
  frequency_minutes  = 30
  trigger_conditions = [{ first_seen_event = {} }, { reappeared_event = {} }, { regression_event = {} }]
  action_filters = [
    {
      logic_type = "all"
      actions    = [{ email = { target_type = "issue_owners", fallthrough_type = "ActiveMembers" } }]
    },
  ]
}

resource "sentry_alert" "dependencies" {
  organization       = var.organization
  name               = "Dependencies"
  monitor_ids        = [sentry_metric_monitor.dependency_fails.id, sentry_metric_monitor.slow_query.id]
  frequency_minutes  = 30
  trigger_conditions = [{ first_seen_event = {} }, { reappeared_event = {} }, { regression_event = {} }]
  action_filters = [
    {
      logic_type = "all"
      actions    = [{ email = { target_type = "issue_owners", fallthrough_type = "ActiveMembers" } }]
    },
  ]
}

resource "sentry_alert" "sessions" {
  organization       = var.organization
  name               = "Sessions"
  monitor_ids        = [sentry_metric_monitor.timeouts.id, sentry_metric_monitor.sessions_gone.id]
  frequency_minutes  = 30
  trigger_conditions = [{ first_seen_event = {} }, { reappeared_event = {} }, { regression_event = {} }]
  action_filters = [
    {
      logic_type = "all"
      actions    = [{ email = { target_type = "issue_owners", fallthrough_type = "ActiveMembers" } }]
    },
  ]
}

resource "sentry_alert" "latency" {
  organization       = var.organization
  name               = "Latency"
  monitor_ids        = [sentry_metric_monitor.latency_list.id, sentry_metric_monitor.latency_call.id]
  frequency_minutes  = 30
  trigger_conditions = [{ first_seen_event = {} }, { reappeared_event = {} }, { regression_event = {} }]
  action_filters = [
    {
      logic_type = "all"
      actions    = [{ email = { target_type = "issue_owners", fallthrough_type = "ActiveMembers" } }]
    },
  ]
}

resource "sentry_alert" "apdex" {
  organization       = var.organization
  name               = "Apdex"
  monitor_ids        = [sentry_metric_monitor.apdex.id]
  frequency_minutes  = 30
  trigger_conditions = [{ first_seen_event = {} }, { reappeared_event = {} }, { regression_event = {} }]
  action_filters = [
    {
      logic_type = "all"
      actions    = [{ email = { target_type = "issue_owners", fallthrough_type = "ActiveMembers" } }]
    },
  ]
}

resource "sentry_alert" "many_users_hit" {
  organization       = var.organization
  name               = "Many users hit"
  monitor_ids        = [sentry_metric_monitor.users_hit.id]
  frequency_minutes  = 30
  trigger_conditions = [{ first_seen_event = {} }, { reappeared_event = {} }, { regression_event = {} }]
  action_filters = [
    {
      logic_type = "all"
      actions    = [{ email = { target_type = "issue_owners", fallthrough_type = "ActiveMembers" } }]
    },
  ]
}

resource "sentry_alert" "new_or_returning_issue" {
  organization       = var.organization
  name               = "New or returning issue"
  monitor_ids        = [data.sentry_project_error_monitor.errors.id]
  frequency_minutes  = 30
  trigger_conditions = [{ first_seen_event = {} }, { regression_event = {} }]
  action_filters = [
    {
      logic_type = "all"
      conditions = [{ tagged_event = { key = "mcp.failure", match = "is" } }]
      actions    = [{ email = { target_type = "issue_owners", fallthrough_type = "ActiveMembers" } }]
    },
  ]
}

resource "sentry_alert" "sign_outs" {
  organization       = var.organization
  name               = "Sign-outs"
  monitor_ids        = [sentry_metric_monitor.refreshes_rejected.id, sentry_metric_monitor.grants_revoked.id]
  frequency_minutes  = 30
  trigger_conditions = [{ first_seen_event = {} }, { reappeared_event = {} }, { regression_event = {} }]
  action_filters = [
    {
      logic_type = "all"
      actions    = [{ email = { target_type = "issue_owners", fallthrough_type = "ActiveMembers" } }]
    },
  ]
}

resource "sentry_alert" "limits_and_refused_access" {
  organization       = var.organization
  name               = "Limits and refused access"
  monitor_ids        = [sentry_metric_monitor.local_limits.id, sentry_metric_monitor.access_refused.id]
  frequency_minutes  = 30
  trigger_conditions = [{ first_seen_event = {} }, { reappeared_event = {} }, { regression_event = {} }]
  action_filters = [
    {
      logic_type = "all"
      actions    = [{ email = { target_type = "issue_owners", fallthrough_type = "ActiveMembers" } }]
    },
  ]
}
