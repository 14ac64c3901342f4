package dev.mcpsentry.telemetry.privacy;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A published format of a secret, which tells it wherever it stands.
 *
 * @param name what it is, for the documentation
 * @param prefixes what it begins with, one of them
 * @param rest what follows the prefix; a group in it is the secret, else the whole is
 * @param source where the format is published
 * @param example a made-up rest; apart from its prefix, so that nobody takes it for a secret
 * @param lookAlike something harmless that begins alike
 */
record SecretFormat(
    String name,
    List<String> prefixes,
    Pattern rest,
    String source,
    String example,
    String lookAlike) {

  static SecretFormat of(
      String name, String prefixes, String rest, String source, String example, String lookAlike) {
    return new SecretFormat(
        name, List.of(prefixes.split(" ")), Pattern.compile(rest), source, example, lookAlike);
  }
}
