package dev.mcpsentry.instrumentation.springauthorizationserver.v1_5;

import dev.mcpsentry.telemetry.StderrLog;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;

/**
 * A decision that the server is making on this thread, and what of its stores it read and wrote for
 * it. Nothing here throws.
 */
public final class ProviderCall {

  private static final StderrLog LOG = new StderrLog();
  private static final ThreadLocal<@Nullable ProviderCall> CURRENT = new ThreadLocal<>();

  private @Nullable OAuth2Authorization found;
  private @Nullable OAuth2Authorization saved;
  private boolean consentRemoved;

  private ProviderCall() {}

  /** Begins a decision; null inside of another. */
  public static @Nullable ProviderCall start() {
    if (CURRENT.get() != null) {
      return null;
    }
    ProviderCall call = new ProviderCall();
    CURRENT.set(call);
    return call;
  }

  /** The server looked a grant up by one of its tokens. */
  public static void found(@Nullable Object authorization) {
    ProviderCall call = CURRENT.get();
    if (call != null && authorization instanceof OAuth2Authorization grant) {
      call.found = grant;
    }
  }

  /** The server keeps a grant. */
  public static void saved(@Nullable Object authorization) {
    ProviderCall call = CURRENT.get();
    if (call != null && authorization instanceof OAuth2Authorization grant) {
      call.saved = grant;
    }
  }

  /** The server forgot a consent. */
  public static void consentRemoved() {
    ProviderCall call = CURRENT.get();
    if (call != null) {
      call.consentRemoved = true;
    }
  }

  /**
   * Ends the decision.
   *
   * @param provider who made it
   * @param asked about what
   * @param answered how, unless by an exception
   */
  public void end(
      Object provider,
      @Nullable Object asked,
      @Nullable Object answered,
      @Nullable Throwable thrown) {
    close();
    try {
      Decisions.INSTANCE.made(provider.getClass().getSimpleName(), this, asked, answered, thrown);
    } catch (Throwable problem) {
      LOG.stepAside("authorization server", problem);
    }
  }

  /** Hears of nothing more. */
  void close() {
    CURRENT.remove();
  }

  /** As it was before the decision; null when the server found none. */
  @Nullable OAuth2Authorization found() {
    return found;
  }

  /** As it is kept now; null when nothing was. */
  @Nullable OAuth2Authorization saved() {
    return saved;
  }

  boolean isConsentRemoved() {
    return consentRemoved;
  }
}
