package dev.mcpsentry.telemetry.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Thousands of texts as programs and people write them: redaction leaves them as they are. */
class HarmlessTextsTest {

  private static final List<String> WRITTEN =
      List.of(
          "Connection refused",
          "Connection reset by peer",
          "java.net.ConnectException: Connection refused: localhost/127.0.0.1:5432",
          "java.lang.NullPointerException: Cannot invoke \"String.length()\" because \"<local1>\" is null",
          "Index 5 out of bounds for length 3",
          "class com.acme.Order cannot be cast to class com.acme.Cart (com.acme.Order is in unnamed module)",
          "No bean named 'orderService' available",
          "Could not resolve placeholder 'orders.url' in value \"${orders.url}\"",
          "Failed to convert value of type 'java.lang.String' to required type 'int'; For input string: \"abc\"",
          "Unrecognized field \"foo\" (class com.acme.Order), not marked as ignorable",
          "Unexpected character ('}' (code 125)): was expecting double-quote to start field name",
          "I/O error on GET request for \"https://auth.example.com/oauth/token\": Read timed out",
          "401 Unauthorized on POST request for \"https://api.example.com/v1/orders\": [no body]",
          "PKIX path building failed: unable to find valid certification path to requested target",
          "Invalid token: expected ')'",
          "Unexpected token: identifier",
          "Syntax error on token \";\", delete this token",
          "JWT expired 5 minutes ago",
          "The signature does not match",
          "Full authentication is required to access this resource",
          "password: must not be blank",
          "password: size must be between 8 and 64",
          "Your session has expired, please log in again",
          "Session 5 of 12: introduction",
          "The secret of good coffee is the water",
          "Token count exceeds the limit of 8192 tokens",
          "max_tokens: 4096, temperature: 0.7, top_p: 1",
          "usage: prompt_tokens=12, completion_tokens=34, total_tokens=46",
          "author: Jane Doe, editor: John Roe",
          "keyboard layout: QWERTZ",
          "passenger: 2 adults, 1 child",
          "className=com.acme.Order, methodName=ship",
          "signal: SIGTERM, exit code: 143",
          "pin-up boards and pins for sale",
          "primary key violated on table orders",
          "foreign_key: orders_customer_id_fkey",
          "sort key: created_at, partition key: customer",
          "cache-key: orders:42",
          "SELECT o.id, o.total FROM orders o WHERE o.customer_id = ? AND o.state = ? ORDER BY o.id",
          "INSERT INTO orders (id, total) VALUES (?, ?)",
          "UPDATE orders SET state = 'shipped' WHERE id = 42",
          "http://localhost:8080/mcp",
          "https://example.com/orders?page=2&sort=asc&filter=open",
          "https://example.com/@jane/posts/12",
          "https://example.com/a%20b/c%2Fd?q=x%20y",
          "git@github.com:acme/orders.git",
          "mailto:jane@example.com",
          "file:///home/jane/orders/2026/11/25.csv",
          "C:\\Users\\jane\\new\\table.txt",
          "/usr/lib/jvm/java-17/bin/java",
          "jdbc:postgresql://db.example:5432/orders?ssl=true",
          "jdbc:h2:mem:orders;DB_CLOSE_DELAY=-1",
          "arn:aws:s3:::orders/2026/11",
          "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ",
          "application/json; charset=utf-8",
          "text/event-stream",
          "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0",
          "gzip, deflate, br",
          "WWW-Authenticate: Bearer realm=\"mcp\"",
          "Basic research and basic needs are basic.",
          "der Schlüssel liegt unter der Matte",
          "le mot de passe est obligatoire",
          "la contraseña es obligatoria",
          "la sesión ha caducado",
          "パスワードは必須です",
          "密码不能为空",
          "пароль обязателен",
          "İstanbul'da güneşli, 23 °C",
          "naïve café résumé 😀",
          "{\"city\":\"Graz\",\"population\":302749,\"tags\":[\"a\",\"b\"],\"mayor\":null}",
          "{\"name\":\"find_orders\",\"arguments\":{\"customer\":\"Ada\",\"limit\":10}}",
          "{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":{\"content\":[{\"type\":\"text\",\"text\":\"ok\"}]}}",
          "<order id=\"42\"><item sku=\"A-1\">2</item></order>",
          "<html><body class=\"dark\"><p>Hello</p></body></html>",
          "Order[id=42, customer=Ada, total=12.50]",
          "{id=42, customer=Ada, items=[a, b]}",
          "-Xmx512m -XX:+UseG1GC -Dfile.encoding=UTF-8",
          "--verbose --port 8080 --name orders",
          "at com.acme.Orders.ship(Orders.java:42)",
          "Caused by: java.lang.IllegalStateException: boom",
          "tools/call find_orders",
          "prompts/get greet",
          "resources/read",
          "notifications/progress",
          "978-3-16-148410-0",
          "+49 151 1234 5678",
          "192.168.0.1:8080",
          "2001:db8::8a2e:370:7334",
          "00:1B:44:11:3A:B7",
          "12:34:56.789",
          "3.14159265358979323846",
          "1.7976931348623157E308",
          "eyes only, says the eyewitness",
          "task-oriented, risk-averse, disk-based",
          "skeleton key, sketch, asking",
          "nextCursor: eyJpZCI6MTIzfQ==");

  private static final List<String> NAMES =
      List.of(
          "className",
          "tokenCount",
          "author",
          "passenger",
          "keyboard",
          "signal",
          "city",
          "orderId",
          "customer.name",
          "http.method",
          "page_size",
          "sort-key",
          "primaryKey",
          "max_tokens",
          "status",
          "monkey",
          "compass",
          "footprint",
          "design",
          "assignee",
          "secretary",
          "sidebar",
          "spinCount");
  private static final List<String> VALUES =
      List.of("Graz", "42", "open", "2026-11-25", "a b", "true", "x-1", "12.50", "Ada Lovelace");
  private static final List<String> FRAMES =
      List.of(
          "%s=%s",
          "%s: %s",
          "\"%s\":\"%s\"",
          "{\"%s\": \"%s\", \"n\": 1}",
          "<%s>%s</%1$s>",
          "--%s %s",
          "?%s=%s&n=1",
          "{\\\"%s\\\":\\\"%s\\\"}",
          "Record[%s=%s, n=1]",
          "%s='%s'");

  private final Redaction redaction = new Redaction(List.of("patient"));

  @Test
  void harmlessTexts_surviveUnchanged() {
    Set<String> texts = texts();
    List<String> changed =
        texts.stream().filter(text -> !redaction.text(text).equals(text)).toList();
    System.err.printf("%d harmless texts, %d changed%n", texts.size(), changed.size());
    assertThat(texts).hasSizeGreaterThan(2_000);
    assertThat(changed).isEmpty();
  }

  @Test
  void harmlessTexts_surviveInTheMiddleOfOthers() {
    List<String> changed =
        texts().stream()
            .map(text -> "at 12:30 the peer said " + text + " twice")
            .filter(text -> !redaction.text(text).equals(text))
            .toList();
    assertThat(changed).isEmpty();
  }

  private static Set<String> texts() {
    Set<String> texts = new LinkedHashSet<>(WRITTEN);
    for (String name : NAMES) {
      for (String value : VALUES) {
        FRAMES.forEach(frame -> texts.add(frame.formatted(name, value)));
      }
    }
    Random random = new Random(42);
    for (int i = 0; i < 60; i++) {
      texts.add(new UUID(random.nextLong(), random.nextLong()).toString());
      texts.add(hex(random, 32));
      texts.add(hex(random, 40));
      texts.add(hex(random, 64));
      texts.add("commit " + hex(random, 7));
      texts.add(Instant.ofEpochSecond(1_700_000_000L + random.nextInt(90_000_000)).toString());
      texts.add(Long.toString(1_700_000_000_000_000_000L + random.nextInt()));
      texts.add(Long.toString(1_700_000_000_000L + random.nextInt()));
      texts.add(Double.toString(random.nextDouble()));
      texts.add(Integer.toString(random.nextInt()));
      texts.add("order-" + random.nextInt(1_000_000) + " shipped in " + random.nextInt(90) + " ms");
      texts.add("https://api.example/v1/orders/" + random.nextInt(9_999) + "?page=" + i);
    }
    return texts;
  }

  private static String hex(Random random, int digits) {
    List<String> hex = new ArrayList<>();
    for (int i = 0; i < digits; i++) {
      hex.add(Integer.toHexString(random.nextInt(16)));
    }
    return String.join("", hex);
  }
}
