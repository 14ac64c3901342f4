package dev.mcpsentry.sentry.internal.transport;

import dev.mcpsentry.sentry.internal.options.TestOptions;

/** A program that posts one envelope to the DSN it is given and prints the answer's status. */
final class OneEnvelope {

  private OneEnvelope() {}

  public static void main(String[] args) throws Exception {
    EnvelopePost post = EnvelopePost.to(TestOptions.to(args[0]), 5_000);
    System.out.println(post.send(EnvelopePostTest.envelope()).status());
    post.abort();
  }
}
