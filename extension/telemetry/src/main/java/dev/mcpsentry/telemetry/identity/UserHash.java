package dev.mcpsentry.telemetry.identity;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Ids of users that can be counted and name nobody: who has the key and a list of ids can still
 * find out whose a hash is.
 */
public final class UserHash {

  private static final String ALGORITHM = "HmacSHA256";
  private static final int BYTES = 8;
  private static final int MAX_CHARS = 1024;

  private UserHash() {}

  /**
   * The first 64 bits of the id's HMAC-SHA-256, as 16 hex digits; of a long id its first {@value
   * #MAX_CHARS} characters count.
   *
   * @param key not empty
   */
  public static String of(String key, String id) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      String counted = id.length() <= MAX_CHARS ? id : id.substring(0, MAX_CHARS);
      byte[] digest = mac.doFinal(counted.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, BYTES);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }
}
