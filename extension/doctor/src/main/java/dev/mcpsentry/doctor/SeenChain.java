package dev.mcpsentry.doctor;

import java.net.Socket;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Looks at certificates and trusts nobody, so that nothing can be sent afterwards. */
final class SeenChain extends X509ExtendedTrustManager {

  private List<X509Certificate> certificates = List.of();

  /** Says that all was seen there was to see. */
  static final class Seen extends RuntimeException {

    private static final long serialVersionUID = 1L;
  }

  /** Those the server showed, its own first; none when it came to none. */
  List<X509Certificate> certificates() {
    return certificates;
  }

  private void see(X509Certificate[] chain) {
    certificates = List.of(chain);
    throw new Seen();
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType) {
    see(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {
    see(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
    see(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType) {
    throw new Seen();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {
    throw new Seen();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
    throw new Seen();
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
