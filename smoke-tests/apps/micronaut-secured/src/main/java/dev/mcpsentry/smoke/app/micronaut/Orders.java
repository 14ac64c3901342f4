package dev.mcpsentry.smoke.app.micronaut;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Nothing of MCP: a request whose work fails. */
@Controller("/mcp")
public class Orders {

  private static final Logger LOG = LoggerFactory.getLogger("shop.Orders");

  @Post("/order")
  void order() {
    LOG.error("cannot ship", new IllegalStateException("no pigeons"));
  }
}
