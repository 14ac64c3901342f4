package dev.mcpsentry.smoke.app.tools;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A tool that does what real ones do: one HTTP request, one query. */
final class Nested {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private Nested() {}

  static Reply call(ToolCall call) {
    StringBuilder answer = new StringBuilder();
    if (!call.text("url").isEmpty()) {
      answer.append("http ").append(get(URI.create(call.text("url"))));
    }
    if (Boolean.TRUE.equals(call.arguments().get("jdbc"))) {
      answer.append("jdbc ").append(query());
    }
    return Reply.of(answer.toString());
  }

  private static int get(URI url) {
    try {
      return HTTP.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static int query() {
    try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:demo");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select 40 + 2")) {
      rows.next();
      return rows.getInt(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
