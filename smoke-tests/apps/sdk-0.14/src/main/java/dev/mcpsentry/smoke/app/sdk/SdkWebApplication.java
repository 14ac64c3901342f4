package dev.mcpsentry.smoke.app.sdk;

import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.transport.HttpServletStreamableServerTransportProvider;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletRegistration;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Schedulers;

/** The streamable server as a web application that a container deploys and undeploys. */
public final class SdkWebApplication implements ServletContextListener {

  private @Nullable McpSyncServer server;

  @Override
  public void contextInitialized(ServletContextEvent event) {
    HttpServletStreamableServerTransportProvider transport =
        HttpServletStreamableServerTransportProvider.builder()
            .jsonMapper(Schema.MAPPER)
            .mcpEndpoint("/mcp")
            .build();
    server = SyncFeatures.build(McpServer.sync(transport));
    ServletRegistration.Dynamic servlet = event.getServletContext().addServlet("mcp", transport);
    servlet.setAsyncSupported(true);
    servlet.addMapping("/*");
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    if (server != null) {
      server.closeGracefully();
    }
    // its threads would hold the application's class loader
    Schedulers.shutdownNow();
  }
}
