package dev.mcpsentry.smoke.app.spring;

import dev.mcpsentry.smoke.app.tools.Launch;
import dev.mcpsentry.smoke.app.tools.Ready;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;

/** The program: WebMVC or WebFlux, whichever starter is on the class path. */
@SpringBootApplication
public class SpringServer {

  private final Environment environment;

  SpringServer(Environment environment) {
    this.environment = environment;
  }

  public static void main(String[] args) {
    Launch launch = Launch.parse(args);
    SpringApplication application = new SpringApplication(SpringServer.class);
    application.setDefaultProperties(
        Map.of(
            "server.address", "127.0.0.1",
            "server.port", launch.port(),
            "spring.ai.mcp.server.name", "spring-demo",
            "spring.ai.mcp.server.protocol", launch.transport().name(),
            "spring.ai.mcp.server.sse-message-endpoint", "/message"));
    application.run();
  }

  @EventListener(ApplicationReadyEvent.class)
  void announce() {
    Ready.announce(environment.getRequiredProperty("local.server.port", Integer.class));
  }
}
