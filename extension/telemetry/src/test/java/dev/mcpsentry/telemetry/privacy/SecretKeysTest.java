package dev.mcpsentry.telemetry.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretKeysTest {

  private static final List<String> NAMES =
      List.of(
          "pwd",
          "pass",
          "passphrase",
          "pin",
          "otp",
          "auth",
          "sig",
          "signature",
          "sid",
          "dsn",
          "cvc",
          "cvv",
          "iban",
          "ssn",
          "password",
          "secret",
          "token",
          "credential",
          "cookie",
          "jwt",
          "bearer",
          "authorization",
          "connection string",
          "encryption key",
          "ssh key",
          "private key",
          "account number",
          "api key",
          "access key",
          "card number",
          "session id");

  private final SecretKeys keys = new SecretKeys(List.of());

  static Stream<String> spellings() {
    List<String> spellings = new ArrayList<>();
    for (String name : NAMES) {
      String[] words = name.split(" ");
      spellings.add(String.join("_", words));
      spellings.add(String.join("_", words).toUpperCase(Locale.ROOT));
      spellings.add(String.join("-", words));
      spellings.add(String.join(".", words));
      spellings.add(camel(words));
      spellings.add("DB_" + String.join("_", words).toUpperCase(Locale.ROOT));
      spellings.add("my" + capital(camel(words)));
      spellings.add("app.main." + String.join("-", words));
      spellings.add("http.request.header.x-" + String.join("-", words));
      spellings.add(camel(words) + "Value");
      spellings.add(String.join("_", words) + "_2");
      spellings.add(camel(words) + "1");
      spellings.add(name.equals("pass") ? "passes_pass" : camel(words) + "s");
    }
    return spellings.stream();
  }

  @ParameterizedTest
  @MethodSource("spellings")
  void secretName_isOneInEverySpelling(String name) {
    assertThat(keys.of(name).isSecret()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DB_PASS",
        "PGPASSWORD",
        "connectionString",
        "encryptionKey",
        "sshKey",
        "privateKey",
        "accountNumber",
        "JWTs",
        "userJWT",
        "APIKey",
        "x-api-key",
        "Ocp-Apim-Subscription-Key",
        "JSESSIONID",
        "PHPSESSID",
        "csrftoken",
        "X-Amz-Signature",
        "X-Amz-Security-Token",
        "SharedAccessKey",
        "AccountKey",
        "set-cookie",
        "Proxy-Authorization",
        "client_secret",
        "passwordHash",
        "userPasswordOld",
        "credentials",
        "aws_secret_access_key",
        "refresh_token",
        "Passwort",
        "contraseña",
        "mcp-session-id",
        "recoveryCodes",
        "ssh_private_key_pem"
      })
  void namesOfTheField_areSecret(String name) {
    assertThat(keys.of(name).isSecret()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "className",
        "tokenCount",
        "author",
        "passenger",
        "keyboard",
        "signal",
        "monkey",
        "keys",
        "mcp.session.id",
        "gen_ai.usage.input_tokens",
        "gen_ai.usage.output_tokens",
        "gen_ai.request.max_tokens",
        "gen_ai.token.type",
        "maxTokens",
        "tokens_used",
        "prompt_tokens",
        "tokens_per_second",
        "total_tokens",
        "cachedTokens",
        "tokenizer",
        "progressToken",
        "primaryKey",
        "foreign_key",
        "routing_key",
        "messaging.kafka.message.key",
        "cache-key",
        "password_length",
        "passwordPolicy",
        "token_url",
        "session.timeout",
        "session_count",
        "authMethod",
        "signatureAlgorithm",
        "passCount",
        "pass_rate",
        "pinned",
        "pineapple",
        "sidebar",
        "authority",
        "authored",
        "design",
        "spin",
        "compass",
        "bypass",
        "secretary",
        "cookbook",
        "footprint",
        "assign",
        "http.request.method",
        "url.full",
        "db.query.text",
        "server.address",
        "error.type",
        "user_agent.original",
        "k8s.secret.name",
        "thread.name",
        "code.function",
        "http.request.header.content-type",
        "distance",
        "PassengerCount",
        "signalStrength",
        "inside",
        "gen_ai.usage.cache_read.input_tokens",
        "account",
        "number",
        "string",
        "id",
        "code",
        "isbn"
      })
  void otherNames_areNot(String name) {
    assertThat(keys.of(name).isSecret()).isFalse();
  }

  @Test
  void countsOfTokens_areNumbersThatMayBeTold() {
    Redaction redaction = new Redaction(List.of());
    assertThat(redaction.isSecret("tokens", 512L)).isFalse();
    assertThat(redaction.isSecret("tokens", "abc")).isTrue();
    assertThat(redaction.isSecret("pin", 1234L)).isTrue();
    assertThat(redaction.isSecret("otp", true)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "patientName",
        "patient_name",
        "PATIENT-NAME",
        "patient.name",
        "x.patientNames",
        "patientNameOld",
        "patientname",
        "http.request.header.x-patient-name"
      })
  void namesOfTheUser_countInEverySpelling(String name) {
    assertThat(new SecretKeys(List.of("Patient-Name")).of(name).isSecret()).isTrue();
    assertThat(new SecretKeys(List.of("patientName")).of(name).isSecret()).isTrue();
    assertThat(keys.of(name).isSecret()).isFalse();
  }

  @Test
  void hugeNames_areJudgedByTheirEnds() {
    String middle = "x".repeat(60_000);
    assertThat(keys.of(middle + "_password").isSecret()).isTrue();
    assertThat(keys.of("password_" + middle).isSecret()).isTrue();
    assertThat(keys.of(middle).isSecret()).isFalse();
  }

  private static String camel(String[] words) {
    StringBuilder camel = new StringBuilder(words[0]);
    for (int i = 1; i < words.length; i++) {
      camel.append(capital(words[i]));
    }
    return camel.toString();
  }

  private static String capital(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }
}
