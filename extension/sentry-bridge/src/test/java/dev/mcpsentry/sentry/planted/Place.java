package dev.mcpsentry.sentry.planted;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/** Where a secret stands in a text. */
public enum Place {
  ALONE(secret -> secret),
  SENTENCE(secret -> "the peer said " + secret + " and went away"),
  PARENTHESES(secret -> "rejected (" + secret + ")."),
  MANY_LINES(secret -> "first line\n" + secret + "\nlast line"),
  JSON(secret -> "{\"note\":\"" + json(secret) + "\",\"n\":1}"),
  JSON_LIST(secret -> "{\"notes\":[\"a\",\"" + json(secret) + "\"]}"),
  JSON_IN_JSON(secret -> "{\"body\":\"" + json("{\"note\":\"" + json(secret) + "\"}") + "\"}"),
  JSON_KEY(secret -> "{\"" + json(secret) + "\":1}"),
  XML(secret -> "<note>" + secret + "</note>"),
  SQL(secret -> "SELECT a FROM b WHERE note = '" + secret + "' AND n = 1"),
  RECORD(secret -> "Note[author=joe, text=" + secret + "]"),
  HEADER(secret -> "X-Note: " + secret + "\nAccept: */*"),
  QUERY(secret -> "https://h.example/x?note=" + encoded(secret) + "&page=2"),
  QUERY_TWICE_ENCODED(secret -> "next=" + encoded("https://h.example/?note=" + encoded(secret))),
  UNICODE_ESCAPES(secret -> "{\"note\":\"" + unicode(secret) + "\"}"),
  UNDER_ITS_NAME(secret -> "{\"user\":\"joe\",\"password\":\"" + json(secret) + "\"}"),
  IN_A_LIST_UNDER_ITS_NAME(secret -> "{\"tokens\":[\"x\",\"" + json(secret) + "\"]}"),
  IN_ITS_ELEMENT(secret -> "<secret>" + secret + "</secret>"),
  AT_THE_EDGE_OF_200(secret -> edge(200, secret)),
  AT_THE_EDGE_OF_256(secret -> edge(256, secret)),
  AT_THE_EDGE_OF_4096(secret -> edge(4096, secret)),
  AT_THE_EDGE_OF_8192(secret -> edge(8192, secret)),
  AT_THE_EDGE_OF_16384(secret -> edge(16_384, secret));

  private final UnaryOperator<String> around;

  Place(UnaryOperator<String> around) {
    this.around = around;
  }

  /** The text with the secret in it. */
  public String with(String secret) {
    return around.apply(secret);
  }

  // the cap falls into the middle of it
  private static String edge(int cap, String secret) {
    int filled = Math.max(0, cap - Math.min(secret.length() / 2 + 8, 40));
    return "so it goes. ".repeat(filled / 12 + 1).substring(0, filled) + " " + secret;
  }

  private static String json(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String unicode(String text) {
    StringBuilder escaped = new StringBuilder();
    for (char c : text.toCharArray()) {
      escaped.append(String.format("\\u%04x", (int) c));
    }
    return escaped.toString();
  }
}
