package dev.mcpsentry.sentry.internal.issue;

/** Whose code a stack frame runs. */
enum CodeOwner {
  /** The application's, which Sentry shows first and groups by. */
  APPLICATION,
  /** The JDK's, a library's, or a class generated around the application's. */
  LIBRARY,
  /** Ours or the agent's: there only because somebody watches. */
  MONITORING
}
