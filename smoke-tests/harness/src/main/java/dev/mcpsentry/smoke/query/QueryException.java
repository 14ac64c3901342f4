package dev.mcpsentry.smoke.query;

/** A query, or an aggregate, that nobody can read. */
public final class QueryException extends IllegalArgumentException {

  private final int position;

  QueryException(String text, int position, String problem) {
    super("%s, at %d of: %s".formatted(problem, position, text));
    this.position = position;
  }

  /** Where, counted in characters from 0. */
  public int position() {
    return position;
  }
}
