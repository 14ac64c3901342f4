package dev.mcpsentry.smoke.app.secured;

import io.opentelemetry.api.trace.Span;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.ai.tool.annotation.Tool;

/** Tools of a program that knows its users. */
final class Features {

  private static final Logger LOG = LoggerFactory.getLogger(Features.class);

  @Tool(name = "echo", description = "Returns its text")
  String echo(String text) {
    LOG.info("echoes {}", text);
    return text;
  }

  @Tool(name = "fail", description = "Throws")
  String fail() {
    throw new IllegalStateException("tool on fire");
  }

  @Tool(name = "throttle", description = "Is asked too often")
  String throttle() {
    return Limits.bucket().tryConsume(2) ? "once more" : "too often";
  }

  @Tool(name = "impersonate", description = "Works for somebody else than who asks")
  String impersonate(String user) {
    Span.current().setAttribute("user.id", user);
    return "working for " + user;
  }
}
