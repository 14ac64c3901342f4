package dev.mcpsentry.smoke;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.smoke.jvm.JavaProgram;
import dev.mcpsentry.smoke.mcp.Transport;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A server that is a named module, with everything else on the module path too. SDKs before 2.1.0
 * cannot go there: the module names in their manifests are none.
 */
class ModulePathSmokeTest {

  private static final String VERSION = "2.1.0";

  private static final String DESCRIPTOR =
      """
      module demo.server {
        requires app.tools;
        requires io.modelcontextprotocol.sdk.mcp;
        requires org.apache.tomcat.embed.core;
        uses io.modelcontextprotocol.json.McpJsonMapperSupplier;
      }
      """;

  @TempDir Path folder;

  static Stream<Transport> transports() {
    return Build.rows(List.of(Transport.STREAMABLE), List.of(Transport.STDIO));
  }

  @ParameterizedTest
  @MethodSource("transports")
  void server_answersAsEverAndIsMonitored(Transport transport) throws IOException {
    SideBySide.check(
        JavaProgram.module(modulePath(), "demo.server/dev.mcpsentry.smoke.app.sdk.SdkServer")
            .arguments("--transport", transport.argument(), "--mode", "sync"),
        transport,
        "MCP Java SDK server " + VERSION);
  }

  /** The demo server with a descriptor, compiled here, and the jars it came with. */
  private String modulePath() throws IOException {
    String libraries =
        jars(jar -> !isServer(jar)).map(Path::toString).collect(joining(File.pathSeparator));
    Path server = Files.createDirectory(folder.resolve("server"));
    for (Path jar : jars(ModulePathSmokeTest::isServer).toList()) {
      unpack(jar, server);
    }
    Path descriptor = Files.writeString(folder.resolve("module-info.java"), DESCRIPTOR);
    String[] words = {"-d", server.toString(), "-p", libraries, descriptor.toString()};
    StringWriter said = new StringWriter();
    PrintWriter out = new PrintWriter(said);
    assertThat(ToolProvider.findFirst("javac").orElseThrow().run(out, out, words))
        .as(said.toString())
        .isZero();
    return server + File.pathSeparator + libraries;
  }

  private static Stream<Path> jars(Predicate<Path> wanted) throws IOException {
    try (Stream<Path> jars = Files.list(Build.rowFile("sdk-" + VERSION, "lib"))) {
      return jars.filter(wanted).sorted().toList().stream();
    }
  }

  private static boolean isServer(Path jar) {
    return jar.getFileName().toString().startsWith("app-sdk-0.14");
  }

  private static void unpack(Path jar, Path target) throws IOException {
    try (FileSystem files = FileSystems.newFileSystem(jar);
        Stream<Path> entries = Files.walk(files.getPath("/"))) {
      for (Path entry : entries.filter(path -> path.toString().endsWith(".class")).toList()) {
        Path copy = target.resolve(entry.toString().substring(1));
        Files.createDirectories(copy.getParent());
        Files.copy(entry, copy);
      }
    }
  }
}
