package dev.mcpsentry.smoke.app.quarkus;

import dev.mcpsentry.smoke.app.tools.Ready;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import org.eclipse.microprofile.config.ConfigProvider;

/** The program. Ends with a signal. */
@QuarkusMain
public final class QuarkusServer implements QuarkusApplication {

  @Override
  public int run(String... args) {
    // what Quarkus says there once it listens
    Ready.announce(ConfigProvider.getConfig().getValue("quarkus.http.port", Integer.class));
    Quarkus.waitForExit();
    return 0;
  }
}
