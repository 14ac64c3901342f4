package dev.mcpsentry.smoke.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventStreamTest {

  @Test
  void eventsEndWithABlankLineAndMayHaveManyDataLines() throws IOException {
    List<String> events = new ArrayList<>();
    String stream = ": hello\n\nevent: endpoint\ndata: /message\n\nid: 1\ndata: a\ndata: b\n\n";

    EventStream.read(
        new ByteArrayInputStream(stream.getBytes(StandardCharsets.UTF_8)),
        (event, data) -> events.add(event + "=" + data));

    assertThat(events).containsExactly("endpoint=/message", "message=a\nb");
  }
}
