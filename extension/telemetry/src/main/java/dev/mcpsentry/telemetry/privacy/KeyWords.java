package dev.mcpsentry.telemetry.privacy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Takes a name apart: camelCase, snake_case, kebab-case and dots into words in lower case. */
final class KeyWords {

  // what a longer name says in its middle is no matter
  private static final int MAX_CHARS = 256;

  private KeyWords() {}

  /** The words, without digits; plurals as they are. */
  static List<String> of(String name) {
    String key = capped(name);
    List<String> words = new ArrayList<>(4);
    int start = 0;
    for (int i = 0; i <= key.length(); i++) {
      boolean letter = i < key.length() && Character.isLetter(key.charAt(i));
      if (!letter || startsWord(key, i)) {
        if (i > start) {
          words.add(key.substring(start, i).toLowerCase(Locale.ROOT));
        }
        start = letter ? i : i + 1;
      }
    }
    return words;
  }

  private static String capped(String name) {
    return name.length() <= MAX_CHARS
        ? name
        : name.substring(0, MAX_CHARS / 2) + '.' + name.substring(name.length() - MAX_CHARS / 2);
  }

  // apiKey, APIKey, but not the plural of JWTs
  private static boolean startsWord(String key, int i) {
    if (i == 0 || !Character.isUpperCase(key.charAt(i))) {
      return false;
    }
    if (Character.isLowerCase(key.charAt(i - 1))) {
      return true;
    }
    if (!Character.isUpperCase(key.charAt(i - 1)) || i + 1 >= key.length()) {
      return false;
    }
    boolean plural =
        key.charAt(i + 1) == 's'
            && (i + 2 == key.length() || !Character.isLowerCase(key.charAt(i + 2)));
    return Character.isLowerCase(key.charAt(i + 1)) && !plural;
  }

  /** The word in the singular, as far as an English s goes. */
  static String singular(String word) {
    return word.length() > 3 && word.endsWith("s") && !word.endsWith("ss")
        ? word.substring(0, word.length() - 1)
        : word;
  }
}
