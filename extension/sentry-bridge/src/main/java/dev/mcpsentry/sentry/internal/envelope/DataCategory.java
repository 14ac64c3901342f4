package dev.mcpsentry.sentry.internal.envelope;

/** Sentry's data categories, as rate limits and client reports name them. */
public enum DataCategory {
  ERROR("error"),
  SESSION("session"),
  TRANSACTION("transaction"),
  SPAN("span"),
  LOG_ITEM("log_item"),
  LOG_BYTE("log_byte");

  private final String wireName;

  DataCategory(String wireName) {
    this.wireName = wireName;
  }

  public String wireName() {
    return wireName;
  }
}
