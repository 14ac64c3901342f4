package dev.mcpsentry.doctor;

import java.util.ArrayList;
import java.util.List;

/**
 * Checks that have nothing to do with each other.
 *
 * @param members in their order
 */
record Group(List<Check> members) implements Check {

  static Group of(Check... members) {
    return new Group(List.of(members));
  }

  @Override
  public String name() {
    return members.get(0).name();
  }

  @Override
  public List<Finding> findings() {
    List<Finding> all = new ArrayList<>();
    members.forEach(member -> all.addAll(ask(member)));
    return all;
  }

  /** What the check finds; that it cannot look is a finding. */
  static List<Finding> ask(Check check) {
    try {
      return check.findings();
    } catch (Exception | LinkageError problem) {
      return List.of(
          Finding.fail(
              check.name(),
              "could not be checked: " + Problems.words(problem),
              "this is a fault of doctor, please report it"));
    }
  }
}
