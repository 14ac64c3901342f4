package dev.mcpsentry.telemetry.privacy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which names say that their value is a secret. Names are compared word by word, whatever their
 * spelling ({@link KeyWords}). Thread-safe; remembers the verdict on the first {@value
 * #MAX_REMEMBERED} names.
 */
final class SecretKeys {

  /** How much a name gives away. */
  enum Verdict {
    /** Nothing. */
    HARMLESS,
    /** The value is a secret unless it is a number: {@code tokens}. */
    UNLESS_NUMBER,
    /** The value is a secret, but in prose the name means many things: {@code token}. */
    WEAK,
    /** The value is a secret, in prose too: {@code password}. */
    STRONG;

    boolean isSecret() {
      return this != HARMLESS;
    }
  }

  private static final int MAX_REMEMBERED = 512;
  private static final int MAX_REMEMBERED_CHARS = 64;

  // Sentry and OpenTelemetry show the first as it is, and a setting hashes it; the second is a word
  private static final Set<String> HARMLESS_NAMES =
      Set.of("mcp.session.id", "app.oauth.token_exchange.outcome");

  /** Secret wherever it stands among the words. */
  private static final Set<String> ANYWHERE =
      words(
          "password passwd pwd passphrase passcode secret credential cookie authorization bearer"
              + " jwt passwort kennwort contraseña senha");

  /** Secret as the first or the last word. */
  private static final Set<String> AT_AN_END =
      words(
          "pass pin otp totp auth oauth sig signature sid token dsn cvc cvv csc cvn iban ssn jwe jws"
              + " cred sas psk session sessid passkey csrf xsrf");

  /** Secret as the first or the last two words. */
  private static final Set<String> PAIRS =
      pairs(
          "key: api access private secret ssh encryption decryption signing master shared account"
              + " storage subscription auth license service client consumer crypto symmetric aes"
              + " hmac rsa pgp gpg deploy admin session app application security recovery",
          "number: card account",
          "no: card account",
          "string: connection conn",
          "id: session",
          "code: security verification auth access pin card recovery backup mfa",
          "security: social",
          "card: credit debit",
          "account: bank");

  /** Secret though written as one word. */
  private static final List<String> PARTS =
      List.of(
          "password",
          "passwd",
          "passphrase",
          "apikey",
          "accesskey",
          "privatekey",
          "secretkey",
          "encryptionkey",
          "sshkey",
          "clientsecret",
          "accesstoken",
          "refreshtoken",
          "authtoken",
          "sessionid",
          "sessid",
          "connectionstring",
          "creditcard",
          "cardnumber",
          "accountnumber");

  /** As the last word they say that the value is about the secret, and not the secret. */
  private static final Set<String> ABOUT =
      words(
          "count counter total limit used usage usages budget length len size type kind policy"
              + " algorithm alg method mode expiry expiration expires ttl enabled disabled required"
              + " valid url uri endpoint path file filename folder directory version duration timeout"
              + " age min max strength name username user realm scope role provider status state"
              + " result rate ratio percent through exception error failure fault handler filter"
              + " service manager controller validator factory encoder decoder server host port"
              + " time timestamp date at level left consumed second minute hour day per event"
              + " module config configuration settings failed success attempts retries");

  /** Before tokens they say that a model's are counted, before a token that it points somewhere. */
  private static final Set<String> COUNTED =
      words(
          "max min input output total prompt completion cached cache reasoning used num number usage"
              + " budget thinking audio text image estimated remaining available context window"
              + " generated new per read write creation limit accepted rejected prediction"
              + " candidates tool billed page progress stop eos bos pad unk");

  private final List<List<String>> own = new ArrayList<>();
  private final Map<String, Verdict> remembered = new ConcurrentHashMap<>();

  /**
   * @param own the user's names, in any spelling
   */
  SecretKeys(List<String> own) {
    for (String name : own) {
      List<String> words = singular(KeyWords.of(name));
      if (!words.isEmpty()) {
        this.own.add(words);
      }
    }
  }

  Verdict of(String name) {
    Verdict known = remembered.get(name);
    if (known == null) {
      known = judge(name);
      if (remembered.size() < MAX_REMEMBERED && name.length() <= MAX_REMEMBERED_CHARS) {
        remembered.put(name, known);
      }
    }
    return known;
  }

  /** Whether two words in a row, such as {@code private key}, are one secret name. */
  Verdict ofPair(String first, String second) {
    List<String> words = KeyWords.of(first);
    if (words.isEmpty()) {
      return Verdict.HARMLESS;
    }
    String pair = words.get(words.size() - 1) + ' ' + second.toLowerCase(Locale.ROOT);
    return PAIRS.contains(pair) || isOwn(singular(KeyWords.of(pair)))
        ? Verdict.STRONG
        : Verdict.HARMLESS;
  }

  private Verdict judge(String name) {
    List<String> plain = KeyWords.of(name);
    if (plain.isEmpty() || HARMLESS_NAMES.contains(name)) {
      return Verdict.HARMLESS;
    }
    List<String> words = singular(plain);
    if (isOwn(words)) {
      return Verdict.STRONG;
    }
    String last = words.get(words.size() - 1);
    if (words.size() > 1 && (ABOUT.contains(last) || ABOUT.contains(plain.get(plain.size() - 1)))) {
      return Verdict.HARMLESS;
    }
    if (isStrong(words)) {
      return Verdict.STRONG;
    }
    if (last.equals("token")) {
      boolean plural = plain.get(plain.size() - 1).equals("tokens");
      return words.size() > 1 && COUNTED.contains(words.get(words.size() - 2))
          ? Verdict.HARMLESS
          : plural ? Verdict.UNLESS_NUMBER : Verdict.WEAK;
    }
    return AT_AN_END.contains(last) || AT_AN_END.contains(words.get(0)) || endsLikeSecret(last)
        ? Verdict.WEAK
        : Verdict.HARMLESS;
  }

  private static boolean isStrong(List<String> words) {
    for (String word : words) {
      if (ANYWHERE.contains(word)) {
        return true;
      }
    }
    int size = words.size();
    if (size > 1
        && (PAIRS.contains(words.get(0) + ' ' + words.get(1))
            || PAIRS.contains(words.get(size - 2) + ' ' + words.get(size - 1)))) {
      return true;
    }
    String squeezed = String.join("", words);
    for (String part : PARTS) {
      if (squeezed.contains(part)) {
        return true;
      }
    }
    return false;
  }

  // names without any seam: csrftoken, dbpwd, clientsecret, setcookie
  private static boolean endsLikeSecret(String word) {
    return word.endsWith("token")
        || word.endsWith("pwd")
        || word.endsWith("secret")
        || word.endsWith("cookie");
  }

  private boolean isOwn(List<String> words) {
    for (List<String> name : own) {
      int size = name.size();
      if (words.size() >= size
          && (words.subList(0, size).equals(name)
              || words.subList(words.size() - size, words.size()).equals(name)
              || String.join("", words).equals(String.join("", name)))) {
        return true;
      }
      if (words.size() < size && String.join("", words).equals(String.join("", name))) {
        return true;
      }
    }
    return false;
  }

  private static List<String> singular(List<String> words) {
    return words.stream().map(KeyWords::singular).toList();
  }

  private static Set<String> words(String words) {
    return Set.of(words.split(" "));
  }

  private static Set<String> pairs(String... rows) {
    List<String> pairs = new ArrayList<>();
    for (String row : rows) {
      int colon = row.indexOf(':');
      for (String first : row.substring(colon + 2).split(" ")) {
        pairs.add(first + ' ' + row.substring(0, colon));
      }
    }
    return Set.copyOf(pairs);
  }
}
