package dev.mcpsentry.smoke.app.bookshop;

/** The carrier did not book the money back. */
final class PaymentFailed extends Exception {

  PaymentFailed(String message) {
    super(message);
  }
}
