package dev.mcpsentry.sentry.internal.options.release;

import java.util.Map;

/** What a build left in the application. */
interface BuildFiles {

  /** The entries of a properties file on the class path; none when it cannot be read. */
  Map<String, String> properties(String name);

  /** The main attributes of the manifest of what was started; none when it cannot be read. */
  Map<String, String> manifest();
}
