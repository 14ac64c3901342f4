package dev.mcpsentry.sentry.internal.envelope;

/** What goes first when not everything can: what is small and dear. In the order of sending. */
public enum Priority {
  ISSUES,
  HEALTH,
  /** What is told of failed operations and by the application's own errors. */
  FAILURES,
  REST
}
