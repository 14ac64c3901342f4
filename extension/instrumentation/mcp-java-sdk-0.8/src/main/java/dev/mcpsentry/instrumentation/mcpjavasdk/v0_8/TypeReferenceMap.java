package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.LinkedHashMap;

/** A map to SDKs up to 0.12. */
public final class TypeReferenceMap extends TypeReference<LinkedHashMap<String, Object>> {

  /** Offers it; never throws. */
  public static void offer() {
    RequestParams.readAs(new TypeReferenceMap());
  }
}
