package dev.mcpsentry.smoke.app.tools;

import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;

/** The feature set of every demo program: tools, one prompt and one resource. */
public final class Demo {

  public static final String SERVER_NAME = "demo-server";
  public static final String SERVER_VERSION = "1.2.3";
  public static final String PROMPT = "greet";
  public static final String RESOURCE_URI = "demo://greeting";
  public static final String RESOURCE_NAME = "greeting";
  public static final String RESOURCE_TEXT = "Hello from a resource";
  public static final String SLOW = "slow";
  public static final String HANG = "hang";

  private Demo() {}

  /** Every tool, in the order of {@code tools/list}. */
  public static List<DemoTool> tools() {
    return List.of(
        new DemoTool(
            "echo",
            "Returns its text",
            schema("\"text\":{\"type\":\"string\"}"),
            call -> Reply.of(call.text("text"))),
        new DemoTool(
            "add",
            "Adds two numbers",
            schema("\"a\":{\"type\":\"integer\"},\"b\":{\"type\":\"integer\"}"),
            call -> Reply.of(String.valueOf(call.number("a") + call.number("b")))),
        new DemoTool(
            SLOW, "Sleeps", schema("\"ms\":{\"type\":\"integer\"}"), call -> slept(sleep(call))),
        new DemoTool("fail", "Throws", schema(""), Demo::fail),
        new DemoTool(
            "soft_fail",
            "Reports an error",
            schema(""),
            call -> new Reply("this did not work out", true)),
        new DemoTool(HANG, "Never answers", schema(""), call -> hang()),
        new DemoTool("exit", "Ends the server with code 3", schema(""), call -> exit()),
        new DemoTool(
            "nested",
            "Calls a URL and a database",
            schema("\"url\":{\"type\":\"string\"},\"jdbc\":{\"type\":\"boolean\"}"),
            Nested::call),
        new DemoTool("context", "Tells what the handler sees", schema(""), Demo::context));
  }

  /** The text of the prompt's only message. */
  public static String greeting(Object name) {
    return "Hello, " + name + "!";
  }

  /** How long {@code slow} takes, in milliseconds. */
  public static long delayMillis(ToolCall call) {
    return call.number("ms");
  }

  /** The answer of {@code slow}. */
  public static Reply slept(long millis) {
    return Reply.of("slept " + millis + " ms");
  }

  private static String schema(String properties) {
    return "{\"type\":\"object\",\"properties\":{" + properties + "}}";
  }

  private static long sleep(ToolCall call) {
    long millis = delayMillis(call);
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return millis;
  }

  private static Reply fail(ToolCall call) {
    throw new IllegalStateException(
        "kaboom " + call.text("text"), new IllegalArgumentException("the cause"));
  }

  private static Reply exit() {
    System.exit(3);
    return Reply.of("never");
  }

  private static Reply hang() {
    System.err.println("HANGING");
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Reply.of("interrupted");
  }

  private static Reply context(ToolCall call) {
    String answer = "client " + call.client() + ", arguments " + new TreeMap<>(call.arguments());
    // Thread.isVirtual came with JDK 21
    return Reply.of(
        Thread.currentThread().toString().startsWith("VirtualThread")
            ? answer + ", virtual thread"
            : answer);
  }
}
