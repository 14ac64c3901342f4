package dev.mcpsentry.sentry.internal.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;

/** A proxy through which every name leads to one port of this machine: HTTP, and SOCKS 5. */
final class FakeProxy implements AutoCloseable {

  private final ServerSocket server;
  private final int target;
  private final List<String> heads = new CopyOnWriteArrayList<>();
  private volatile String credentials = "";
  private volatile String answer = "HTTP/1.0 200 Connection established\r\n\r\n";

  FakeProxy(int target) throws IOException {
    this(target, ServerSocketFactory.getDefault());
  }

  FakeProxy(int target, ServerSocketFactory sockets) throws IOException {
    this.target = target;
    this.server = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  /** Lets nobody through but those who say {@code user:password}. */
  FakeProxy asking(String userAndPassword) {
    credentials = userAndPassword;
    return this;
  }

  /** Says so to CONNECT. */
  FakeProxy answering(String text) {
    answer = text;
    return this;
  }

  /** What came on each connection up to the first empty line; for SOCKS the server's name. */
  List<String> heads() {
    return heads;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        start(() -> serve(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      InputStream in = client.getInputStream();
      int first = in.read();
      if (first == 5) {
        socks(client, in);
      } else if (first >= 0) {
        http(client, in, (char) first);
      }
    } catch (IOException gone) {
      // the other end is through
    }
  }

  private void http(Socket client, InputStream in, char first) throws IOException {
    StringBuilder head = new StringBuilder().append(first);
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        return;
      }
      head.append((char) next);
    }
    heads.add(head.toString());
    OutputStream out = client.getOutputStream();
    String expected =
        "Proxy-Authorization: Basic "
            + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    if (!credentials.isEmpty() && !head.toString().contains(expected + "\r\n")) {
      out.write(ascii("HTTP/1.1 407 Who are you?\r\nContent-Length: 0\r\n\r\n"));
      return;
    }
    if (head.indexOf("CONNECT ") == 0) {
      out.write(ascii(answer));
      pass(client, in, "");
    } else {
      pass(client, in, head.toString());
    }
  }

  private void socks(Socket client, InputStream in) throws IOException {
    OutputStream out = client.getOutputStream();
    in.skipNBytes(in.read());
    out.write(new byte[] {5, 0});
    // version, connect, reserved, a name
    in.skipNBytes(4);
    heads.add(new String(in.readNBytes(in.read()), StandardCharsets.US_ASCII));
    in.skipNBytes(2);
    out.write(new byte[] {5, 0, 0, 1, 0, 0, 0, 0, 0, 0});
    pass(client, in, "");
  }

  private void pass(Socket client, InputStream in, String head) throws IOException {
    try (Socket onward = new Socket(InetAddress.getLoopbackAddress(), target)) {
      onward.getOutputStream().write(ascii(head));
      start(
          () -> {
            try {
              onward.getInputStream().transferTo(client.getOutputStream());
              client.close();
            } catch (IOException gone) {
              // the other end is through
            }
          });
      in.transferTo(onward.getOutputStream());
    }
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "fake-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
