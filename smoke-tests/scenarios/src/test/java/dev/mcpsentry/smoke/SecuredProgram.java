package dev.mcpsentry.smoke;

import dev.mcpsentry.smoke.ingest.FakeSentry;
import dev.mcpsentry.smoke.jvm.JavaProgram;
import dev.mcpsentry.smoke.mcp.Transport;

/** The server behind Spring Security, on one version and web stack. */
record SecuredProgram(String row) {

  /** With the agent, as a user starts it. */
  JavaProgram watched(FakeSentry sentry) {
    return JavaProgram.main(Build.row(row), "dev.mcpsentry.smoke.app.secured.SecuredServer")
        .arguments("--transport", Transport.STREAMABLE.argument())
        .agent(Build.agent())
        .environment("SENTRY_DSN", sentry.dsn());
  }
}
