package dev.mcpsentry.instrumentation.langchain4jmcp.v1_0;

import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsSci;

/** The SDK has no websocket: one of its stdio servers for every connection, a line a frame. */
public final class WebSocketBridge extends Endpoint {

  static void serve(Tomcat tomcat) throws Exception {
    Context context = tomcat.addContext("", System.getProperty("java.io.tmpdir"));
    context.addServletContainerInitializer(new WsSci(), null);
    Tomcat.addServlet(context, "default", "org.apache.catalina.servlets.DefaultServlet");
    context.addServletMappingDecoded("/", "default");
    tomcat.start();
    ServerContainer container =
        (ServerContainer) context.getServletContext().getAttribute(ServerContainer.class.getName());
    container.addEndpoint(
        ServerEndpointConfig.Builder.create(WebSocketBridge.class, "/mcp").build());
    SdkServer.listens(tomcat);
  }

  @Override
  public void onOpen(Session session, EndpointConfig config) {
    try {
      PipedInputStream serverIn = new PipedInputStream(1 << 16);
      PipedOutputStream toServer = new PipedOutputStream(serverIn);
      PipedInputStream fromServer = new PipedInputStream(1 << 16);
      SdkServer.stdio(serverIn, new PipedOutputStream(fromServer));
      session.addMessageHandler(
          String.class,
          text -> {
            try {
              toServer.write((text + "\n").getBytes(StandardCharsets.UTF_8));
              toServer.flush();
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
      Thread answers = new Thread(() -> forward(fromServer, session));
      answers.setDaemon(true);
      answers.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void forward(PipedInputStream from, Session session) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8))) {
      String line;
      while ((line = lines.readLine()) != null) {
        session.getBasicRemote().sendText(line);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
