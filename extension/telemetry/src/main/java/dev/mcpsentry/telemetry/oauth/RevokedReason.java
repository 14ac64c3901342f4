package dev.mcpsentry.telemetry.oauth;

import java.util.Locale;

/** Why a grant ended. */
public enum RevokedReason {
  /** The client revoked one of its tokens. */
  CLIENT_REQUEST,
  /** Its code was shown a second time, which only happens when somebody else has it too. */
  CODE_REPLAYED,
  /** Whoever gave consent took it back. */
  CONSENT_WITHDRAWN;

  private final String word = name().toLowerCase(Locale.ROOT);

  /** As {@code app.access.grant.revoked_reason}. */
  public String word() {
    return word;
  }
}
