package dev.mcpsentry.telemetry.error;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells what servers throw at whoever writes to a client that left. That is nobody's failure.
 *
 * <p>A handler's own connections break in the same words; so what anybody may say counts only where
 * a server says it, by the frames, or where nothing but an answer was sent.
 */
public final class ClientGone {

  // only servers throw these
  private static final Set<String> NAMES =
      Set.of(
          // Tomcat
          "org.apache.catalina.connector.ClientAbortException",
          // Spring 6.1
          "org.springframework.web.context.request.async.AsyncRequestNotUsableException",
          // Helidon 4
          "io.helidon.webserver.CloseConnectionException");

  // without frames
  private static final Set<String> NETTYS =
      Set.of(
          "reactor.netty.channel.AbortedException",
          "io.netty.channel.StacklessClosedChannelException",
          "io.netty.channel.unix.Errors$NativeIoException",
          "io.vertx.core.http.HttpClosedException",
          "io.vertx.core.http.StreamResetException");

  private static final Set<String> ANYBODYS =
      Set.of("org.eclipse.jetty.io.EofException", "io.helidon.common.socket.SocketWriterException");

  private static final List<String> SAID =
      List.of(
          "broken pipe",
          "connection reset",
          "connection was aborted",
          // Undertow: UT000128, UT005013 and the like
          "remote peer closed connection",
          // the MCP Java SDK
          "client disconnected",
          "stream closed",
          "connection closed",
          "closed channel");

  private static final List<String> SERVERS =
      List.of(
          "org.apache.catalina.",
          "org.apache.coyote.",
          "org.apache.tomcat.",
          "org.eclipse.jetty.server.",
          "org.eclipse.jetty.ee",
          "org.eclipse.jetty.http2.server.",
          "io.undertow.",
          "io.helidon.webserver.",
          "reactor.netty.http.server.",
          "io.vertx.core.http.impl.Http1xServer",
          "io.vertx.core.http.impl.Http2Server",
          "sun.net.httpserver.",
          "com.sun.net.httpserver.",
          "io.modelcontextprotocol.server.transport.",
          // Spring's transports, old group and since Spring AI 2.0
          "org.springframework.ai.mcp.server.");

  private static final List<String> PLUMBING =
      List.of(
          "java.",
          "jdk.",
          "sun.nio.",
          "org.xnio.",
          "io.netty.",
          "org.eclipse.jetty.io.",
          "org.eclipse.jetty.util.",
          "io.helidon.common.");

  private ClientGone() {}

  /** Whether a server said so, wherever the throwable surfaces. */
  public static boolean isCauseOf(Throwable throwable) {
    for (Throwable cause : Causes.of(throwable)) {
      if (NAMES.contains(cause.getClass().getName())
          || (breaksOff(cause) && isServers(cause.getStackTrace()))) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether a throwable that escaped a request says so; one of the handler's own connections has
   * the client library's exception around it.
   */
  public static boolean isCauseOfEscaped(Throwable throwable) {
    Throwable outermost = Causes.unwrapped(throwable);
    return isCauseOf(throwable) || NETTYS.contains(outermost.getClass().getName());
  }

  /** Whether a throwable of a transport, which does nothing but read and write, says so. */
  static boolean isCauseOfLostAnswer(Throwable throwable) {
    for (Throwable cause : Causes.of(throwable)) {
      if (NAMES.contains(cause.getClass().getName()) || breaksOff(cause)) {
        return true;
      }
    }
    return false;
  }

  private static boolean breaksOff(Throwable cause) {
    String name = cause.getClass().getName();
    return ANYBODYS.contains(name)
        || NETTYS.contains(name)
        || cause instanceof ClosedChannelException
        || (cause instanceof IOException && saysSo(cause.getMessage()));
  }

  private static boolean saysSo(@Nullable String message) {
    if (message == null || message.length() > 256) {
      return false;
    }
    String said = message.toLowerCase(Locale.ROOT);
    return SAID.stream().anyMatch(said::contains);
  }

  // whoever called the JDK's sockets
  private static boolean isServers(StackTraceElement[] frames) {
    for (StackTraceElement frame : frames) {
      String place = frame.getClassName();
      if (SERVERS.stream().anyMatch(place::startsWith)) {
        return true;
      }
      if (PLUMBING.stream().noneMatch(place::startsWith)) {
        return false;
      }
    }
    return false;
  }
}
