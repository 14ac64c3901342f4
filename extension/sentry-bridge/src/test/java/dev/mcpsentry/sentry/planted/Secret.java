package dev.mcpsentry.sentry.planted;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/**
 * A made-up secret.
 *
 * @param format what it looks like
 * @param text as it is written
 * @param hidden the part that must not be seen
 */
public record Secret(String format, String text, String hidden) {

  private static final String ALPHANUMERIC =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final String HEX = "0123456789abcdef";

  /** One of each published format, and what is a secret by where it stands. */
  public static List<Secret> all(Random random) {
    Maker make = new Maker(random);
    make.prefixed("aws", "AKIA", UPPER, 16);
    make.prefixed("aws-session", "ASIA", UPPER, 16);
    make.prefixed("google", "AIza", ALPHANUMERIC, 35);
    make.prefixed("google-access", "ya29.", ALPHANUMERIC, 60);
    make.prefixed("google-client", "GOCSPX-", ALPHANUMERIC, 28);
    for (String kind : List.of("ghp_", "gho_", "ghu_", "ghs_", "ghr_")) {
      make.prefixed("github", kind, ALPHANUMERIC, 36);
    }
    make.prefixed("github-fine", "github_pat_", ALPHANUMERIC, 82);
    make.prefixed("gitlab", "glpat-", ALPHANUMERIC, 20);
    make.prefixed("gitlab-runner", "glrt-", ALPHANUMERIC, 20);
    make.prefixed("slack-bot", "xoxb-", ALPHANUMERIC, 40);
    make.prefixed("slack-user", "xoxp-", ALPHANUMERIC, 40);
    make.prefixed("slack-app", "xapp-", ALPHANUMERIC, 40);
    make.prefixed("stripe", "sk_live_", ALPHANUMERIC, 24);
    make.prefixed("stripe-restricted", "rk_test_", ALPHANUMERIC, 24);
    make.prefixed("stripe-webhook", "whsec_", ALPHANUMERIC, 32);
    make.prefixed("openai", "sk-", ALPHANUMERIC, 48);
    make.prefixed("openai-project", "sk-proj-", ALPHANUMERIC, 120);
    make.prefixed("anthropic", "sk-ant-api03-", ALPHANUMERIC, 93);
    make.prefixed("hugging-face", "hf_", ALPHANUMERIC, 34);
    make.prefixed("npm", "npm_", ALPHANUMERIC, 36);
    make.prefixed("pypi", "pypi-", ALPHANUMERIC, 120);
    make.add(
        "sendgrid", "SG." + make.random(ALPHANUMERIC, 22) + ".", make.random(ALPHANUMERIC, 43));
    make.prefixed("twilio", "SK", HEX, 32);
    make.prefixed("vault", "hvs.", ALPHANUMERIC, 90);
    make.prefixed("digital-ocean", "dop_v1_", HEX, 64);
    make.prefixed("sentry-org", "sntrys_", ALPHANUMERIC, 100);
    make.prefixed("sentry-user", "sntryu_", HEX, 64);
    make.prefixed("azure-storage", "AccountKey=", ALPHANUMERIC, 86);
    make.prefixed("azure-sas", "sv=2024-11-04&sig=", ALPHANUMERIC, 43);
    make.prefixed("aws-presigned", "X-Amz-Signature=", HEX, 64);
    make.prefixed("jwt", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.", ALPHANUMERIC, 43);
    make.add(
        "pem",
        "-----BEGIN " + "PRIVATE KEY-----\n",
        make.random(ALPHANUMERIC, 800),
        "\n-----END " + "PRIVATE KEY-----");
    make.add(
        "pgp",
        "-----BEGIN " + "PGP PRIVATE KEY BLOCK-----\n\n",
        make.random(ALPHANUMERIC, 400),
        "\n-----END " + "PGP PRIVATE KEY BLOCK-----");
    make.prefixed("bearer", "Bearer ", ALPHANUMERIC, 32);
    make.basic();
    make.add("postgres-url", "postgres://joe:", make.random(ALPHANUMERIC, 16), "@db.example/x");
    make.add("amqp-url", "amqp://joe:", make.random(ALPHANUMERIC, 16), "@mq.example:5672/x");
    make.add("redis-url", "redis://:", make.random(ALPHANUMERIC, 16), "@cache.example:6379/0");
    make.add("mongo-url", "mongodb+srv://joe:", make.random(ALPHANUMERIC, 16), "@m.example/x");
    make.add("user-url", "https://", make.random(ALPHANUMERIC, 16), "@h.example/x");
    make.add(
        "oracle-url", "jdbc:oracle:thin:joe/", make.random(ALPHANUMERIC, 16), "@//o.example/x");
    make.add(
        "slack-webhook",
        "https://hooks.slack.com/services/T0AB12CD3/B0AB12CD3/",
        make.random(ALPHANUMERIC, 24));
    make.add(
        "discord-webhook",
        "https://discord.com/api/webhooks/123456789012345678/",
        make.random(ALPHANUMERIC, 68));
    make.add(
        "telegram",
        "https://api.telegram.org/bot123456789:AA",
        make.random(ALPHANUMERIC, 33),
        "/x");
    make.card("visa", "4", 16, " ", 4, 4, 4, 4);
    make.card("visa-plain", "4", 16, "", 16);
    make.card("mastercard", "53", 16, "-", 4, 4, 4, 4);
    make.card("amex", "37", 15, " ", 4, 6, 5);
    make.iban("");
    make.iban(" ");
    for (String name :
        List.of(
            "password",
            "pwd",
            "DB_PASS",
            "apiKey",
            "client_secret",
            "access-token",
            "pin",
            "otp")) {
      make.prefixed("by-name", name + "=", ALPHANUMERIC, 14);
    }
    return make.secrets;
  }

  private static final class Maker {

    private final Random random;
    private final List<Secret> secrets = new ArrayList<>();

    Maker(Random random) {
      this.random = random;
    }

    void prefixed(String format, String prefix, String alphabet, int length) {
      add(format, prefix, random(alphabet, length));
    }

    void add(String format, String before, String hidden) {
      add(format, before, hidden, "");
    }

    void add(String format, String before, String hidden, String after) {
      secrets.add(new Secret(format, before + hidden + after, hidden));
    }

    void basic() {
      String hidden = encoded("joe:" + random(ALPHANUMERIC, 15));
      secrets.add(new Secret("basic", "Basic " + hidden, hidden));
    }

    void card(String format, String prefix, int length, String separator, int... groups) {
      String digits = prefix + random("0123456789", length - prefix.length() - 1);
      for (char check = '0'; check <= '9'; check++) {
        if (luhn(digits + check) % 10 == 0) {
          digits += check;
          break;
        }
      }
      List<String> parts = new ArrayList<>();
      int at = 0;
      for (int group : groups) {
        parts.add(digits.substring(at, at + group));
        at += group;
      }
      String text = String.join(separator, parts);
      secrets.add(new Secret(format, text, text));
    }

    void iban(String separator) {
      String account = random("0123456789", 18);
      int remainder = 0;
      // D and E are 13 and 14
      for (char digit : (account + "131400").toCharArray()) {
        remainder = (remainder * 10 + digit - '0') % 97;
      }
      String iban = "DE%02d".formatted(98 - remainder) + account;
      String text = iban.replaceAll("(.{4})(?=.)", "$1" + separator);
      secrets.add(new Secret("iban", text, text));
    }

    // the first character is a digit, as no word has one
    String random(String alphabet, int length) {
      StringBuilder text = new StringBuilder();
      while (text.length() < length) {
        text.append(
            text.length() == 1 && alphabet.contains("7")
                ? '7'
                : alphabet.charAt(random.nextInt(alphabet.length())));
      }
      return text.toString();
    }

    private static int luhn(String digits) {
      int sum = 0;
      for (int i = 0; i < digits.length(); i++) {
        int digit = digits.charAt(digits.length() - 1 - i) - '0';
        int worth = i % 2 == 1 ? 2 * digit : digit;
        sum += worth > 9 ? worth - 9 : worth;
      }
      return sum;
    }

    private static String encoded(String text) {
      return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
