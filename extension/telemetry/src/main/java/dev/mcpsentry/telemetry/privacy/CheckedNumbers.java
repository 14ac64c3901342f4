package dev.mcpsentry.telemetry.privacy;

import java.util.Locale;

/**
 * Numbers that carry a checksum: payment cards (ISO/IEC 7812: Luhn's, with the issuers' ranges and
 * lengths) and bank accounts (ISO 13616: modulo 97, with the registry's length for each country).
 */
final class CheckedNumbers {

  private static final int SHORTEST = 13;
  private static final int MAX_CARD_DIGITS = 19;
  private static final int MAX_IBAN_CHARS = 34;

  // country and length, by SWIFT's IBAN registry
  private static final String IBAN_LENGTHS =
      "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27"
          + " DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28"
          + " IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24"
          + " ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22"
          + " RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24"
          + " XK20";

  private CheckedNumbers() {}

  /** Whether enough digits stand here for a number that would be looked at. */
  static boolean mayBegin(CharSequence text, int from) {
    int digits = 0;
    for (int at = from; at < text.length() && digits < SHORTEST; at++) {
      char c = text.charAt(at);
      if (isDigit(c)) {
        digits++;
      } else if (!isSeparator(c)) {
        // Telegram's tokens
        return c == ':' || c == '/';
      }
    }
    return digits >= SHORTEST;
  }

  /** Where the card's number ends that begins here; -1 when none does. */
  static int cardEnd(CharSequence text, int from) {
    if (from > 0 && isGlued(text, from - 1, -1)) {
      return -1;
    }
    long number = 0;
    int count = 0;
    char separator = 0;
    int group = 0;
    int cardEnd = -1;
    for (int at = from; count <= MAX_CARD_DIGITS; at++) {
      char c = at < text.length() ? text.charAt(at) : 0;
      if (isDigit(c)) {
        number = number * 10 + (c - '0');
        count++;
        group++;
        continue;
      }
      // what follows may be its verification code or a date
      if (isCard(number, count) && (at == text.length() || !isGlued(text, at, 1))) {
        cardEnd = at;
      }
      boolean goesOn =
          isSeparator(c)
              && (separator == 0 || separator == c)
              && group >= (c == '.' ? 4 : 2)
              && at + 1 < text.length()
              && isDigit(text.charAt(at + 1));
      if (!goesOn) {
        break;
      }
      separator = c;
      group = 0;
    }
    return cardEnd;
  }

  /** Where the digits end that begin here, for the next to look at. */
  static int digitsEnd(CharSequence text, int from) {
    int at = from;
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
    return at;
  }

  /** Whether the number is a card's. */
  static boolean isCard(long number) {
    int count = 0;
    for (long rest = number; rest > 0; rest /= 10) {
      count++;
    }
    return isCard(number, count);
  }

  private static boolean isCard(long number, int count) {
    return count >= SHORTEST
        && count <= MAX_CARD_DIGITS
        && isIssued(number, count)
        && hasLuhn(number);
  }

  private static boolean isIssued(long number, int count) {
    long four = number;
    for (int i = 4; i < count; i++) {
      four /= 10;
    }
    long two = four / 100;
    long three = four / 10;
    return switch ((int) (four / 1000)) {
      case 2 -> four >= 2200 && four <= 2720 && count == 16;
      case 3 -> {
        if (two == 34 || two == 37) {
          yield count == 15;
        }
        boolean diners = three <= 305 || two == 36 || two == 38 || two == 39;
        yield diners ? count == 14 || count == 16 : four >= 3528 && four <= 3589 && count == 16;
      }
      case 4 -> count == 13 || count == 16 || count == 19;
      case 5 -> two <= 58 && count >= 16;
      case 6 -> count >= 16;
      default -> false;
    };
  }

  private static boolean hasLuhn(long number) {
    long sum = 0;
    boolean twice = false;
    for (long rest = number; rest > 0; rest /= 10) {
      long digit = rest % 10;
      long worth = twice ? 2 * digit : digit;
      sum += worth > 9 ? worth - 9 : worth;
      twice = !twice;
    }
    return sum % 10 == 0;
  }

  /** Where the IBAN ends that begins here; -1 when none does. */
  static int ibanEnd(CharSequence text, int from) {
    if (from + 15 > text.length()
        || !isDigit(text.charAt(from + 2))
        || !isDigit(text.charAt(from + 3))) {
      return -1;
    }
    int length = ibanLength(text.charAt(from), text.charAt(from + 1));
    if (length < 0) {
      return -1;
    }
    StringBuilder iban = new StringBuilder(MAX_IBAN_CHARS);
    int at = from;
    while (at < text.length() && iban.length() < length) {
      char c = text.charAt(at);
      if (isAlphanumeric(c)) {
        iban.append(c);
      } else if (!isSeparator(c) || c == '.' || !isSeparated(text, at)) {
        break;
      }
      at++;
    }
    boolean whole = at == text.length() || !isAlphanumeric(text.charAt(at));
    return whole && iban.length() == length && hasModulo97(iban) ? at : -1;
  }

  private static boolean isSeparated(CharSequence text, int at) {
    return at + 1 < text.length() && isAlphanumeric(text.charAt(at + 1));
  }

  private static int ibanLength(char first, char second) {
    String country = ("" + first + second).toUpperCase(Locale.ROOT);
    for (int i = 0; i < IBAN_LENGTHS.length(); i += 5) {
      if (IBAN_LENGTHS.startsWith(country, i)) {
        return Integer.parseInt(IBAN_LENGTHS, i + 2, i + 4, 10);
      }
    }
    return -1;
  }

  private static boolean hasModulo97(CharSequence iban) {
    int remainder = 0;
    for (int i = 0; i < iban.length(); i++) {
      int worth = Character.digit(iban.charAt((i + 4) % iban.length()), 36);
      remainder = (remainder * (worth > 9 ? 100 : 10) + worth) % 97;
    }
    return remainder == 1;
  }

  // a part of a word, of a fraction or of a phone number is no card
  private static boolean isGlued(CharSequence text, int at, int step) {
    char c = text.charAt(at);
    if (Character.isLetterOrDigit(c) || c == '_' || c == '+' && step < 0) {
      return true;
    }
    int next = at + step;
    return c == '.' && next >= 0 && next < text.length() && isDigit(text.charAt(next));
  }

  private static boolean isSeparator(char c) {
    return c == ' ' || c == '-' || c == '.' || c == '\u00a0' || c == '\u202f' || c == '\u2011';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isAlphanumeric(char c) {
    return isDigit(c) || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
  }
}
