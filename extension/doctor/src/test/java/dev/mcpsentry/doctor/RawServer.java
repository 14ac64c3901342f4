package dev.mcpsentry.doctor;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import javax.net.ServerSocketFactory;

/** Says to every request on loopback what it is told to, to the byte. */
final class RawServer implements AutoCloseable {

  /** Accepts, and never says a word. */
  static final String SILENCE = "";

  private static final String DRIPPING = "drip";

  /** A request: its head, and what came behind it. */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares them
  record Request(String head, byte[] body) {

    boolean isPost() {
      return head.startsWith("POST ");
    }
  }

  private final ServerSocket server;
  private final Function<Request, String> answers;
  private final List<Request> requests = new CopyOnWriteArrayList<>();

  RawServer(Function<Request, String> answers) {
    this(answers, ServerSocketFactory.getDefault());
  }

  RawServer(Function<Request, String> answers, ServerSocketFactory sockets) {
    this.answers = answers;
    try {
      server = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start(this::accept);
  }

  /** Answers a POST so, and whatever else with 404. */
  static RawServer posts(String answer) {
    return new RawServer(request -> request.isPost() ? answer : answer(404, ""));
  }

  /** Answers byte by byte, and never comes to an end. */
  static RawServer dripping() {
    return new RawServer(request -> DRIPPING);
  }

  /** An answer with headers, each with an end of line. */
  static String answer(int status, String headers) {
    return "HTTP/1.1 " + status + " Whatever\r\nContent-Length: 0\r\n" + headers + "\r\n";
  }

  int port() {
    return server.getLocalPort();
  }

  String dsn() {
    return "http://0123456789abcdef@127.0.0.1:" + port() + "/42";
  }

  List<Request> requests() {
    return requests;
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
      for (Request next = read(in); next != null; next = read(in)) {
        requests.add(next);
        String answer = answers.apply(next);
        if (answer.equals(SILENCE)) {
          in.readAllBytes();
          return;
        }
        while (answer.equals(DRIPPING)) {
          client.getOutputStream().write('H');
          client.getOutputStream().flush();
          LockSupport.parkNanos(50_000_000);
        }
        client.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
        client.getOutputStream().flush();
        if (!next.isPost()) {
          return;
        }
      }
    } catch (IOException gone) {
      // the other end is through
    }
  }

  private static Request read(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    while (!bytes.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        return null;
      }
      bytes.write(next);
    }
    String head = bytes.toString(StandardCharsets.ISO_8859_1);
    int length = 0;
    for (String line : head.split("\r\n", -1)) {
      if (line.startsWith("Content-Length: ")) {
        length = Integer.parseInt(line.substring(16));
      }
    }
    return new Request(head, in.readNBytes(length));
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "raw-server");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
