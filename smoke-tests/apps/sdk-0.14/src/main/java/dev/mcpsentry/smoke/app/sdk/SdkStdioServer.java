package dev.mcpsentry.smoke.app.sdk;

import dev.mcpsentry.smoke.app.tools.Launch;
import dev.mcpsentry.smoke.app.tools.Ready;
import dev.mcpsentry.smoke.app.tools.Stdin;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import java.time.Duration;

/** The program over stdio alone: knows no servlet. Ends when its client closes stdin. */
public final class SdkStdioServer {

  private static final Duration GRACE = Duration.ofSeconds(2);

  private SdkStdioServer() {}

  public static void main(String[] args) throws InterruptedException {
    Stdin stdin = new Stdin();
    StdioServerTransportProvider transport =
        new StdioServerTransportProvider(Schema.MAPPER, stdin, System.out);
    if (Launch.parse(args).async()) {
      AsyncFeatures.build(McpServer.async(transport));
    } else {
      SyncFeatures.build(McpServer.sync(transport));
    }
    Ready.announce(0);
    stdin.awaitEnd();
    transport.closeGracefully().block(GRACE);
    System.exit(0);
  }
}
