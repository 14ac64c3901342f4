package dev.mcpsentry.telemetry.privacy;

import dev.mcpsentry.telemetry.Glob;
import java.util.ArrayList;
import java.util.List;

/**
 * Which names are meant: patterns with stars, in any case, of which those that begin with an
 * exclamation mark deny. Whoever is denied is not meant, whatever else is said; with nothing but
 * denials the others are. Immutable.
 */
public record AllowList(List<Glob> allowed, List<Glob> denied) {

  private static final String NOT = "!";

  public AllowList {
    allowed = List.copyOf(allowed);
    denied = List.copyOf(denied);
  }

  public static AllowList of(List<String> patterns) {
    List<Glob> allowed = new ArrayList<>();
    List<Glob> denied = new ArrayList<>();
    for (String pattern : patterns) {
      if (pattern.startsWith(NOT)) {
        denied.add(new Glob(pattern.substring(NOT.length()).trim(), true));
      } else {
        allowed.add(new Glob(pattern, true));
      }
    }
    return new AllowList(allowed, denied);
  }

  /** Whether the name is meant. */
  public boolean allows(String name) {
    return !denies(name) && (allowed.isEmpty() || isAny(allowed, name));
  }

  /** Whether the name is denied by a pattern of its own. */
  public boolean denies(String name) {
    return isAny(denied, name);
  }

  /** Whether the name is meant, and by a pattern that spells out how it ends. */
  boolean spellsOut(String name, String ending) {
    return !denies(name)
        && allowed.stream().anyMatch(glob -> glob.pattern().endsWith(ending) && glob.matches(name));
  }

  /** Whether every name is meant. */
  boolean isEverything() {
    return denied.isEmpty() && (allowed.isEmpty() || allowed.stream().anyMatch(Glob::isEverything));
  }

  private static boolean isAny(List<Glob> globs, String name) {
    for (Glob glob : globs) {
      if (glob.matches(name)) {
        return true;
      }
    }
    return false;
  }
}
