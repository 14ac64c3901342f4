package dev.mcpsentry.doctor;

import dev.mcpsentry.sentry.internal.options.Dsn;
import dev.mcpsentry.sentry.internal.transport.Probe;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Whether the server's certificates are trusted, by whom they are, and until when.
 *
 * @param probe the way to Sentry
 */
record TlsCheck(Probe probe, Dsn dsn) implements Check {

  private static final Duration SOON = Duration.ofDays(14);

  @Override
  public String name() {
    return "tls";
  }

  @Override
  public List<Finding> findings() throws Exception {
    if (!dsn.scheme().equals("https")) {
      return List.of();
    }
    try {
      Socket secure = probe.secure(probe.reach());
      String protocol = ((SSLSocket) secure).getSession().getProtocol();
      X509Certificate own =
          (X509Certificate) ((SSLSocket) secure).getSession().getPeerCertificates()[0];
      String text = protocol + ", " + described(own);
      Duration left = Duration.between(Instant.now(), own.getNotAfter().toInstant());
      return List.of(
          left.compareTo(SOON) < 0
              ? Finding.warn(
                  name(),
                  text,
                  "it ends in %d days: tell who runs the server".formatted(left.toDays()))
              : Finding.ok(name(), text));
    } catch (SSLException refused) {
      return List.of(refusal(refused));
    } catch (IOException problem) {
      return List.of(
          Finding.fail(
              name(),
              "no TLS with " + dsn.destination() + ": " + Problems.words(problem),
              "what answers there may speak no TLS: look at scheme and port of SENTRY_DSN"));
    } finally {
      probe.close();
    }
  }

  private Finding refusal(SSLException refused) throws GeneralSecurityException {
    @Nullable X509Certificate shown = shown();
    String text =
        "%s is refused: %s".formatted(dsn.destination(), Problems.words(deepest(refused)));
    return Finding.fail(
        name(), shown == null ? text : text + "; " + described(shown), remedy(refused, shown));
  }

  private static String remedy(SSLException refused, @Nullable X509Certificate shown) {
    String said = String.valueOf(deepest(refused).getMessage()).toLowerCase(Locale.ROOT);
    if (shown != null && shown.getNotAfter().toInstant().isBefore(Instant.now())) {
      return "the certificate has expired: tell who runs the server";
    }
    if (shown != null && shown.getNotBefore().toInstant().isAfter(Instant.now())) {
      return "the certificate is not valid yet: look at this machine's clock";
    }
    if (said.contains("path") || said.contains("trust anchor")) {
      return "this Java does not know the issuer, a company's own or that of a proxy that looks"
          + " into TLS: import its certificate by keytool -importcert, or name a trust store by"
          + " -Djavax.net.ssl.trustStore";
    }
    if (said.contains("distrust")) {
      return "Sentry's SDKs refuse this issuer for their hosts: something stands between, such as"
          + " a product that looks into TLS; let it leave "
          + "Sentry alone";
    }
    if (said.contains("subject alternative") || said.contains("no name matching")) {
      return "the certificate is for another name: look at the host in SENTRY_DSN";
    }
    return "what answers there may speak no TLS, or none this Java speaks: look at scheme and port"
        + " of SENTRY_DSN, and at jdk.tls.disabledAlgorithms";
  }

  private static String described(X509Certificate certificate) {
    return "%s by %s until %tF"
        .formatted(
            certificate.getSubjectX500Principal().getName(),
            certificate.getIssuerX500Principal().getName(),
            certificate.getNotAfter());
  }

  private static Throwable deepest(Throwable problem) {
    Throwable deepest = problem;
    for (int i = 0; i < 10 && deepest.getCause() != null; i++) {
      deepest = deepest.getCause();
    }
    return deepest;
  }

  /** The certificate the server shows whether or not it is trusted; null when it shows none. */
  private @Nullable X509Certificate shown() throws GeneralSecurityException {
    SeenChain seen = new SeenChain();
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {seen}, null);
    try (Socket reached = probe.reach();
        SSLSocket curious =
            (SSLSocket)
                context
                    .getSocketFactory()
                    .createSocket(reached, dsn.bareHost(), dsn.port(), true)) {
      curious.startHandshake();
    } catch (IOException | SeenChain.Seen asExpected) {
      // it trusts nobody
    }
    return seen.certificates().isEmpty() ? null : seen.certificates().get(0);
  }
}
