package dev.mcpsentry.telemetry.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class McpEndpointTest {

  @ParameterizedTest
  @CsvSource({
    "http://localhost:8080/mcp, localhost, 8080, http://localhost:8080/mcp",
    "http://localhost, localhost, 80, http://localhost",
    "https://joe:pw@mcp.example.com/a?key=1, mcp.example.com, 443, https://mcp.example.com/a",
    "wss://mcp.example.com/ws, mcp.example.com, 443, wss://mcp.example.com/ws"
  })
  void url_isReadWithoutWhatIsSecret(String text, String address, int port, String url) {
    assertThat(McpEndpoint.of(URI.create(text))).isEqualTo(new McpEndpoint(address, port, url));
  }

  @Test
  void withoutHost_thereIsNone() {
    assertThat(McpEndpoint.of(null)).isNull();
    assertThat(McpEndpoint.of(URI.create("/mcp"))).isNull();
  }
}
