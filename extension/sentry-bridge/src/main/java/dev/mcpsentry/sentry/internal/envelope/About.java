package dev.mcpsentry.sentry.internal.envelope;

import dev.mcpsentry.sentry.internal.json.JsonBytes;
import dev.mcpsentry.sentry.internal.options.BridgeOptions;
import dev.mcpsentry.telemetry.Product;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whom everything that is sent is about: the same on every item. Immutable. */
public final class About {

  private final BridgeOptions options;
  private final byte[] sdk;
  private final byte[] members;
  private final byte[] contexts;
  private final byte[] attributes;

  public About(BridgeOptions options) {
    this.options = options;
    this.sdk = sdkObject();
    this.members = eventMembers(options, sdk);
    this.contexts = contextMembers();
    this.attributes = typedAttributes(options);
  }

  /** The release, or null when nobody named one. */
  public @Nullable String release() {
    return options.release().name();
  }

  /** The distribution of the release, or null when nobody named one. */
  public @Nullable String dist() {
    return options.release().dist();
  }

  public String environment() {
    return options.environment();
  }

  /** The host, or null. */
  public @Nullable String serverName() {
    return options.serverName();
  }

  /** The name of the program, or null when it is not known. */
  public @Nullable String serviceName() {
    return options.serviceName();
  }

  /** The user's tags. */
  public Map<String, String> tags() {
    return options.tags();
  }

  /** All of it as typed attributes of spans, logs and metrics. */
  public byte[] attributes() {
    return attributes;
  }

  /** The {@code sdk} object. */
  public byte[] sdk() {
    return sdk;
  }

  /** All of it as members of an event, tags and contexts apart. */
  public byte[] members() {
    return members;
  }

  /** The Java runtime. */
  public Platform runtime() {
    return Platform.RUNTIME;
  }

  /** Java runtime and operating system as members of an event's {@code contexts}. */
  public byte[] contexts() {
    return contexts;
  }

  private static byte[] sdkObject() {
    return new JsonBytes()
        .beginObject()
        .field("name", Product.NAME)
        .field("version", Product.VERSION)
        .endObject()
        .toByteArray();
  }

  private static byte[] eventMembers(BridgeOptions options, byte[] sdk) {
    JsonBytes json = new JsonBytes();
    json.field("platform", "java")
        .field("environment", options.environment())
        .field("release", options.release().name())
        .field("dist", options.release().dist())
        .field("server_name", options.serverName())
        .key("sdk")
        .raw(sdk);
    return json.toByteArray();
  }

  private static byte[] typedAttributes(BridgeOptions options) {
    JsonBytes json = new JsonBytes();
    typed(json, "sentry.sdk.name", Product.NAME);
    typed(json, "sentry.sdk.version", Product.VERSION);
    typed(json, "sentry.environment", options.environment());
    typed(json, "sentry.release", options.release().name());
    typed(json, "sentry.dist", options.release().dist());
    typed(json, "host.name", options.serverName());
    typed(json, "service.name", options.serviceName());
    options.tags().forEach((key, value) -> typed(json, key, value));
    return json.toByteArray();
  }

  private static void typed(JsonBytes json, String key, @Nullable String value) {
    if (value != null) {
      json.key(key).beginObject().field("type", "string").field("value", value).endObject();
    }
  }

  private static byte[] contextMembers() {
    JsonBytes json = new JsonBytes();
    platform(json, "runtime", Platform.RUNTIME);
    platform(json, "os", Platform.OS);
    return json.toByteArray();
  }

  private static void platform(JsonBytes json, String key, Platform platform) {
    json.key(key)
        .beginObject()
        .field("name", platform.name())
        .field("version", platform.version())
        .endObject();
  }
}
