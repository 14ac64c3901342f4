package dev.mcpsentry.telemetry.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientFamilyTest {

  @ParameterizedTest
  @CsvSource({
    ",, unknown",
    "claude-code/1.2 (cli),, claude-code",
    "Cursor/0.44,, cursor",
    "copilot/1,, copilot",
    "opencode/0.1,, opencode",
    "Claude-User (anthropic),, claude-desktop",
    "my-codex-thing,, codex",
    "ReactorNetty/1.2.3,, reactor-netty",
    "Java-http-client/17.0.15,, java-http-client",
    "Go-http-client/2.0,, go-http-client",
    "python-httpx/0.27,, python",
    "aiohttp/3,, python",
    "Bun/1.1,, bun",
    "node,, node",
    "node-fetch/2,, node",
    "something/1,, other",
    // the name counts where the header names a library, or nothing
    "node, Cursor IDE, cursor",
    ", Claude Desktop, claude-desktop",
    ", claude code, claude-code",
    "Java-http-client/17, gateway, java-http-client",
    ", gateway, other",
    "something/1, gateway, other",
    // the header of a product wins
    "cursor/1, claude, cursor"
  })
  void family_isByHeaderThenByName(String userAgent, String name, String family) {
    assertThat(ClientFamily.of(userAgent, name)).isEqualTo(family);
  }
}
