package dev.mcpsentry.sentry.internal.sampling;

import dev.mcpsentry.sentry.internal.sampling.YamlNode.Alias;
import dev.mcpsentry.sentry.internal.sampling.YamlNode.Items;
import dev.mcpsentry.sentry.internal.sampling.YamlNode.Pair;
import dev.mcpsentry.sentry.internal.sampling.YamlNode.Pairs;
import dev.mcpsentry.sentry.internal.sampling.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Walks through a YAML text, so that what comes before a mistake is known in spite of it. */
final class YamlWalk {

  private static final int MAX_DEPTH = 8;

  private final Iterator<Event> events;
  private Event next;

  /**
   * What is wrong with a text, so that nothing after it can be understood.
   *
   * <p>{@code line} is the line, from 1; 0 when it is not known.
   */
  static final class Broken extends Exception {

    private static final long serialVersionUID = 1;

    private final int line;

    Broken(int line, String reason) {
      super(reason);
      this.line = line;
    }

    int line() {
      return line;
    }
  }

  YamlWalk(String text) throws Broken {
    LoadSettings settings =
        LoadSettings.builder()
            .setCodePointLimit(RulesFile.MAX_BYTES)
            .setLabel("sampling rules")
            .build();
    try {
      events = new Parse(settings).parseString(text).iterator();
      next = events.next();
    } catch (YamlEngineException problem) {
      throw broken(problem);
    }
  }

  /** What comes next, which stays. */
  boolean isAt(Event.ID kind) {
    return next.getEventId() == kind;
  }

  /** The line of what comes next, from 1. */
  int line() {
    return line(next.getStartMark().orElse(null));
  }

  /** Goes past what comes next. */
  void advance() throws Broken {
    try {
      next = events.next();
    } catch (YamlEngineException problem) {
      throw broken(problem);
    } catch (NoSuchElementException end) {
      throw new Broken(0, "it ends too early");
    }
  }

  /** Takes a whole value. */
  YamlNode node() throws Broken {
    return node(0);
  }

  private YamlNode node(int depth) throws Broken {
    int line = line();
    if (depth > MAX_DEPTH) {
      throw new Broken(line, "it is nested too deeply");
    }
    Event begun = next;
    advance();
    if (begun instanceof ScalarEvent scalar) {
      return new Scalar(scalar.getValue(), line);
    }
    if (begun instanceof SequenceStartEvent) {
      return items(line, depth);
    }
    if (begun instanceof MappingStartEvent) {
      return pairs(line, depth);
    }
    if (begun instanceof AliasEvent alias) {
      return new Alias(alias.getAlias().getValue(), line);
    }
    throw new Broken(line, "nothing is there");
  }

  private Items items(int line, int depth) throws Broken {
    List<YamlNode> items = new ArrayList<>();
    while (!(next instanceof SequenceEndEvent)) {
      items.add(node(depth + 1));
    }
    advance();
    return new Items(items, line);
  }

  private Pairs pairs(int line, int depth) throws Broken {
    List<Pair> pairs = new ArrayList<>();
    while (!(next instanceof MappingEndEvent)) {
      YamlNode key = node(depth + 1);
      pairs.add(new Pair(key, node(depth + 1)));
    }
    advance();
    return new Pairs(pairs, line);
  }

  private static Broken broken(YamlEngineException problem) {
    if (problem instanceof MarkedYamlEngineException marked) {
      return new Broken(line(marked.getProblemMark().orElse(null)), marked.getProblem());
    }
    return new Broken(0, String.valueOf(problem.getMessage()));
  }

  private static int line(@Nullable Mark mark) {
    return mark == null ? 0 : mark.getLine() + 1;
  }
}
