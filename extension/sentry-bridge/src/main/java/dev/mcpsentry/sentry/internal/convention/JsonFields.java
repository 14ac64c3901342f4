package dev.mcpsentry.sentry.internal.convention;

/**
 * Walks the members of a JSON object or array without building anything: each value is handed on as
 * the range of text it was written in. What is malformed or cut off ends the walk.
 */
final class JsonFields {

  /** Who hears the members. */
  interface Visitor {
    /**
     * Hears one member.
     *
     * @param key the member's name, escapes left as written; empty in an array
     * @param json the whole text
     * @param from where the value begins
     * @param to where it ends
     */
    void member(String key, String json, int from, int to);
  }

  private JsonFields() {}

  static void walk(String json, int maxMembers, Visitor visitor) {
    int at = skipSpace(json, 0);
    if (at >= json.length() || json.charAt(at) != '{') {
      return;
    }
    at++;
    for (int members = 0; members < maxMembers; members++) {
      int keyStart = skipSpace(json, at);
      int keyEnd = endOfString(json, keyStart);
      int colon = keyEnd < 0 ? -1 : skipSpace(json, keyEnd);
      if (colon < 0 || colon >= json.length() || json.charAt(colon) != ':') {
        return;
      }
      int from = skipSpace(json, colon + 1);
      int to = endOfValue(json, from);
      if (to < 0) {
        return;
      }
      visitor.member(json.substring(keyStart + 1, keyEnd - 1), json, from, to);
      at = skipSpace(json, to);
      if (at >= json.length() || json.charAt(at) != ',') {
        return;
      }
      at++;
    }
  }

  /**
   * Walks the elements of an array.
   *
   * @return how many there are, or -1 of what is no array to its end
   */
  static int elements(String json, Visitor visitor) {
    int at = skipSpace(json, 0);
    if (at >= json.length() || json.charAt(at) != '[') {
      return -1;
    }
    at = skipSpace(json, at + 1);
    int count = 0;
    while (at < json.length() && json.charAt(at) != ']') {
      int to = endOfValue(json, at);
      if (to < 0) {
        return -1;
      }
      visitor.member("", json, at, to);
      count++;
      at = skipSpace(json, to);
      if (at < json.length() && json.charAt(at) == ',') {
        at = skipSpace(json, at + 1);
      }
    }
    return at < json.length() ? count : -1;
  }

  private static int endOfValue(String json, int from) {
    int depth = 0;
    int at = from;
    while (at < json.length()) {
      char c = json.charAt(at);
      if (c == '"') {
        at = endOfString(json, at);
        if (at < 0 || depth == 0) {
          return at;
        }
        continue;
      }
      if (c == '{' || c == '[') {
        depth++;
      } else if (c == '}' || c == ']') {
        if (depth == 0) {
          return endOfScalar(json, from, at);
        }
        if (--depth == 0) {
          return at + 1;
        }
      } else if (depth == 0 && (c == ',' || Character.isWhitespace(c))) {
        return endOfScalar(json, from, at);
      }
      at++;
    }
    return -1;
  }

  private static int endOfScalar(String json, int from, int at) {
    return at > from && json.charAt(from) != ':' ? at : -1;
  }

  private static int endOfString(String json, int from) {
    if (from >= json.length() || json.charAt(from) != '"') {
      return -1;
    }
    for (int at = from + 1; at < json.length(); at++) {
      char c = json.charAt(at);
      if (c == '\\') {
        at++;
      } else if (c == '"') {
        return at + 1;
      }
    }
    return -1;
  }

  private static int skipSpace(String json, int from) {
    int at = from;
    while (at < json.length() && Character.isWhitespace(json.charAt(at))) {
      at++;
    }
    return at;
  }
}
