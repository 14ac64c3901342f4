package dev.mcpsentry.smoke.app.sdk;

import java.util.List;

/**
 * Keeps foreign web pages and foreign names of this machine away where the SDK can: from 0.18.3 on,
 * newer than what this program is written for.
 */
final class Origins {

  private static final String PACKAGE = "io.modelcontextprotocol.server.transport.";

  private Origins() {}

  /** Lets in pages of this machine alone, and whoever names none, under its own names. */
  static void restrict(Object transport) {
    try {
      Class<?> validators = Class.forName(PACKAGE + "DefaultServerTransportSecurityValidator");
      Object validator = validators.getMethod("builder").invoke(null);
      validator
          .getClass()
          .getMethod("allowedOrigin", String.class)
          .invoke(validator, "http://localhost:*");
      validator
          .getClass()
          .getMethod("allowedHosts", List.class)
          .invoke(validator, List.of("127.0.0.1:*", "localhost:*"));
      transport
          .getClass()
          .getMethod(
              "securityValidator", Class.forName(PACKAGE + "ServerTransportSecurityValidator"))
          .invoke(transport, validator.getClass().getMethod("build").invoke(validator));
    } catch (ClassNotFoundException e) {
      // an older SDK
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
