package dev.mcpsentry.smoke.app.authorization;

import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.logs.Logger;
import io.opentelemetry.api.trace.Span;

/** What only the program knows: what became of the grants that it has of somebody else. */
public final class UpstreamGrants {

  private final Logger events = GlobalOpenTelemetry.get().getLogsBridge().get("shop");

  /** A call of a tool was told that the upstream's token is no longer good. */
  public void rejectedInUse() {
    events
        .logRecordBuilder()
        .setEventName("app.oauth.grant_revoked")
        .setAttribute(stringKey("app.access.grant.revoked_reason"), "upstream_rejected_in_use")
        .setAttribute(stringKey("app.client.family"), "claude-code")
        .emit();
  }

  /** A refresh went well without asking anybody: what is kept is still good. */
  public void stillGood() {
    Span.current().setAttribute("app.access.refresh.outcome", "cached_valid_local");
  }
}
