package dev.mcpsentry.smoke.mcp;

import java.util.concurrent.CompletableFuture;

/**
 * A body on its way: what the transport itself says, an HTTP status, 0 where there is none, -1 when
 * there is no response.
 *
 * @param status known as soon as the response begins
 * @param end the same once everything has been said, and is in the inbox
 */
public record Sending(CompletableFuture<Integer> status, CompletableFuture<Integer> end) {

  /** Where beginning and end are one. */
  static Sending of(CompletableFuture<Integer> both) {
    return new Sending(both, both);
  }
}
