package dev.mcpsentry.smoke;

import dev.mcpsentry.smoke.ingest.FakeSentry;
import dev.mcpsentry.smoke.jvm.JavaProgram;
import dev.mcpsentry.smoke.mcp.Transport;

/** A demo server on one version of Spring AI. */
record SpringProgram(String row, Transport transport) {

  /** With the agent, as a user starts it. */
  JavaProgram watched(FakeSentry sentry) {
    return JavaProgram.main(Build.row(row), "dev.mcpsentry.smoke.app.spring.SpringServer")
        .arguments("--transport", transport.argument())
        .agent(Build.agent())
        .environment("SENTRY_DSN", sentry.dsn());
  }
}
