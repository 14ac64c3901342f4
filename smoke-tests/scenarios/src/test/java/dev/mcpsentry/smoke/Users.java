package dev.mcpsentry.smoke;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mcpsentry.smoke.ingest.FakeSentry;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** How users of the secured programs sign in, and what Sentry may know them by. */
final class Users {

  private static final String KEY = "what every token is signed with".repeat(2);

  private Users() {}

  /**
   * A JWT that the secured programs take.
   *
   * @param claims a JSON object
   */
  static String token(String claims) {
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    String content =
        base64.encodeToString("{\"alg\":\"HS256\"}".getBytes(UTF_8))
            + "."
            + base64.encodeToString(claims.getBytes(UTF_8));
    return content + "." + base64.encodeToString(hmac(KEY, content));
  }

  /** What leaves of an id where personal data must not. */
  static String hash(FakeSentry sentry, String user) {
    byte[] digest = hmac(URI.create(sentry.dsn()).getUserInfo(), user);
    return HexFormat.of().formatHex(digest, 0, 8);
  }

  private static byte[] hmac(String key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(UTF_8), "HmacSHA256"));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
