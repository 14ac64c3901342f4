package dev.mcpsentry.doctor;

import dev.mcpsentry.sentry.internal.options.BridgeOptions;
import dev.mcpsentry.sentry.internal.options.Dsn;
import dev.mcpsentry.sentry.internal.options.OptionsReader;
import dev.mcpsentry.sentry.internal.transport.Probe;
import dev.mcpsentry.telemetry.options.Codec;
import dev.mcpsentry.telemetry.options.Settings;
import dev.mcpsentry.telemetry.privacy.Redaction;
import io.opentelemetry.sdk.resources.Resource;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All the checks, in the order of the report.
 *
 * @param jar the agent jar
 * @param pid the process to look at; null for none
 * @param app the jar or class path to look into; null for none
 * @param log the file with stderr to read; null for none
 * @param send whether something is sent that people see
 * @param timeout how long to wait for each answer
 */
record Checkup(
    File jar,
    @Nullable Long pid,
    @Nullable String app,
    @Nullable Path log,
    boolean send,
    Duration timeout) {

  // what the JVM's own network code asks for
  private static final List<String> NETWORK =
      List.of("http.", "https.", "socksProxy", "java.net.", "javax.net.ssl.");

  List<Finding> findings() {
    Target target = pid == null ? null : Target.of(pid, timeout);
    if (target != null) {
      connectLike(target);
    }
    return findings(Surroundings.of(target), target);
  }

  /** The same with what somebody else says. */
  List<Finding> findings(Surroundings surroundings, @Nullable Target target) {
    Redaction redaction = redaction(surroundings);
    List<Check> checks = new ArrayList<>();
    checks.add(JvmCheck.ofProcess());
    checks.add(new JarCheck(jar));
    checks.add(new TmpCheck(Path.of(System.getProperty("java.io.tmpdir", "."))));
    checks.add(new SettingsCheck(surroundings, redaction));
    checks.add(new UnknownSettingsCheck(surroundings));
    checks.add(new RulesCheck(surroundings, redaction));
    checks.add(new OpenTelemetryCheck(surroundings));
    checks.add(new DsnCheck(surroundings));
    Dsn dsn = dsn(surroundings);
    if (dsn != null) {
      checks.add(network(surroundings, dsn, redaction));
    }
    if (target != null) {
      checks.add(new AttachCheck(target, redaction));
    }
    if (log != null) {
      checks.add(new LogCheck(log, redaction));
    }
    if (app != null) {
      checks.add(new AppCheck(app));
    }
    Secrets secrets = Secrets.of(surroundings, dsn);
    return new Group(checks).findings().stream().map(secrets::masked).toList();
  }

  private Check network(Surroundings surroundings, Dsn dsn, Redaction redaction) {
    OptionsReader reader =
        new OptionsReader(
            surroundings::text, surroundings.process(), name -> surroundings.variable(name, false));
    BridgeOptions options = reader.options(dsn, Resource.empty());
    int millis = (int) timeout.toMillis();
    Probe probe =
        Probe.of(
            dsn,
            options.proxy(),
            surroundings::property,
            name -> surroundings.variable(name, true),
            millis);
    Posting posting = new Posting(options, probe, Limited.limit(timeout));
    List<Check> atTheServer = new ArrayList<>();
    Check envelope = new EnvelopeCheck(posting, dsn, redaction);
    Check sending = limited(new SendCheck(options, probe, redaction));
    atTheServer.add(send ? Chain.of(envelope, sending) : envelope);
    atTheServer.add(new ClockCheck(posting));
    atTheServer.add(limited(new SentryVersionCheck(options, probe)));
    return Chain.of(
        limited(new ProxyCheck(probe, dsn)),
        new DnsCheck(probe, dsn, timeout),
        limited(new ConnectCheck(probe, dsn)),
        limited(new TlsCheck(probe, dsn)),
        new Group(atTheServer));
  }

  private Check limited(Check check) {
    return Limited.of(check, timeout);
  }

  private static @Nullable Dsn dsn(Surroundings surroundings) {
    String text = surroundings.text(Settings.DSN.property());
    try {
      return text == null ? null : Dsn.parse(text);
    } catch (IllegalArgumentException malformed) {
      return null;
    }
  }

  private static Redaction redaction(Surroundings surroundings) {
    String keys = surroundings.text(Settings.REDACT_KEYS.property());
    List<String> extra = keys == null ? null : Codec.LIST.reading().of(keys, wrong -> {});
    return new Redaction(extra == null ? List.of() : extra);
  }

  /** Lets this JVM go the way of the other: its proxies and its trust store. */
  private static void connectLike(Target target) {
    target
        .properties()
        .forEach(
            (name, text) -> {
              if (NETWORK.stream().anyMatch(name::startsWith) && System.getProperty(name) == null) {
                System.setProperty(name, text);
              }
            });
  }
}
