package dev.mcpsentry.smoke.app.client;

import io.modelcontextprotocol.client.transport.HttpClientSseClientTransport;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpClientTransport;

/** How the client reaches its server; each class is there in some versions only. */
enum Connection {
  /** The constructor, gone in 0.18. */
  OLD_SSE {
    @Override
    @SuppressWarnings("deprecation")
    McpClientTransport to(String url) {
      return new HttpClientSseClientTransport(url);
    }
  },
  SSE {
    @Override
    McpClientTransport to(String url) {
      return HttpClientSseClientTransport.builder(url).build();
    }
  },
  /** Since 0.11. */
  STREAMABLE {
    @Override
    McpClientTransport to(String url) {
      return HttpClientStreamableHttpTransport.builder(url).build();
    }
  };

  abstract McpClientTransport to(String url);
}
