package dev.mcpsentry.smoke.app.sentrystarter;

import dev.mcpsentry.smoke.app.tools.Launch;
import dev.mcpsentry.smoke.app.tools.Ready;
import java.util.Map;
import org.springframework.ai.tool.ToolCallbackProvider;
import org.springframework.ai.tool.method.MethodToolCallbackProvider;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;

/** The program; the starter takes the DSN and the rates from the environment. */
@SpringBootApplication
public class StarterServer {

  private final Environment environment;

  StarterServer(Environment environment) {
    this.environment = environment;
  }

  public static void main(String[] args) {
    Launch launch = Launch.parse(args);
    SpringApplication application = new SpringApplication(StarterServer.class);
    application.setDefaultProperties(
        Map.of(
            "server.address",
            "127.0.0.1",
            "server.port",
            launch.port(),
            "spring.ai.mcp.server.name",
            "starter-demo",
            "spring.ai.mcp.server.protocol",
            launch.transport().name()));
    application.run();
  }

  @Bean
  ToolCallbackProvider tools() {
    return MethodToolCallbackProvider.builder().toolObjects(new Features()).build();
  }

  @EventListener(ApplicationReadyEvent.class)
  void announce() {
    Ready.announce(environment.getRequiredProperty("local.server.port", Integer.class));
  }
}
