package dev.mcpsentry.telemetry.privacy;

import java.util.Base64;
import java.util.Locale;
import java.util.Set;

/** Tells what people write from what programs generate. */
final class Prose {

  /** With these something is said about a secret: {@code password must not be blank}. */
  private static final Set<String> SAYING =
      Set.of(
          ("must should shall is was are were be been can cannot could may not no none null nil undefined"
                  + " expected expects required requires invalid missing mandatory too has have had"
                  + " does do did doesn failed unauthorized denied expired incorrect wrong unknown"
                  + " unsupported size length minimum maximum at valid verified ok okay closed opened"
                  + " open success successful enabled disabled yes read write list delete admin manage"
                  + " update create all get set optional empty blank revoked rejected accepted refused"
                  + " present absent unset true false connection unexpected error please use your"
                  + " the a an this that in on for of and or but when while already only never always"
                  + " found given provided supplied bad mismatch matches verification creating loading"
                  + " authentication authorization")
              .split(" "));

  /** What follows {@code Bearer} where nobody's token does. */
  private static final Set<String> AFTER_BEARER =
      Set.of(
          ("authentication authorization authorisation credentials credential security challenge"
                  + " challenges certificate tokens scheme required requires header headers"
                  + " authenticated protected instruments ownership")
              .split(" "));

  private static final int LONGEST_WORD = 24;

  private Prose() {}

  /** Whether the sentence that begins here says something about its subject. */
  static boolean isSaying(CharSequence text, int from, int to) {
    int wordEnd = wordEnd(text, from, to);
    return wordEnd > from
        && wordEnd - from < LONGEST_WORD
        && SAYING.contains(lower(text, from, wordEnd));
  }

  /** Whether the one word is what documentation says after {@code Bearer}. */
  static boolean isWord(CharSequence text, int from, int to) {
    int wordEnd = wordEnd(text, from, to);
    if (wordEnd < to && text.charAt(wordEnd) == '=') {
      return startsChallenge(lower(text, from, wordEnd));
    }
    return wordEnd - from < LONGEST_WORD
        && to - wordEnd <= 1
        && AFTER_BEARER.contains(lower(text, from, wordEnd));
  }

  // WWW-Authenticate: Bearer realm="..."
  private static boolean startsChallenge(String parameter) {
    return switch (parameter) {
      case "realm", "scope", "error", "resource", "error_description", "resource_metadata" -> true;
      default -> false;
    };
  }

  /** Whether this is the base64 of something with a colon, as basic authentication has it. */
  static boolean isUserAndPassword(CharSequence text, int from, int to) {
    int last = to;
    while (last > from && ".=~".indexOf(text.charAt(last - 1)) >= 0) {
      last--;
    }
    if ((last - from) % 4 == 1) {
      // what a cut left over is still telling
      last--;
    }
    String base64 = text.subSequence(from, last).toString();
    try {
      byte[] decoded = Base64.getDecoder().decode(base64.replace('-', '+').replace('_', '/'));
      for (byte b : decoded) {
        if (b == ':') {
          return true;
        }
      }
      return false;
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }

  /** Whether letters only, perhaps with a full stop, stand here. */
  static boolean isLetters(CharSequence text, int from, int to) {
    int end = to;
    while (end > from && ".,:;!?)".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    for (int i = from; i < end; i++) {
      char c = text.charAt(i);
      if (!Character.isLetter(c) && c != '\'' && c != '’') {
        return false;
      }
      // camel case, but not CAPITALS
      if (i > from && Character.isUpperCase(c) && Character.isLowerCase(text.charAt(i - 1))) {
        return false;
      }
    }
    return true;
  }

  /** Whether this looks made by a program: digits among letters, or long. */
  static boolean looksGenerated(CharSequence text, int from, int to) {
    if (to - from >= 20 && SecretScan.isAlphanumeric(text.charAt(from))) {
      return true;
    }
    boolean digit = false;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      digit |= c >= '0' && c <= '9';
      if (c == '(' || c == '{' || c == '<') {
        return false;
      }
    }
    return digit && to - from >= 4;
  }

  private static int wordEnd(CharSequence text, int from, int to) {
    int end = from;
    while (end < to && (Character.isLetter(text.charAt(end)) || text.charAt(end) == '_')) {
      end++;
    }
    return end;
  }

  private static String lower(CharSequence text, int from, int to) {
    return text.subSequence(from, Math.min(to, from + 64)).toString().toLowerCase(Locale.ROOT);
  }
}
