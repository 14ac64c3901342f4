package dev.mcpsentry.smoke.app.authorization;

import org.springframework.ai.tool.annotation.Tool;

/** What callers with a token may use. */
public final class Features {

  private final UpstreamGrants upstream = new UpstreamGrants();

  @Tool(name = "echo", description = "Returns its text")
  String echo(String text) {
    return text;
  }

  @Tool(name = "buy", description = "Asks an upstream that no longer knows us")
  String buy() {
    upstream.rejectedInUse();
    return "sign in again";
  }
}
