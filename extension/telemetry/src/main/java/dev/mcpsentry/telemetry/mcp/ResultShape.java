package dev.mcpsentry.telemetry.mcp;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a tool's result is like, without its content. Looks at the length of what is there; nothing
 * is written or copied. Source of its parts: MCP 2024-11-05 and later.
 *
 * @param bytes the texts and media of all parts in UTF-8, before any cap; beyond the first {@value
 *     #MAX_SCANNED} characters each counts as one
 * @param parts how many parts there are
 * @param type the type of a single part; null of none and of several
 */
record ResultShape(long bytes, int parts, @Nullable String type) {

  private static final int MAX_PARTS = 1_000;
  private static final int MAX_SCANNED = 1 << 20;

  /** Null of what is no result of a tool, or has nothing but structured content. */
  static @Nullable ResultShape of(@Nullable Object result) {
    if (!(result instanceof Map<?, ?> tool)
        || !(tool.get("content") instanceof List<?> parts)
        || parts.isEmpty() && tool.get("structuredContent") != null) {
      return null;
    }
    Sum sum = new Sum();
    String type = null;
    for (int i = 0; i < Math.min(parts.size(), MAX_PARTS); i++) {
      if (parts.get(i) instanceof Map<?, ?> part) {
        sum.add(part);
        if (part.get("resource") instanceof Map<?, ?> resource) {
          sum.add(resource);
        }
        type = parts.size() == 1 && part.get("type") instanceof String word ? word : null;
      }
    }
    return new ResultShape(sum.bytes, parts.size(), type);
  }

  private static final class Sum {

    private long bytes;
    private int room = MAX_SCANNED;

    void add(Map<?, ?> part) {
      add(part.get("text"));
      media(part.get("data"));
      media(part.get("blob"));
    }

    // base64
    private void media(@Nullable Object encoded) {
      bytes += encoded instanceof String text ? text.length() : 0;
    }

    private void add(@Nullable Object value) {
      if (value instanceof String text) {
        int scanned = Math.min(room, text.length());
        room -= scanned;
        bytes += text.length() + beyondAscii(text, scanned);
      }
    }

    // of a surrogate pair, which takes four bytes, either half counts as two
    private static long beyondAscii(String text, int scanned) {
      long more = 0;
      for (int i = 0; i < scanned; i++) {
        char c = text.charAt(i);
        if (c >= 0x80) {
          more += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
        }
      }
      return more;
    }
  }
}
