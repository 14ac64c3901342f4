package dev.mcpsentry.smoke.oncall;

import java.util.List;

/**
 * A row of one of the runbook's tables.
 *
 * @param about what is known, or asked
 * @param keys the attributes that say it
 * @param recipes the anchors of the recipes that go on from there
 */
public record Pivot(String about, List<String> keys, List<String> recipes) {

  public Pivot {
    keys = List.copyOf(keys);
    recipes = List.copyOf(recipes);
  }
}
