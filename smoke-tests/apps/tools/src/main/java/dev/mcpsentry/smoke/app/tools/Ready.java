package dev.mcpsentry.smoke.app.tools;

/** Tells the starter of a demo program that it serves; on stderr, as stdout may be protocol. */
public final class Ready {

  private Ready() {}

  /** Prints the ready line; the port is 0 for stdio. */
  public static void announce(int port) {
    System.err.println("READY " + port);
  }
}
