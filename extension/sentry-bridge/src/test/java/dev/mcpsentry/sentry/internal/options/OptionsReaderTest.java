package dev.mcpsentry.sentry.internal.options;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.sentry.internal.convention.IdentityOptions;
import dev.mcpsentry.sentry.internal.http.HttpOptions;
import dev.mcpsentry.sentry.internal.options.release.Release;
import dev.mcpsentry.sentry.internal.sampling.SampleRules;
import dev.mcpsentry.telemetry.error.FailureEffects;
import dev.mcpsentry.telemetry.http.Routes;
import dev.mcpsentry.telemetry.options.AccessKeys;
import dev.mcpsentry.telemetry.options.FingerprintRule;
import dev.mcpsentry.telemetry.options.LogLines;
import dev.mcpsentry.telemetry.options.SessionMode;
import dev.mcpsentry.telemetry.options.Settings;
import dev.mcpsentry.telemetry.options.TraceLifecycle;
import dev.mcpsentry.telemetry.options.UserIdSource;
import dev.mcpsentry.telemetry.privacy.Redaction;
import dev.mcpsentry.telemetry.rule.Rules;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.autoconfigure.spi.internal.DefaultConfigProperties;
import io.opentelemetry.sdk.resources.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsReaderTest {

  private static final MetricOptions METRICS =
      new MetricOptions(true, Settings.METRICS_ALLOW.defaultValue());

  private static final String RULES =
      "app.tier = env:NO_SUCH_VARIABLE, text:gold; app.x = arg:/x; app.y = text:y when tool=*";

  private static final Dsn DSN = Dsn.parse("https://key@host/1");

  @Test
  void nothingSet_yieldsTheDefaults() {
    OptionsReader reader = reader(Map.of());
    assertThat(reader.dsn()).isNull();
    assertThat(reader.options(DSN, named()))
        .isEqualTo(
            new BridgeOptions(
                DSN,
                "production",
                Release.NONE,
                null,
                "calculator",
                1.0,
                TraceLifecycle.STREAM,
                METRICS,
                SessionMode.REQUEST,
                ".*",
                false,
                true,
                false,
                Map.of(),
                new Redaction(List.of()),
                List.of(),
                IssueFilters.DEFAULT,
                null,
                LogOptions.DEFAULT,
                sampling(1.0),
                IdentityOptions.DEFAULT,
                Rules.of("", wrong -> {}),
                SpoolOptions.NONE,
                HttpOptions.DEFAULT));
    assertThat(reader.complaints()).isEmpty();
  }

  @Test
  void everythingSet_isRead() {
    OptionsReader reader =
        reader(
            Map.ofEntries(
                Map.entry("sentry.environment", "staging"),
                Map.entry("sentry.release", "app@1"),
                Map.entry("sentry.dist", "42"),
                Map.entry("sentry.traces.sample.rate", "0.25"),
                Map.entry("sentry.send.default.pii", "TRUE"),
                Map.entry("sentry.mcp.older.names", "false"),
                Map.entry("sentry.tags", "team:blue, zone:a:b"),
                Map.entry("sentry.servername", "box"),
                Map.entry("sentry.in.app.includes", "com.acme, org.acme"),
                Map.entry("sentry.ignored.exceptions.for.type", "com.acme.Busy, java.net.*"),
                Map.entry("sentry.ignored.errors", "Another .*"),
                Map.entry("sentry.ignored.transactions", "GET /health*"),
                Map.entry("sentry.ignored.loggers", "org.apache.*"),
                Map.entry("sentry.same.issues.per.minute", "3"),
                Map.entry("sentry.fingerprint.rules", "type:*Busy -> busy, {{ default }}"),
                Map.entry("sentry.mcp.failures", "timeout:level=info"),
                Map.entry("sentry.proxy.host", "proxy.acme"),
                Map.entry("sentry.proxy.port", "3128"),
                Map.entry("sentry.proxy.user", "me"),
                Map.entry("sentry.proxy.pass", "s3cret"),
                Map.entry("sentry.spool.dir", "/var/spool/mcp"),
                Map.entry("sentry.debug", "true"),
                Map.entry("otel.instrumentation.mcp.user-claims", "email, name"),
                Map.entry("otel.instrumentation.mcp.agentcat-fields", "true"),
                Map.entry("otel.instrumentation.mcp.access-keys", "OAuth"),
                Map.entry("otel.instrumentation.mcp.redact-keys", "Badge"),
                Map.entry("otel.instrumentation.mcp.rules", RULES),
                Map.entry("otel.instrumentation.mcp.capture-error-text", "false")));
    assertThat(reader.options(DSN, named()))
        .isEqualTo(
            new BridgeOptions(
                DSN,
                "staging",
                new Release("app@1", "SENTRY_RELEASE", "42"),
                "box",
                "calculator",
                0.25,
                TraceLifecycle.STREAM,
                METRICS,
                SessionMode.REQUEST,
                ".*",
                true,
                false,
                true,
                Map.of("team", "blue", "zone", "a:b", "app.tier", "gold"),
                new Redaction(List.of("Badge"), false),
                List.of("com.acme", "org.acme"),
                new IssueFilters(
                    Globs.of(List.of("com.acme.Busy", "java.net.*")),
                    Globs.of(List.of("Another *")),
                    Globs.of(List.of("GET /health*")),
                    Globs.of(List.of("org.apache.*")),
                    3,
                    List.of(
                        new FingerprintRule(
                            Map.of("type", "*Busy"), List.of("busy", "{{ default }}"))),
                    FailureEffects.parse(List.of("timeout:level=info"), wrong -> {})),
                new ProxyServer("proxy.acme", 3128, "me", "s3cret"),
                LogOptions.DEFAULT,
                sampling(0.25),
                new IdentityOptions(UserIdSource.PRINCIPAL, List.of("email", "name"), true),
                Rules.of(RULES, wrong -> {}),
                new SpoolOptions("/var/spool/mcp"),
                new HttpOptions(
                    Routes.BUILT_IN,
                    LogLines.ERRORS,
                    List.of(),
                    Set.of(),
                    false,
                    AccessKeys.OAUTH)));
    assertThat(reader.complaints()).isEmpty();
  }

  private static SamplingOptions sampling(double rate) {
    return new SamplingOptions(new SampleRules(List.of(), 0.01, 1, rate), 0, false);
  }

  @Test
  void sampling_isReadFromEveryPlace(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("rules.yaml");
    Files.writeString(file, "rules: [{tool: a*, rate: 0.5}, {tool: b, rate: 2}]");
    OptionsReader reader =
        reader(
            Map.of(
                "sentry.sampling.rules", file.toString(),
                "sentry.sampling", "mcp=1, /slow=0.5, nonsense=1, noise=NaN, health=0.5, errors=0",
                "sentry.traces.per.second", "12.5",
                "sentry.sampling.adaptive", "true",
                "sentry.traces.sample.rate", "0.25"));
    SamplingOptions sampling = reader.options(DSN, named()).sampling();
    assertThat(sampling.rules().rules()).hasSize(3);
    assertThat(sampling.rules().health()).isEqualTo(0.5);
    assertThat(sampling.rules().failed()).isZero();
    assertThat(sampling.rules().rest()).isEqualTo(0.25);
    assertThat(sampling.tracesPerSecond()).isEqualTo(12.5);
    assertThat(sampling.adaptive()).isTrue();
    assertThat(sampling.isUniform()).isFalse();
    assertThat(sampling.summary())
        .isEqualTo("sampling: 3 rules, at most 12.5 traces a second, adaptive");
    assertThat(reader.complaints())
        .hasSize(3)
        .anyMatch(c -> c.startsWith("SENTRY_SAMPLING is not") && c.contains("'nonsense=1'"))
        .anyMatch(c -> c.startsWith("SENTRY_SAMPLING is not") && c.contains("'noise=NaN'"))
        .anyMatch(c -> c.contains("rules.yaml, line 1: rate is no number from 0.0 to 1.0: '2'"));
  }

  @Test
  void rateOfZero_isOffUnlessSomethingElseIsAskedFor() {
    for (String sampling : List.of("", "health=0.5")) {
      assertThat(rules("0", sampling).failed()).isZero();
    }
    for (String sampling : List.of("errors=1", "mcp=0.0", "noise=0.1", "/a=1")) {
      assertThat(rules("0", sampling).failed()).isEqualTo(1);
    }
    assertThat(rules("0", "").health()).isZero();
    assertThat(rules("0.001", "").failed()).isEqualTo(1);
  }

  private static SampleRules rules(String rate, String sampling) {
    return reader(Map.of("sentry.traces.sample.rate", rate, "sentry.sampling", sampling))
        .options(DSN, named())
        .sampling()
        .rules();
  }

  @ParameterizedTest
  @CsvSource({
    ", false, off",
    ", true, principal",
    "off, true, off",
    "principal, false, principal",
    "Claim:email, true, claim:email",
    "context: who , false, context:who",
  })
  void userIdSource_isThePrincipalWherePersonalDataIsSentAndNothingIsSaid(
      @Nullable String given, boolean pii, String expected) {
    Map<String, String> properties = new HashMap<>();
    properties.put("sentry.send.default.pii", String.valueOf(pii));
    properties.put("otel.instrumentation.mcp.user-id", given == null ? "" : given);
    OptionsReader reader = reader(properties);
    assertThat(reader.options(DSN, named()).identity().source()).hasToString(expected);
    assertThat(reader.complaints()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "claim:", "claim", "context: ", "off:x", "principal:x", ":"})
  void wrongUserIdSource_isNamedAndOff(String wrong) {
    OptionsReader reader =
        reader(
            Map.of("sentry.send.default.pii", "true", "otel.instrumentation.mcp.user-id", wrong));
    assertThat(reader.options(DSN, named()).identity().source()).isEqualTo(UserIdSource.OFF);
    assertThat(reader.complaints()).hasSize(1);
  }

  private static Resource named() {
    return Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), "calculator"));
  }

  @Test
  void sentrysOwnPropertySpelling_isReadToo() {
    assertThat(reader(Map.of("sentry.traces-sample-rate", "0.5")).options(DSN, Resource.empty()))
        .extracting(BridgeOptions::tracesSampleRate)
        .isEqualTo(0.5);
  }

  @ParameterizedTest
  @CsvSource({
    "sentry.traces.sample.rate, abc, SENTRY_TRACES_SAMPLE_RATE is not a number",
    "sentry.traces.sample.rate, 7, SENTRY_TRACES_SAMPLE_RATE is not a number",
    "sentry.traces.sample.rate, NaN, SENTRY_TRACES_SAMPLE_RATE is not a number",
    "sentry.traces.sample.rate, -1, SENTRY_TRACES_SAMPLE_RATE is not a number",
    "sentry.traces.per.second, -1, SENTRY_TRACES_PER_SECOND is not a number",
    "sentry.traces.per.second, NaN, SENTRY_TRACES_PER_SECOND is not a number",
    "sentry.traces.per.second, Infinity, SENTRY_TRACES_PER_SECOND is not a number",
    "sentry.sampling, mcp, SENTRY_SAMPLING is not mcp",
    "sentry.sampling, mcp=2, SENTRY_SAMPLING is not mcp",
    "sentry.sampling, =, SENTRY_SAMPLING is not mcp",
    "sentry.tags, blue, SENTRY_TAGS is not key:value",
    "sentry.tags, blue:, SENTRY_TAGS is not key:value",
    "sentry.debug, yes, SENTRY_DEBUG is not true or false",
    "sentry.release, feature/x, SENTRY_RELEASE is not a release",
    "sentry.release, .., SENTRY_RELEASE is not a release",
    "sentry.dist, build 7, SENTRY_DIST is not at most 64",
    "sentry.same.issues.per.minute, -1, SENTRY_SAME_ISSUES_PER_MINUTE is not a whole number",
    "sentry.fingerprint.rules, color:red -> busy, SENTRY_FINGERPRINT_RULES is not type:",
    "sentry.mcp.failures, timout:level=info, SENTRY_MCP_FAILURES is not kind:issue=",
    "sentry.send.default.pii, 1, SENTRY_SEND_DEFAULT_PII is not true or false",
  })
  void wrongValue_yieldsItsDefaultAndOneComplaint(String key, String value, String complaint) {
    OptionsReader reader = reader(Map.of(key, value));
    BridgeOptions options = reader.options(DSN, named());
    assertThat(options).isEqualTo(reader(Map.of()).options(DSN, named()));
    assertThat(reader.complaints()).hasSize(1);
    assertThat(reader.complaints().get(0)).startsWith(complaint);
  }

  @Test
  void resource_fillsInWhatTheUserLeftOut() {
    Resource resource =
        Resource.create(
            Attributes.of(
                AttributeKey.stringKey("service.name"), "calculator",
                AttributeKey.stringKey("service.version"), "3.2.1",
                AttributeKey.stringKey("host.name"), "box",
                AttributeKey.stringKey("deployment.environment.name"), "staging"));
    BridgeOptions options = reader(Map.of()).options(DSN, resource);
    assertThat(options.serviceName()).isEqualTo("calculator");
    assertThat(options.release()).hasToString("3.2.1 (from service.version)");
    assertThat(options.serverName()).isEqualTo("box");
    assertThat(options.environment()).isEqualTo("staging");
  }

  @Test
  void release_isWhatIsSaidThenWhatIsFound() {
    Map<String, String> environment = Map.of("GIT_COMMIT", "abc");
    Resource resource =
        Resource.create(Attributes.of(AttributeKey.stringKey("service.version"), "3/2"));
    assertThat(reader(Map.of(), environment).options(DSN, resource).release())
        .hasToString("abc (from GIT_COMMIT)");
    Map<String, String> attributes = Map.of("otel.resource.attributes", "a=b, service.version=3/2");
    assertThat(reader(attributes, environment).options(DSN, resource).release())
        .hasToString("3-2 (from OTEL_RESOURCE_ATTRIBUTES)");
    Map<String, String> both = new HashMap<>(attributes);
    both.put("sentry.release", "shop@1");
    assertThat(reader(both, environment).options(DSN, resource).release())
        .hasToString("shop@1 (from SENTRY_RELEASE)");
    both.put("sentry.release", "feature/x");
    assertThat(reader(both, environment).options(DSN, resource).release())
        .hasToString("3-2 (from OTEL_RESOURCE_ATTRIBUTES)");
    assertThat(reader(Map.of(), Map.of()).options(DSN, resource).release())
        .hasToString("3-2 (from service.version)");
  }

  @Test
  void commitOrToken_isRedactedOnlyWhereItIsOne() {
    String commit = "3d0a1f5c9f3c5f1c9b2a7d8e6f4a1b2c3d4e5f60";
    assertThat(
            reader(Map.of(), Map.of("GITHUB_SHA", commit))
                .options(DSN, Resource.empty())
                .release()
                .name())
        .isEqualTo(commit);
    assertThat(
            reader(Map.of("sentry.release", "token=hunter2"))
                .options(DSN, Resource.empty())
                .release()
                .name())
        .isEqualTo("token=[Filtered]");
  }

  private static OptionsReader reader(Map<String, String> properties) {
    return reader(properties, Map.of());
  }

  private static OptionsReader reader(
      Map<String, String> properties, Map<String, String> environment) {
    return new OptionsReader(
        DefaultConfigProperties.createFromMap(properties)::getString,
        new Properties(),
        environment::get);
  }
}
