package dev.mcpsentry.demo.report;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Writes a {@link Report} as one page that needs no network. */
public final class HtmlReport {

  private final PebbleEngine engine;

  public HtmlReport() {
    ClasspathLoader loader = new ClasspathLoader(HtmlReport.class.getClassLoader());
    loader.setPrefix("dev/mcpsentry/demo/report");
    // escaping is on by default
    engine = new PebbleEngine.Builder().loader(loader).strictVariables(true).build();
  }

  /** Writes the page and answers where it is. */
  public Path write(Report report, Path page) throws IOException {
    Files.createDirectories(page.toAbsolutePath().getParent());
    try (Writer writer = Files.newBufferedWriter(page)) {
      engine.getTemplate("page.peb").evaluate(writer, Map.of("report", report));
    }
    return page.toAbsolutePath();
  }
}
