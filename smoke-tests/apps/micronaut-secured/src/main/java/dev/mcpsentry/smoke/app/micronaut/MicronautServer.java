package dev.mcpsentry.smoke.app.micronaut;

import dev.mcpsentry.smoke.app.tools.Ready;
import io.micronaut.runtime.Micronaut;
import io.micronaut.runtime.server.EmbeddedServer;

/** The program. Ends with a signal. */
public final class MicronautServer {

  private MicronautServer() {}

  public static void main(String[] args) {
    Ready.announce(
        Micronaut.run(MicronautServer.class, args).getBean(EmbeddedServer.class).getPort());
  }
}
