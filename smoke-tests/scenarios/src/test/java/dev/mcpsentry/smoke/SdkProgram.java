package dev.mcpsentry.smoke;

import dev.mcpsentry.smoke.ingest.FakeSentry;
import dev.mcpsentry.smoke.jvm.JavaProgram;
import dev.mcpsentry.smoke.mcp.Transport;

/**
 * A demo server on one version of the official SDK.
 *
 * @param async whether its handlers are reactive
 */
record SdkProgram(String version, Transport transport, boolean async) {

  /** The version most scenarios run on that are not about versions. */
  static final String CURRENT = "1.1.5";

  static SdkProgram current(Transport transport) {
    return new SdkProgram(CURRENT, transport, false);
  }

  /** Without an agent. */
  JavaProgram plain() {
    return JavaProgram.main(Build.row("sdk-" + version), "dev.mcpsentry.smoke.app.sdk.SdkServer")
        .arguments("--transport", transport.argument(), "--mode", async ? "async" : "sync");
  }

  /** With the agent, and nowhere to send to. */
  JavaProgram watched() {
    return plain().agent(Build.agent());
  }

  /** With the agent, as a user starts it. */
  JavaProgram watched(FakeSentry sentry) {
    return watched().environment("SENTRY_DSN", sentry.dsn());
  }

  @Override
  public String toString() {
    return version + " " + transport.argument() + (async ? " async" : " sync");
  }
}
