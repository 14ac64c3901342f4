package dev.mcpsentry.telemetry.privacy;

import java.util.HexFormat;

/** Session ids that can be compared but not used. */
public final class SessionIds {

  private static final int BYTES = 8;

  private SessionIds() {}

  /** The first 64 bits of the id's SHA-256, as 16 hex digits. */
  public static String hash(String id) {
    return HexFormat.of().formatHex(Sha256.of(id), 0, BYTES);
  }
}
