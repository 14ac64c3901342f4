package dev.mcpsentry.telemetry.options;

import dev.mcpsentry.telemetry.error.FailureEffects;
import dev.mcpsentry.telemetry.http.Routes;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a setting is written. What is written is read as the same value.
 *
 * @param expected what a right value is, to complete <em>is not</em>
 */
public record Codec<T>(String expected, Reading<T> reading, Function<T, String> writing) {

  private static final int MAX_PAIR_CHARS = 200;
  private static final Set<String> SHARED = Set.of("mcp", "noise", "health", "errors");

  // and not just a period or two
  private static final Pattern ANY_RELEASE =
      Pattern.compile("(?!\\.{1,2}$)[^/\\\\\\p{Cntrl}]{1,200}");
  private static final Pattern ANY_DIST = Pattern.compile("[a-zA-Z0-9_.-]{1,64}");

  /** Any text. */
  public static final Codec<String> TEXT =
      new Codec<>("a text", (text, wrong) -> text, text -> text);

  public static final Codec<Boolean> FLAG =
      new Codec<>(
          "true or false",
          (text, wrong) ->
              switch (text.toLowerCase(Locale.ROOT)) {
                case "true" -> Boolean.TRUE;
                case "false" -> Boolean.FALSE;
                default -> null;
              },
          String::valueOf);

  /** A share of a whole. */
  public static final Codec<Double> SHARE =
      new Codec<>("a number from 0.0 to 1.0", (text, wrong) -> share(text), String::valueOf);

  /** So many, or none of them. */
  public static final Codec<Double> AMOUNT =
      new Codec<>(
          "a number from 0",
          (text, wrong) ->
              number(text, Double::valueOf, n -> n >= 0 && n < Double.POSITIVE_INFINITY),
          String::valueOf);

  /** Shares of kinds of traces, in their order; of a wrong one the others stay. */
  public static final Codec<Map<String, Double>> SHARES =
      new Codec<>(
          "mcp, noise, health, errors or a /route, each with = and a number from 0.0 to 1.0,"
              + " with commas",
          Codec::shares,
          shares ->
              shares.entrySet().stream()
                  .map(share -> share.getKey() + "=" + share.getValue())
                  .collect(Collectors.joining(",")));

  public static final Codec<TraceLifecycle> LIFECYCLE =
      new Codec<>(
          "stream, static or otlp",
          (text, wrong) -> TraceLifecycle.of(text),
          TraceLifecycle::toString);

  public static final Codec<SessionMode> SESSIONS =
      new Codec<>(
          "request or application", (text, wrong) -> SessionMode.of(text), SessionMode::toString);

  public static final Codec<UserIdSource> USER_ID =
      new Codec<>(
          "off, principal, claim:<name> or context:<key>",
          (text, wrong) -> UserIdSource.of(text),
          UserIdSource::toString);

  public static final Codec<AccessKeys> ACCESS_KEYS =
      new Codec<>("access or oauth", (text, wrong) -> AccessKeys.of(text), AccessKeys::toString);

  /** A port of TCP. */
  public static final Codec<Integer> PORT =
      new Codec<>(
          "a number from 1 to 65535",
          (text, wrong) -> number(text, Integer::valueOf, port -> port > 0 && port <= 65535),
          String::valueOf);

  /** A name of a release. Rules: Sentry's documentation on releases. */
  public static final Codec<String> RELEASE =
      new Codec<>(
          "a release as Sentry takes it, without slashes, of at most 200 characters",
          (text, wrong) -> matching(text, ANY_RELEASE),
          text -> text);

  /** A name of a distribution. Rules: Sentry's event payload, {@code dist}. */
  public static final Codec<String> DIST =
      new Codec<>(
          "at most 64 letters, digits, periods, hyphens and underscores",
          (text, wrong) -> matching(text, ANY_DIST),
          text -> text);

  /** How many. */
  public static final Codec<Integer> COUNT =
      new Codec<>(
          "a whole number from 0",
          (text, wrong) -> number(text, Integer::valueOf, count -> count >= 0),
          String::valueOf);

  public static final Codec<LogLevel> LEVEL =
      new Codec<>(
          "trace, debug, info, warn, error, fatal or off",
          (text, wrong) -> LogLevel.of(text),
          level -> level.name().toLowerCase(Locale.ROOT));

  /** Entries with commas, as they are. */
  public static final Codec<List<String>> LIST =
      new Codec<>(
          "a list with commas",
          (text, wrong) -> list(text, UnaryOperator.identity()),
          list -> String.join(",", list));

  /** Entries with commas, in lower case. */
  public static final Codec<List<String>> WORDS =
      new Codec<>(
          "a list with commas",
          (text, wrong) -> list(text, word -> word.toLowerCase(Locale.ROOT)),
          list -> String.join(",", list));

  /** Pairs with commas, in their order; of a wrong one the others stay. */
  public static final Codec<Map<String, String>> PAIRS =
      new Codec<>(
          "key:value pairs with commas",
          (text, wrong) -> pairs(text, ':', MAX_PAIR_CHARS, wrong),
          pairs -> text(pairs, ':'));

  /** What becomes of kinds of failure; of a wrong entry the others stay. */
  public static final Codec<FailureEffects> FAILURES =
      new Codec<>(
          "kind:issue=true or false, kind:level= a level of Sentry's or kind:handled=true or false,"
              + " with commas, for a kind of failure",
          (text, wrong) -> FailureEffects.parse(list(text, UnaryOperator.identity()), wrong),
          FailureEffects::toString);

  /** Rules in their order; of a wrong one the others stay. */
  public static final Codec<List<FingerprintRule>> FINGERPRINTS =
      new Codec<>(
          "type:, message:, tool: or transaction: with patterns, -> and a fingerprint, with"
              + " semicolons between rules",
          FingerprintRule::parse,
          rules -> rules.stream().map(FingerprintRule::toString).collect(Collectors.joining("; ")));

  /** Paths that are watched; of a wrong one the others stay. */
  public static final Codec<Routes> ROUTES =
      new Codec<>("off, or group=/template pairs with semicolons", Routes::of, Routes::text);

  public static final Codec<LogLines> LOG_LINES =
      new Codec<>("off, errors or all", (text, wrong) -> LogLines.of(text), LogLines::toString);

  /** Members of a {@code baggage} header, in their order and as they stand there. */
  public static final Codec<Map<String, String>> BAGGAGE =
      new Codec<>(
          "key=value pairs with commas",
          (text, wrong) -> pairs(text, '=', Integer.MAX_VALUE, wrong),
          members -> text(members, '='));

  /** Makes a value of a text that is not blank. */
  public interface Reading<T> {

    /**
     * Reads the value.
     *
     * @param wrong hears of parts that are left out
     * @return null when nothing of it is right
     */
    @Nullable T of(String text, Consumer<String> wrong);
  }

  /** The value as a text. */
  public String text(T value) {
    return writing.apply(value);
  }

  private static @Nullable String matching(String text, Pattern pattern) {
    return text.isEmpty() || pattern.matcher(text).matches() ? text : null;
  }

  private static @Nullable Double share(String text) {
    return number(text, Double::valueOf, share -> share >= 0 && share <= 1);
  }

  private static <N> @Nullable N number(String text, Function<String, N> of, Predicate<N> right) {
    try {
      N number = of.apply(text);
      return right.test(number) ? number : null;
    } catch (NumberFormatException notANumber) {
      return null;
    }
  }

  private static Map<String, Double> shares(String text, Consumer<String> wrong) {
    Map<String, Double> shares = new LinkedHashMap<>();
    for (String entry : list(text, UnaryOperator.identity())) {
      int end = entry.lastIndexOf('=');
      String word = end < 0 ? "" : entry.substring(0, end).trim();
      Double share = share(entry.substring(end + 1).trim());
      if (share == null || !word.startsWith("/") && !SHARED.contains(word)) {
        wrong.accept(entry);
      } else {
        shares.put(capped(word, MAX_PAIR_CHARS), share);
      }
    }
    return Collections.unmodifiableMap(shares);
  }

  private static List<String> list(String text, UnaryOperator<String> spelling) {
    return Arrays.stream(text.split(",", -1))
        .map(String::trim)
        .filter(entry -> !entry.isEmpty())
        .map(spelling)
        .toList();
  }

  private static Map<String, String> pairs(
      String text, char separator, int maxChars, Consumer<String> wrong) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String entry : list(text, UnaryOperator.identity())) {
      int end = entry.indexOf(separator);
      if (end <= 0 || end == entry.length() - 1) {
        wrong.accept(entry);
      } else {
        pairs.put(
            capped(entry.substring(0, end).trim(), maxChars),
            capped(entry.substring(end + 1).trim(), maxChars));
      }
    }
    return Collections.unmodifiableMap(pairs);
  }

  private static String text(Map<String, String> pairs, char separator) {
    return pairs.entrySet().stream()
        .map(pair -> pair.getKey() + separator + pair.getValue())
        .collect(Collectors.joining(","));
  }

  private static String capped(String text, int maxChars) {
    return text.length() <= maxChars ? text : text.substring(0, maxChars);
  }
}
