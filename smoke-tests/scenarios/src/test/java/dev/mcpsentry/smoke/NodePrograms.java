package dev.mcpsentry.smoke;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mcpsentry.smoke.node.Node;
import dev.mcpsentry.smoke.node.NodeProgram;
import dev.mcpsentry.smoke.node.NodeProject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The MCP programs in JavaScript, installed once. Without Node their scenarios are skipped. */
final class NodePrograms {

  private static @Nullable Optional<NodeProject> installed;

  private NodePrograms() {}

  /** The protocol's own suite, against a server. */
  static NodeProgram conformance(String... arguments) {
    return project().module("@modelcontextprotocol/conformance/dist/index.js", arguments);
  }

  /** The protocol's own demonstration server. */
  static NodeProgram everything(String transport) {
    return project().module("@modelcontextprotocol/server-everything/dist/index.js", transport);
  }

  /** A client on the TypeScript SDK; it calls one tool and prints the result. */
  static NodeProgram client(String... arguments) {
    return project().script("client.js", arguments);
  }

  /** A server on the TypeScript SDK over stdio, watched by Sentry's own SDK. */
  static NodeProgram server() {
    return project().script("server.js");
  }

  private static synchronized NodeProject project() {
    Optional<NodeProject> project = installed;
    if (project == null) {
      Optional<Node> node = Node.find();
      assumeTrue(node.isPresent(), "No Node.js: install node and npm, and have them on the PATH");
      project =
          node.orElseThrow()
              .install(Build.node(), Build.node().resolve("../../scenarios/target/node"));
      installed = project;
    }
    assumeTrue(project.isPresent(), "No npm registry: npm ci cannot reach it");
    return project.orElseThrow();
  }
}
