package dev.mcpsentry.telemetry.rule;

import org.jspecify.annotations.Nullable;

/** What rules can ask. Whoever knows nothing of a question leaves it unanswered. */
public interface Facts {

  /** The method of the request; empty where there is none. */
  default String method() {
    return "";
  }

  /** The tool that was asked for. */
  default @Nullable String tool() {
    return null;
  }

  /** The arguments, as a tree of maps, lists and plain values. */
  default @Nullable Object arguments() {
    return null;
  }

  /** The result of a request that succeeded, as such a tree. */
  default @Nullable Object result() {
    return null;
  }

  /** The request's {@code _meta}, as such a tree. */
  default @Nullable Object meta() {
    return null;
  }

  /** The URI of the resource that was asked for. */
  default @Nullable String uri() {
    return null;
  }

  /** The first value of a header of the HTTP request around, its name in lower case. */
  default @Nullable String header(String name) {
    return null;
  }

  /** The value of a variable that the template of the request's path names. */
  default @Nullable String pathVariable(String name) {
    return null;
  }

  /** A claim of the token that the HTTP request around carries, once it was verified. */
  default @Nullable String claim(String name) {
    return null;
  }

  /** What the application put into the transport's context under a key. */
  default @Nullable Object transportValue(String key) {
    return null;
  }

  /** The value of a parameter of the URL of the HTTP request around. */
  default @Nullable String query(String name) {
    return null;
  }

  /** What the thread's diagnostic context says under a name. */
  default @Nullable String diagnostic(String name) {
    return null;
  }

  /** The variable of the environment. */
  default @Nullable String environment(String name) {
    return System.getenv(name);
  }

  /** The system property. */
  default @Nullable String property(String name) {
    return System.getProperty(name);
  }
}
