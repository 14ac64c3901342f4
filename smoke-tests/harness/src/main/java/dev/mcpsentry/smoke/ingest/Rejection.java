package dev.mcpsentry.smoke.ingest;

/** Why a request was not accepted. */
public final class Rejection extends RuntimeException {

  private final int status;
  private final String reason;

  Rejection(int status, String reason) {
    super(status + " " + reason, null, false, false);
    this.status = status;
    this.reason = reason;
  }

  static Rejection malformed(String reason) {
    return new Rejection(400, reason);
  }

  static Rejection forbidden(String reason) {
    return new Rejection(403, reason);
  }

  static Rejection tooLarge(String reason) {
    return new Rejection(413, reason);
  }

  /** The HTTP status it was answered with. */
  public int status() {
    return status;
  }

  /** The reason in words. */
  public String reason() {
    return reason;
  }
}
