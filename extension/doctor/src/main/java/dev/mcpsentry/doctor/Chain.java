package dev.mcpsentry.doctor;

import java.util.ArrayList;
import java.util.List;

/**
 * Checks of which each makes sense only when those before it did not fail.
 *
 * @param links in their order
 */
record Chain(List<Check> links) implements Check {

  static Chain of(Check... links) {
    return new Chain(List.of(links));
  }

  @Override
  public String name() {
    return links.get(0).name();
  }

  @Override
  public List<Finding> findings() {
    List<Finding> all = new ArrayList<>();
    for (Check link : links) {
      List<Finding> findings = Group.ask(link);
      all.addAll(findings);
      if (findings.stream().anyMatch(Finding::failed)) {
        break;
      }
    }
    return all;
  }
}
