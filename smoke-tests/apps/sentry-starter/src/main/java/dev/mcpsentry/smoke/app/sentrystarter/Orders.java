package dev.mcpsentry.smoke.app.sentrystarter;

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Nothing of MCP: a request whose exception nobody deals with, which the starter captures. */
@RestController
class Orders {

  @PostMapping("/order")
  void order() {
    throw new IllegalStateException("no pigeons");
  }
}
