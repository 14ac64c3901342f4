package dev.mcpsentry.sentry.internal.log;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.common.internal.ExceptionAttributeResolver;
import io.opentelemetry.sdk.logs.SdkLoggerProviderBuilder;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.logs.internal.SdkLoggerProviderUtil;
import org.jspecify.annotations.Nullable;

/**
 * Remembers, from where the SDK turns an exception into attributes to where the same thread emits
 * the record, which exception it was: records carry only its text.
 */
final class LoggedThrowables {

  static final AttributeKey<String> TYPE = AttributeKey.stringKey("exception.type");
  static final AttributeKey<String> MESSAGE = AttributeKey.stringKey("exception.message");

  private static final ThreadLocal<@Nullable Throwable> LAST = new ThreadLocal<>();

  private LoggedThrowables() {}

  /**
   * Begins to listen, as far as the SDK lets anybody.
   *
   * @param rendered whether somebody else wants the stack trace as text
   */
  static void hear(SdkLoggerProviderBuilder builder, boolean rendered) {
    try {
      Listening.add(builder, rendered);
    } catch (LinkageError otherSdk) {
      // then issues of logged exceptions have no stack
    }
  }

  /** What this thread logged last, once. */
  static @Nullable Throwable take() {
    Throwable last = LAST.get();
    if (last != null) {
      LAST.remove();
    }
    return last;
  }

  /** Whether a record is about that; a builder that was given up leaves its exception behind. */
  static boolean isOf(@Nullable Throwable throwable, LogRecordData record) {
    if (throwable == null) {
      return false;
    }
    String name = throwable.getClass().getCanonicalName();
    String type = record.getAttributes().get(TYPE);
    return type != null && (name == null || type.equals(name));
  }

  // internal to the SDK
  private static final class Listening {

    static void add(SdkLoggerProviderBuilder builder, boolean rendered) {
      ExceptionAttributeResolver usual = ExceptionAttributeResolver.getDefault();
      SdkLoggerProviderUtil.setExceptionAttributeResolver(
          builder,
          (attributes, throwable, maxLength) -> {
            LAST.set(throwable);
            if (rendered) {
              usual.setExceptionAttributes(attributes, throwable, maxLength);
            } else {
              String name = throwable.getClass().getCanonicalName();
              attributes.setAttribute(TYPE, name == null ? throwable.getClass().getName() : name);
              attributes.setAttribute(MESSAGE, message(throwable));
            }
          });
    }

    // an application's own
    private static @Nullable String message(Throwable throwable) {
      try {
        return throwable.getMessage();
      } catch (RuntimeException cannotSpeak) {
        return null;
      }
    }
  }
}
