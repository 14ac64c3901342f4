package dev.mcpsentry.smoke.app.bookshop;

/** A customer does not get the money back. */
final class RefundFailed extends RuntimeException {

  RefundFailed(String order, PaymentFailed cause) {
    super("Refund of order " + order + " failed", cause);
  }
}
