package dev.mcpsentry.smoke.oncall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the page, sent to somebody who answers as Sentry does. */
class UploadTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String FENCE = "   ```";

  private final List<JsonNode> alerts = new ArrayList<>();
  private final List<JsonNode> dashboards = new ArrayList<>();
  private final ArrayNode made = MAPPER.createArrayNode();

  @TempDir Path folder;

  @Test
  void commands_makeEverything_andConnectAlertsToTheirMonitors() throws Exception {
    for (String tool : List.of("bash", "curl", "jq", "sed")) {
      assumeTrue(isInstalled(tool), tool);
    }
    for (String body : List.of("dashboard.json", "monitors.json", "alerts.json")) {
      Files.copy(Repository.SENTRY.resolve(body), folder.resolve(body));
    }
    made.addObject().put("id", "1").put("name", "Error Monitor").put("type", "error");
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/api/0/organizations/acme/dashboards/", e -> took(e, dashboards::add));
    server.createContext("/api/0/organizations/acme/projects/shop/detectors/", this::monitor);
    server.createContext("/api/0/organizations/acme/detectors/", e -> answer(e, made.toString()));
    server.createContext("/api/0/organizations/acme/workflows/", e -> took(e, alerts::add));
    server.start();
    try {
      assertThat(run(commands("http://127.0.0.1:" + server.getAddress().getPort()))).isZero();
    } finally {
      server.stop(0);
    }

    Catalogue catalogue = Repository.catalogue();
    assertThat(dashboards).hasSize(1);
    assertThat(made).hasSize(1 + catalogue.monitors().size());
    assertThat(made.toString()).doesNotContain("<host>");
    List<Catalogue.Alert> expected =
        catalogue.alerts().stream().filter(alert -> alert.widget() == null).toList();
    assertThat(alerts).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      JsonNode ids = alerts.get(i).path("detector_ids");
      assertThat(alerts.get(i).path("name").asText()).isEqualTo(expected.get(i).name());
      assertThat(ids).hasSize(Math.max(1, expected.get(i).monitors().size()));
      assertThat(ids).allMatch(JsonNode::isInt);
    }
  }

  private static String commands(String host) throws IOException {
    List<String> commands = new ArrayList<>(List.of("set -e"));
    boolean block = false;
    for (String line : Files.readAllLines(Repository.OPERATIONS.resolve("alerts.md"))) {
      if (line.equals(FENCE)) {
        block = !block;
      } else if (block) {
        commands.add(line.replace("https://sentry.io", host));
      }
    }
    return String.join("\n", commands) + "\n";
  }

  private int run(String commands) throws IOException, InterruptedException {
    Path script = Files.writeString(folder.resolve("upload.sh"), commands);
    ProcessBuilder builder =
        new ProcessBuilder("bash", script.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "ORG", "acme", "PROJECT", "shop", "PROJECT_ID", "7", "TOKEN", "t", "HOST", "db"));
    builder.environment().put("no_proxy", "*");
    Process process = builder.start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    return process.exitValue();
  }

  private static boolean isInstalled(String tool) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, tool)));
  }

  private void monitor(HttpExchange exchange) throws IOException {
    took(
        exchange,
        body ->
            made.addObject()
                .put("id", String.valueOf(100 + made.size()))
                .put("name", body.path("name").asText())
                .put("type", body.path("type").asText())
                .put("query", body.at("/data_sources/0/query").asText()));
  }

  private interface Taker {
    void take(JsonNode body);
  }

  private static void took(HttpExchange exchange, Taker taker) throws IOException {
    taker.take(MAPPER.readTree(exchange.getRequestBody()));
    answer(exchange, "{}");
  }

  private static void answer(HttpExchange exchange, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
