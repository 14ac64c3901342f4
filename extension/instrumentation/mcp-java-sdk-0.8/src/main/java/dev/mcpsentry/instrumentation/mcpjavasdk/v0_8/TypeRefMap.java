package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import io.modelcontextprotocol.json.TypeRef;
import java.util.LinkedHashMap;

/** A map to SDKs since 0.13. */
public final class TypeRefMap extends TypeRef<LinkedHashMap<String, Object>> {

  /** Offers it; never throws. */
  public static void offer() {
    RequestParams.readAs(new TypeRefMap());
  }
}
