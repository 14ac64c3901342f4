package dev.mcpsentry.telemetry.rule;

import dev.mcpsentry.telemetry.privacy.ProtocolHeaders;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where the value of an attribute comes from. */
sealed interface Source {

  /** Headers that let callers in. */
  Set<String> CREDENTIALS = Set.of("authorization", "proxy-authorization", "cookie");

  /** When a value is known. */
  enum Known {
    /** Whenever the process runs, and always the same. */
    ALWAYS,
    /** When a request arrives or is sent. */
    AT_START,
    /** When it was answered. */
    AT_END,
    /** When something is logged. */
    WHEN_LOGGED
  }

  /** The value; null when there is none. */
  @Nullable Object of(Facts facts);

  /** What the value is called where it comes from; empty where it has no name. */
  String name();

  default Known known() {
    return Known.AT_START;
  }

  record Argument(Pointer place) implements Source {
    @Override
    public @Nullable Object of(Facts facts) {
      return place.in(facts.arguments());
    }

    @Override
    public String name() {
      return place.name();
    }
  }

  record Result(Pointer place) implements Source {
    @Override
    public @Nullable Object of(Facts facts) {
      return place.in(facts.result());
    }

    @Override
    public String name() {
      return place.name();
    }

    @Override
    public Known known() {
      return Known.AT_END;
    }
  }

  record Meta(Pointer place) implements Source {
    @Override
    public @Nullable Object of(Facts facts) {
      return place.in(facts.meta());
    }

    @Override
    public String name() {
      return place.name();
    }
  }

  record Uri(boolean host) implements Source {
    @Override
    public @Nullable Object of(Facts facts) {
      String uri = facts.uri();
      if (uri == null) {
        return null;
      }
      int colon = uri.indexOf(':');
      return host ? Hosts.of(uri) : colon > 0 ? uri.substring(0, colon) : null;
    }

    @Override
    public String name() {
      return "";
    }
  }

  record Header(String name) implements Source {
    @Override
    public @Nullable Object of(Facts facts) {
      return facts.header(name);
    }
  }

  record Query(String name) implements Source {
    @Override
    public @Nullable Object of(Facts facts) {
      return facts.query(name);
    }
  }

  /** A variable of the route's template. */
  record PathVariable(String name) implements Source {
    @Override
    public @Nullable Object of(Facts facts) {
      return facts.pathVariable(name);
    }
  }

  /** A claim of the verified token. */
  record Claim(String name) implements Source {
    @Override
    public @Nullable Object of(Facts facts) {
      return facts.claim(name);
    }
  }

  /** A value of the MCP SDK's transport context, which handlers get to see. */
  record TransportValue(String name) implements Source {
    @Override
    public @Nullable Object of(Facts facts) {
      return facts.transportValue(name);
    }

    @Override
    public Known known() {
      return Known.AT_END;
    }
  }

  record Diagnostic(String name) implements Source {
    @Override
    public @Nullable Object of(Facts facts) {
      return facts.diagnostic(name);
    }

    @Override
    public Known known() {
      return Known.WHEN_LOGGED;
    }
  }

  record Environment(String name) implements Source {
    @Override
    public @Nullable Object of(Facts facts) {
      return facts.environment(name);
    }

    @Override
    public Known known() {
      return Known.ALWAYS;
    }
  }

  record Property(String name) implements Source {
    @Override
    public @Nullable Object of(Facts facts) {
      return facts.property(name);
    }

    @Override
    public Known known() {
      return Known.ALWAYS;
    }
  }

  /** An argument of the program's own, as {@code --tier=gold}, {@code --tier gold} or alone. */
  record Flag(String name) implements Source {
    private static final String PREFIX = "--";

    @Override
    public @Nullable Object of(Facts facts) {
      String command = facts.property("sun.java.command");
      if (command == null) {
        return null;
      }
      String[] words = command.trim().split("\\s+");
      // the first is the program
      for (int i = 1; i < words.length; i++) {
        if (words[i].equals(PREFIX + name)) {
          boolean alone = i + 1 == words.length || words[i + 1].startsWith(PREFIX);
          return alone ? Boolean.TRUE : words[i + 1];
        }
        if (words[i].startsWith(PREFIX + name + "=")) {
          return words[i].substring(words[i].indexOf('=') + 1);
        }
      }
      return null;
    }

    @Override
    public Known known() {
      return Known.ALWAYS;
    }
  }

  record Text(String text) implements Source {
    @Override
    public @Nullable Object of(Facts facts) {
      return text;
    }

    @Override
    public String name() {
      return "";
    }

    @Override
    public Known known() {
      return Known.ALWAYS;
    }
  }

  /**
   * The source that is written so.
   *
   * @throws IllegalArgumentException when there is none, or it must not be asked
   */
  static Source of(String kind, String argument) {
    return switch (kind) {
      case "arg" -> new Argument(Pointer.of(argument));
      case "result" -> new Result(Pointer.of(argument));
      case "meta" -> new Meta(Pointer.of(argument));
      case "uri" -> uri(argument);
      case "header" -> new Header(carried(argument.toLowerCase(Locale.ROOT)));
      case "query" -> new Query(carried(argument));
      case "path" -> new PathVariable(named(argument));
      case "claim" -> new Claim(named(argument));
      case "context" -> new TransportValue(named(argument));
      case "env" -> new Environment(named(argument));
      case "prop" -> new Property(named(argument));
      case "flag" -> new Flag(named(argument.startsWith("--") ? argument.substring(2) : argument));
      case "mdc" -> new Diagnostic(named(argument));
      case "text" -> new Text(argument);
      default -> throw new IllegalArgumentException("there is no source " + kind);
    };
  }

  private static Source uri(String part) {
    return switch (part) {
      case "scheme" -> new Uri(false);
      case "host" -> new Uri(true);
      default -> throw new IllegalArgumentException("a URI has a scheme and a host");
    };
  }

  private static String named(String name) {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a name is missing");
    }
    return name;
  }

  private static String carried(String name) {
    String spelled = named(name).toLowerCase(Locale.ROOT).replace('_', '-');
    if (CREDENTIALS.contains(spelled) || ProtocolHeaders.isPrivate(name)) {
      throw new IllegalArgumentException(name + " is never recorded");
    }
    return name;
  }
}
