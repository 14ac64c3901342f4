package dev.mcpsentry.smoke.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The server's messages in order of arrival; what is not JSON is kept as text. Thread-safe. */
public final class Inbox {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final List<JsonNode> messages = new ArrayList<>();

  synchronized void add(String message) {
    messages.add(parse(message));
    notifyAll();
  }

  /** Lets waiters look again whether waiting is hopeless. */
  synchronized void wake() {
    notifyAll();
  }

  /** How many messages came so far. */
  synchronized int size() {
    return messages.size();
  }

  /** The messages from an index on. */
  synchronized List<JsonNode> from(int index) {
    return List.copyOf(messages.subList(index, messages.size()));
  }

  /** Waits for the answer to a request; empty when it does not come in time, or is hopeless. */
  synchronized Optional<JsonNode> awaitReply(
      JsonNode id, Duration patience, BooleanSupplier hopeless) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      Optional<JsonNode> reply = messages.stream().filter(m -> answers(m, id)).findFirst();
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (reply.isPresent() || left <= 0 || hopeless.getAsBoolean()) {
        return reply;
      }
      pause(left);
    }
  }

  /** Waits for any message from an index on, unless none comes in time or it is hopeless. */
  synchronized void awaitAny(int index, Duration patience, BooleanSupplier hopeless) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (messages.size() <= index && !hopeless.getAsBoolean()) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return;
      }
      pause(left);
    }
  }

  @SuppressWarnings("WaitNotInLoop") // its callers loop
  private void pause(long millis) {
    try {
      wait(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static boolean answers(JsonNode message, JsonNode id) {
    return id.equals(message.get("id")) && !message.has("method");
  }

  private static JsonNode parse(String message) {
    try {
      JsonNode node = MAPPER.readTree(message);
      return node == null || node.isMissingNode() ? TextNode.valueOf(message) : node;
    } catch (JsonProcessingException e) {
      return TextNode.valueOf(message);
    }
  }
}
