package dev.mcpsentry.telemetry.options;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.telemetry.error.FailureEffects;
import dev.mcpsentry.telemetry.http.Routes;
import dev.mcpsentry.telemetry.options.Setting.Kind;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SettingsTest {

  /** What may be written, by what it is read as. */
  private static final Map<Codec<?>, List<?>> VALUES =
      Map.ofEntries(
          Map.entry(Codec.TEXT, List.of("a text", "with, commas = and: more")),
          Map.entry(Codec.FLAG, List.of(true, false)),
          Map.entry(Codec.SHARE, List.of(0.0, 1.0, 0.25, 1.0e-7, 1.0 / 3)),
          Map.entry(Codec.AMOUNT, List.of(0.0, 0.5, 1.0e6)),
          Map.entry(
              Codec.SHARES,
              List.of(Map.of("mcp", 1.0), Map.of("/a=b*", 0.25), Map.of("errors", 0.0))),
          Map.entry(Codec.LIFECYCLE, List.of(TraceLifecycle.values())),
          Map.entry(Codec.ACCESS_KEYS, List.of(AccessKeys.values())),
          Map.entry(Codec.SESSIONS, List.of(SessionMode.values())),
          Map.entry(Codec.PORT, List.of(1, 65535)),
          Map.entry(Codec.RELEASE, List.of("shop@1.2", "a b", "...")),
          Map.entry(Codec.DIST, List.of("42", "a-b_c.d")),
          Map.entry(Codec.COUNT, List.of(0, 10)),
          Map.entry(
              Codec.FAILURES,
              List.of(
                  FailureEffects.parse(
                      List.of("timeout:level=info", "tool_reported:issue=true"), wrong -> {}))),
          Map.entry(
              Codec.FINGERPRINTS,
              List.of(
                  List.of(
                      new FingerprintRule(
                          Map.of("message", "a; b, c -> d", "tool", "*"), List.of("x", "y, z")),
                      new FingerprintRule(Map.of("type", "A"), List.of("{{ default }}"))))),
          Map.entry(Codec.LEVEL, List.of(LogLevel.values())),
          Map.entry(Codec.LIST, List.of(List.of("One"), List.of("Two", "two"))),
          Map.entry(Codec.WORDS, List.of(List.of("*.corp", "stdio"))),
          Map.entry(
              Codec.USER_ID,
              List.of(
                  UserIdSource.OFF,
                  UserIdSource.PRINCIPAL,
                  new UserIdSource(UserIdSource.Kind.CLAIM, "email"),
                  new UserIdSource(UserIdSource.Kind.CONTEXT, "who: asks"))),
          Map.entry(Codec.PAIRS, List.of(Map.of("team", "blue"), Map.of("zone", "a:b"))),
          Map.entry(
              Codec.ROUTES,
              List.of(
                  Routes.BUILT_IN, Routes.of("mcp=/mcp/{tenant?};chat=/api/*/chat", wrong -> {}))),
          Map.entry(Codec.LOG_LINES, List.of(LogLines.values())),
          Map.entry(
              Codec.BAGGAGE,
              List.of(Map.of("a", "b=c"), Map.of("sentry-release", "shop%401".repeat(99)))));

  @ParameterizedTest
  @MethodSource("rows")
  void value_isReadAsItWasWritten(Setting<?> setting) {
    assertThat(VALUES).containsKey(setting.codec());
    for (Object value : VALUES.get(setting.codec())) {
      Map<String, String> properties = new HashMap<>();
      write(setting, value, new SettingsWriter(properties::put));
      SettingsReader reader = new SettingsReader(properties::get);

      assertThat(properties).containsOnlyKeys(setting.property());
      assertThat(reader.get(setting)).isEqualTo(value);
      assertThat(reader.complaints()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void default_isWhatItsTextSays(Setting<?> setting) {
    assertThat(new SettingsReader(name -> setting.defaultText()).get(setting))
        .isEqualTo(setting.defaultValue());
  }

  @Test
  void wrongValue_isNamedWithThePlaceItStoodIn() {
    String property = Settings.DEBUG.property();
    System.setProperty(property, "maybe");
    try {
      SettingsReader reader = SettingsReader.ofProcess();

      assertThat(reader.get(Settings.DEBUG)).isFalse();
      assertThat(reader.complaints())
          .containsExactly(
              "SENTRY_DEBUG is not true or false: 'maybe' (system property sentry.debug);"
                  + " using 'false'");
    } finally {
      System.clearProperty(property);
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void example_isRightAndNotTheDefault(Setting<?> setting) {
    if (setting.kind() == Kind.DOCUMENTED) {
      SettingsReader reader = new SettingsReader(name -> setting.example());
      assertThat(setting.example()).isNotBlank().doesNotContain("|");
      assertThat(reader.get(setting)).isNotEqualTo(setting.defaultValue());
      assertThat(reader.complaints()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void documentation_hasWhatIsTheUsersAlone(Setting<?> setting) {
    assertThat(Settings.ALL.contains(setting)).isEqualTo(setting.kind() == Kind.DOCUMENTED);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void environment_saysNothingOfWhatIsInternal(Setting<?> setting) {
    List<String> asked = new ArrayList<>();
    SettingsReader.of(
            name -> null,
            variable -> {
              asked.add(variable);
              return null;
            })
        .get(setting);

    if (setting.kind() == Kind.INTERNAL) {
      assertThat(asked).isEmpty();
    } else {
      assertThat(asked).containsExactly(setting.environmentVariable());
    }
  }

  @Test
  void everyRow_hasANameOfItsOwn() {
    assertThat(rows()).extracting(Setting::property).doesNotHaveDuplicates();
    assertThat(rows()).extracting(Setting::kind).contains(Kind.values());
  }

  @Test
  void switchOfAnInstrumentation_isSpelledAsOpenTelemetryDoes() {
    assertThat(Settings.instrumentationEnabled("mcp-java-sdk").environmentVariable())
        .isEqualTo("OTEL_INSTRUMENTATION_MCP_JAVA_SDK_ENABLED");
  }

  @SuppressWarnings("unchecked")
  private static <T> void write(Setting<T> setting, Object value, SettingsWriter writer) {
    writer.put(setting, (T) value);
  }

  static List<Setting<?>> rows() {
    return Arrays.stream(Settings.class.getFields())
        .filter(field -> field.getType() == Setting.class)
        .<Setting<?>>map(SettingsTest::row)
        .toList();
  }

  private static Setting<?> row(Field field) {
    try {
      return (Setting<?>) field.get(null);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }
}
