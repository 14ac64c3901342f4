package dev.mcpsentry.smoke.app.logging;

import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.ThreadContext;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Says the same through one logging library: {@code logback}, {@code log4j}, {@code jul}, which is
 * JBoss LogManager's where that is the JDK's log manager, or floods Logback: {@code flood <lines>}.
 */
public final class LoggingProgram {

  private static final String LOGGER = "shop.Orders";

  private LoggingProgram() {}

  /** Logs and ends; of a flood stderr says {@code FLOOD <milliseconds>}. */
  public static void main(String[] args) {
    switch (args[0]) {
      case "logback" -> logback();
      case "log4j" -> log4j();
      case "jul" -> jul();
      case "flood" -> flood(Integer.parseInt(args[1]));
      default -> throw new IllegalArgumentException("Unknown library " + args[0]);
    }
  }

  private static void logback() {
    org.slf4j.Logger logger = LoggerFactory.getLogger(LOGGER);
    MDC.put("tenant", "acme");
    logger.debug("too quiet");
    logger.atInfo().addKeyValue("carrier", "pigeon").log("order {} shipped", 7);
    logger.warn("token=abc123 expired");
    logger.error("cannot ship {}", 8, failure());
  }

  private static void log4j() {
    org.apache.logging.log4j.Logger logger = LogManager.getLogger(LOGGER);
    ThreadContext.put("tenant", "acme");
    logger.debug("too quiet");
    logger.info("order {} shipped", 7);
    logger.warn("token=abc123 expired");
    logger.error("cannot ship {}", 8, failure());
  }

  private static void jul() {
    java.util.logging.Logger logger = java.util.logging.Logger.getLogger(LOGGER);
    logger.log(Level.FINE, "too quiet");
    logger.log(Level.INFO, "order {0} shipped", 7);
    logger.log(Level.WARNING, "token=abc123 expired");
    logger.log(Level.SEVERE, "cannot ship 8", failure());
  }

  private static Exception failure() {
    return new IllegalStateException("no stock");
  }

  private static void flood(int lines) {
    org.slf4j.Logger logger = LoggerFactory.getLogger("flood");
    long start = System.nanoTime();
    for (int i = 0; i < lines; i++) {
      logger.info("line {} of many", i);
    }
    System.err.println("FLOOD " + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
  }
}
