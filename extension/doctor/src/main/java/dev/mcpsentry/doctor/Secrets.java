package dev.mcpsentry.doctor;

import dev.mcpsentry.sentry.internal.options.Dsn;
import dev.mcpsentry.telemetry.options.Settings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A second belt: nothing prints what is secret, and what does all the same is masked here. Short
 * ones are left alone, which anything may contain.
 *
 * @param texts the secrets
 */
record Secrets(List<String> texts) {

  private static final int SHORTEST = 6;
  private static final String MASK = "***";
  private static final List<String> PROPERTIES =
      List.of(
          "http.proxyPassword",
          "https.proxyPassword",
          "java.net.socks.password",
          "javax.net.ssl.trustStorePassword",
          "javax.net.ssl.keyStorePassword");
  private static final List<String> PROXIES =
      List.of("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy");

  static Secrets of(Surroundings surroundings, @Nullable Dsn dsn) {
    List<String> texts = new ArrayList<>();
    if (dsn != null) {
      add(texts, dsn.publicKey());
      add(texts, dsn.secretKey());
    }
    add(texts, surroundings.text(Settings.PROXY_PASS.property()));
    PROPERTIES.forEach(name -> add(texts, surroundings.property(name)));
    for (String name : PROXIES) {
      String proxy = surroundings.variable(name, false);
      if (proxy != null && proxy.indexOf('@') >= 0) {
        String both = proxy.substring(0, proxy.lastIndexOf('@'));
        add(texts, both.substring(both.lastIndexOf(':') + 1));
      }
    }
    return new Secrets(List.copyOf(texts));
  }

  private static void add(List<String> texts, @Nullable String secret) {
    if (secret != null && secret.length() >= SHORTEST) {
      texts.add(secret);
    }
  }

  Finding masked(Finding finding) {
    return new Finding(
        finding.level(),
        finding.check(),
        masked(finding.text()),
        finding.details().stream().map(this::masked).toList(),
        finding.remedy() == null ? null : masked(finding.remedy()));
  }

  private String masked(String text) {
    String clean = text;
    for (String secret : texts) {
      clean = clean.replace(secret, MASK);
    }
    return clean;
  }
}
