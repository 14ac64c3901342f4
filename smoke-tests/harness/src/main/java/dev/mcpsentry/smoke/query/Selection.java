package dev.mcpsentry.smoke.query;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A search and what is made of what it finds.
 *
 * @param fields what is shown, and what aggregates are grouped by
 * @param sort a field or an aggregate of it, {@code -} in front for the largest first; empty for no
 *     order
 */
public record Selection(
    Dataset dataset, Query query, List<String> fields, List<Aggregate> aggregates, String sort) {

  private static final int MAX_ATTEMPTS = 10_000;

  /**
   * One line of the result.
   *
   * @param fields their values, empty where there is none
   * @param numbers the aggregates
   */
  public record Row(List<String> fields, List<Double> numbers) {

    public Row {
      fields = List.copyOf(fields);
      numbers = List.copyOf(numbers);
    }

    /** Everything of it for people. */
    public List<String> cells() {
      List<String> cells = new ArrayList<>(fields);
      numbers.forEach(number -> cells.add(inWords(number)));
      return List.copyOf(cells);
    }

    private static String inWords(double number) {
      return number == Math.rint(number)
          ? String.valueOf((long) number)
          : String.format(Locale.ROOT, "%.2f", number);
    }
  }

  public Selection {
    fields = List.copyOf(fields);
    aggregates = List.copyOf(aggregates);
  }

  /**
   * Reads its parts.
   *
   * @throws QueryException when one of them cannot be read, or it is sorted by something else
   */
  public static Selection parse(
      Dataset dataset, String query, List<String> fields, List<String> aggregates, String sort) {
    List<Aggregate> parsed =
        aggregates.stream().map(aggregate -> Aggregate.parse(dataset, aggregate)).toList();
    String sorted = sort.startsWith("-") ? sort.substring(1) : sort;
    if (!sorted.isEmpty() && !fields.contains(sorted) && !aggregates.contains(sorted)) {
      throw new QueryException(sort, 0, "Neither a field nor an aggregate of it");
    }
    return new Selection(dataset, Query.parse(query), fields, parsed, sort);
  }

  /** All attributes and columns it names. */
  public Set<String> keys() {
    Set<String> keys = new LinkedHashSet<>(query.keys());
    keys.addAll(fields);
    aggregates.forEach(aggregate -> keys.addAll(aggregate.keys()));
    return keys;
  }

  /** What it finds. */
  public List<Item> matches(List<Item> items) {
    Set<String> metrics =
        aggregates.stream()
            .flatMap(aggregate -> aggregate.metric().stream())
            .collect(Collectors.toSet());
    return items.stream()
        .filter(
            item ->
                metrics.isEmpty() || metrics.contains(String.valueOf(item.text(Items.METRIC_NAME))))
        .filter(query::matches)
        .toList();
  }

  /** The same with another query. */
  public Selection with(Query other) {
    return new Selection(dataset, other, fields, aggregates, sort);
  }

  /**
   * The same with its blanks filled in from what there is, so that it finds something and not
   * everything; empty when there is no such filling.
   */
  public Optional<Selection> filledFrom(List<Item> items) {
    List<Map<String, String>> fillings = List.of(Map.of());
    for (Map.Entry<String, String> blank : query.blanks().entrySet()) {
      List<String> values =
          items.stream().map(item -> item.text(blank.getValue())).filter(Objects::nonNull).toList();
      List<Map<String, String>> more = new ArrayList<>();
      for (Map<String, String> filling : fillings) {
        for (String value : new LinkedHashSet<>(values)) {
          if (more.size() < MAX_ATTEMPTS) {
            Map<String, String> next = new LinkedHashMap<>(filling);
            next.put(blank.getKey(), value);
            more.add(next);
          }
        }
      }
      fillings = more;
    }
    return fillings.stream()
        .map(filling -> with(query.filled(filling)))
        .filter(filled -> filled.findsSomeOf(items))
        .findFirst();
  }

  /** Whether it finds something, not everything, and each of its fields on something it finds. */
  public boolean findsSomeOf(List<Item> items) {
    List<Item> found = matches(items);
    return !found.isEmpty() && found.size() < items.size() && missing(found).isEmpty();
  }

  /** What is to be shown or counted, and stands on nothing that was found. */
  public List<String> missing(List<Item> found) {
    return Stream.concat(
            fields.stream(), aggregates.stream().flatMap(aggregate -> aggregate.keys().stream()))
        .distinct()
        .filter(key -> found.stream().noneMatch(item -> item.has(key)))
        .toList();
  }

  /** What it shows: a line for each combination of its fields, or for each item it finds. */
  public List<Row> rows(List<Item> items) {
    List<Item> found = matches(items);
    List<Row> rows =
        aggregates.isEmpty()
            ? found.stream().map(item -> new Row(values(item), List.of())).toList()
            : found.stream()
                .collect(
                    Collectors.groupingBy(this::values, LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(group -> new Row(group.getKey(), numbers(group.getValue())))
                .toList();
    return sort.isEmpty() ? rows : rows.stream().sorted(order()).toList();
  }

  private List<String> values(Item item) {
    return fields.stream().map(item::text).map(value -> value == null ? "" : value).toList();
  }

  private List<Double> numbers(List<Item> items) {
    return aggregates.stream().map(aggregate -> aggregate.of(items)).toList();
  }

  private Comparator<Row> order() {
    boolean down = sort.startsWith("-");
    String by = down ? sort.substring(1) : sort;
    int field = fields.indexOf(by);
    int number = aggregates.stream().map(Aggregate::toString).toList().indexOf(by);
    Comparator<Row> order =
        field >= 0
            ? Comparator.comparing(row -> row.fields().get(field))
            : Comparator.comparing(row -> row.numbers().get(number));
    return down ? order.reversed() : order;
  }
}
