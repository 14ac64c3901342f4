package dev.mcpsentry.sentry.internal.convention;

import io.opentelemetry.sdk.trace.data.SpanData;

/** The conventions that are known. */
public final class Conventions {

  public static final Convention MCP = new Mcp();
  public static final Convention GEN_AI = new GenAi();
  public static final Convention HTTP = new Http();
  public static final Convention DATABASE = new Database();
  public static final Convention MESSAGING = new Messaging();
  public static final Convention RPC = new Rpc();
  public static final Convention FAAS = new FaaS();
  public static final Convention OTHER = new Other();

  // what a span is about before what carries it; then as Sentry's Relay decides
  private static final Convention[] BY_PRECEDENCE = {
    MCP, GEN_AI, HTTP, DATABASE, MESSAGING, RPC, FAAS
  };

  private Conventions() {}

  static Convention of(SpanData span) {
    for (Convention convention : BY_PRECEDENCE) {
      if (convention.matches(span)) {
        return convention;
      }
    }
    return OTHER;
  }
}
