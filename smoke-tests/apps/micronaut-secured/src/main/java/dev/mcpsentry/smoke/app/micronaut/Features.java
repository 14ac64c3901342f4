package dev.mcpsentry.smoke.app.micronaut;

import io.micronaut.mcp.annotations.Tool;
import io.micronaut.mcp.annotations.ToolArg;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A tool. */
@Singleton
public class Features {

  private static final Logger LOG = LoggerFactory.getLogger("shop.Orders");

  @Tool(name = "echo", description = "Returns its text")
  public String echo(@ToolArg(description = "What to return") String text) {
    LOG.info("echoes {}", text);
    return text;
  }
}
