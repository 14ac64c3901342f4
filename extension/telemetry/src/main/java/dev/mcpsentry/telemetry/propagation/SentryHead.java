package dev.mcpsentry.telemetry.propagation;

import dev.mcpsentry.telemetry.privacy.Redaction;
import io.opentelemetry.api.baggage.Baggage;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the Sentry SDK at the head of a trace says of it, its dynamic sampling context: passed on as
 * it came, to Sentry and to the next server. It travels as OpenTelemetry baggage, whose entries
 * begin with {@code sentry-}. Source: Sentry's developer documentation, dynamic sampling context
 * 1.3.0.
 *
 * @param entries names, without the prefix, and values; what is not well-formed is not there
 * @param decision the last word on whether Sentry gets the trace
 */
public record SentryHead(Map<String, String> entries, SentryDecision decision) {

  static final String PREFIX = "sentry-";
  static final String TRACE_ID = PREFIX + "trace_id";
  static final String SAMPLED = PREFIX + "sampled";

  /** Ours: the flag of {@code sentry-trace}, where the head's entries say something else. */
  static final String FLAG = "mcp.sentry.sampled";

  static final String ORG_ID = PREFIX + "org_id";

  private static final String SAMPLE_RATE = "sample_rate";

  private static final int MAX_ENTRIES = 32;
  private static final int MAX_CHARS = 2_048;
  private static final int MAX_VALUE_CHARS = 256;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
  private static final Pattern BOOLEAN = Pattern.compile("true|false");
  private static final Pattern SHARE =
      Pattern.compile("0|1|0\\.[0-9]{1,20}|1\\.0{1,20}|[0-9](\\.[0-9]{1,20})?[eE]-[0-9]{1,2}");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,20}");
  private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

  private static final List<String> LEAST = List.of("trace_id", "sampled", "sample_rand");

  // those whose form leaves no room for anything else
  private static final Map<String, Pattern> FORMS =
      Map.of(
          "trace_id", ID,
          "public_key", TOKEN,
          "sample_rate", SHARE,
          "sample_rand", SHARE,
          "sampled", BOOLEAN,
          "org_id", NUMBER,
          "replay_id", ID);

  public SentryHead {
    entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
  }

  /**
   * The head of a trace.
   *
   * @param ownOrg Sentry's id of the organization we send to; null when unknown
   * @return null when the baggage names none, that of another trace, or that of another
   *     organization. Of one that is too large only the decision is left.
   */
  public static @Nullable SentryHead of(Baggage baggage, String traceId, @Nullable String ownOrg) {
    if (!traceId.equals(baggage.getEntryValue(TRACE_ID))
        || isForeign(baggage.getEntryValue(ORG_ID), ownOrg)) {
      return null;
    }
    Map<String, String> entries = new LinkedHashMap<>();
    baggage.forEach(
        (key, entry) -> {
          if (key.startsWith(PREFIX) && entries.size() <= MAX_ENTRIES) {
            put(entries, key.substring(PREFIX.length()), entry.getValue());
          }
        });
    SentryHead head = new SentryHead(entries, decision(baggage));
    return entries.size() > MAX_ENTRIES || head.chars() > MAX_CHARS ? withoutMore(baggage) : head;
  }

  private static SentryDecision decision(Baggage baggage) {
    String flag = baggage.getEntryValue(FLAG);
    return SentryDecision.of(flag == null ? baggage.getEntryValue(SAMPLED) : flag);
  }

  private static SentryHead withoutMore(Baggage baggage) {
    Map<String, String> entries = new LinkedHashMap<>();
    for (String name : LEAST) {
      String value = baggage.getEntryValue(PREFIX + name);
      if (value != null) {
        put(entries, name, value);
      }
    }
    return new SentryHead(entries, decision(baggage));
  }

  /** By Sentry's rule for a trace that comes from another organization's project. */
  static boolean isForeign(@Nullable String org, @Nullable String ownOrg) {
    return org != null && ownOrg != null && !org.equals(ownOrg);
  }

  private static void put(Map<String, String> entries, String name, String value) {
    Pattern form = FORMS.get(name);
    boolean wellFormed =
        form == null
            ? NAME.matcher(name).matches() && value.chars().noneMatch(Character::isISOControl)
            : form.matcher(value).matches();
    // not cut, as half a secret is not known for one
    if (wellFormed && !value.isEmpty() && value.length() <= MAX_VALUE_CHARS) {
      entries.put(name, value);
    }
  }

  /** Whether an entry of baggage is about a head. */
  static boolean isPart(String key) {
    return key.startsWith(PREFIX) || key.equals(FLAG);
  }

  /** Whether it can be passed on: an SDK from before there was a sampling context sends none. */
  public boolean isComplete() {
    return entries.containsKey("public_key");
  }

  /** Whether neither a decision nor a rate came with it, so that ours are the only ones. */
  public boolean isLeftOpen() {
    return decision == SentryDecision.DEFERRED
        && !entries.containsKey(SAMPLE_RATE)
        && !entries.containsKey("sampled");
  }

  /** The share of traces its process lets through, 0.0 to 1.0; null when it does not say. */
  public @Nullable Double rate() {
    String text = entries.get(SAMPLE_RATE);
    return text == null ? null : Double.valueOf(text);
  }

  /** The trace's random number, 0 inclusive to 1 exclusive; null when the head has none. */
  @Nullable Double rand() {
    String text = entries.get("sample_rand");
    // the form allows for exactly 1 too
    Double rand = text == null ? null : Double.valueOf(text);
    return rand == null || rand >= 1 ? null : rand;
  }

  /** Roughly the heap it holds, in characters. */
  public int chars() {
    int chars = 0;
    for (Map.Entry<String, String> entry : entries.entrySet()) {
      chars += entry.getKey().length() + entry.getValue().length();
    }
    return chars;
  }

  /** The same without secrets in what is free text. */
  public SentryHead redacted(Redaction redaction) {
    Map<String, String> clean = new LinkedHashMap<>();
    entries.forEach((name, value) -> clean.put(name, redacted(name, value, redaction)));
    return new SentryHead(clean, decision);
  }

  private static String redacted(String name, String value, Redaction redaction) {
    if (FORMS.containsKey(name)) {
      return value;
    }
    return redaction.isSecretKey(name) ? Redaction.MASK : redaction.text(value, MAX_VALUE_CHARS);
  }

  /** As members of a {@code baggage} value. */
  String members() {
    StringJoiner members = new StringJoiner(",");
    entries.forEach((name, value) -> members.add(PREFIX + name + "=" + encoded(value)));
    return members.toString();
  }

  /** Percent-encoded, as the values of baggage are. */
  public static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
