package dev.mcpsentry.smoke.beside;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizer;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizerProvider;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;

/** An extension of the user's own: it marks every span that starts, and names those that end. */
public final class UsersExtension implements AutoConfigurationCustomizerProvider {

  /** How the lines begin that it says. */
  public static final String HEARD = "USERS EXTENSION heard ";

  @Override
  public void customize(AutoConfigurationCustomizer customizer) {
    customizer.addTracerProviderCustomizer(
        (builder, config) -> builder.addSpanProcessor(new Hearing()));
  }

  /** Hears. */
  public static final class Hearing implements SpanProcessor {

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {
      span.setAttribute("users.extension", "here");
    }

    @Override
    public boolean isStartRequired() {
      return true;
    }

    @Override
    public void onEnd(ReadableSpan span) {
      System.err.println(HEARD + span.getName());
    }

    @Override
    public boolean isEndRequired() {
      return true;
    }
  }
}
