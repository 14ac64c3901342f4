package dev.mcpsentry.sentry.internal.sampling;

import java.util.List;

/** A value in a YAML file, and the line it begins in, from 1. */
sealed interface YamlNode {

  int line();

  /** A text, a number or a word. */
  record Scalar(String text, int line) implements YamlNode {}

  /** A reference to something else, which is not followed: what is short could be endless. */
  record Alias(String name, int line) implements YamlNode {}

  /** A sequence. */
  record Items(List<YamlNode> items, int line) implements YamlNode {}

  /** A mapping, in the order of the file; a key may be there twice. */
  record Pairs(List<Pair> pairs, int line) implements YamlNode {}

  /** A key, and what it is mapped to. */
  record Pair(YamlNode key, YamlNode value) {}
}
