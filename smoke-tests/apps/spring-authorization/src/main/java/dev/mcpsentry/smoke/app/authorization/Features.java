package dev.mcpsentry.smoke.app.authorization;

import org.springframework.ai.tool.annotation.Tool;

/** What callers with a token may use. */
final class Features {

  @Tool(name = "echo", description = "Returns its text")
  String echo(String text) {
    return text;
  }
}
