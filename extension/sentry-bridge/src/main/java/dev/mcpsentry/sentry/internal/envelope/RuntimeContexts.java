package dev.mcpsentry.sentry.internal.envelope;

import dev.mcpsentry.sentry.internal.json.JsonBytes;

/** The contexts that never change: Java runtime and operating system. */
public final class RuntimeContexts {

  /** Both as members of {@code contexts}. */
  public static final byte[] MEMBERS = members();

  private RuntimeContexts() {}

  private static byte[] members() {
    JsonBytes json = new JsonBytes();
    json.key("runtime")
        .beginObject()
        .field("name", System.getProperty("java.vm.name"))
        .field("version", System.getProperty("java.version"))
        .endObject();
    json.key("os")
        .beginObject()
        .field("name", System.getProperty("os.name"))
        .field("version", System.getProperty("os.version"))
        .endObject();
    return json.toByteArray();
  }
}
