package dev.mcpsentry.demo;

import dev.mcpsentry.demo.report.Asked;
import dev.mcpsentry.demo.report.HtmlReport;
import dev.mcpsentry.demo.report.Measured;
import dev.mcpsentry.demo.report.Report;
import dev.mcpsentry.demo.report.Terminal;
import dev.mcpsentry.demo.report.TerminalReport;
import dev.mcpsentry.smoke.bookshop.CarrierService;
import dev.mcpsentry.smoke.ingest.Received;
import dev.mcpsentry.smoke.jvm.ChildJvm;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The program behind {@code ./mvnw -q -Pdemo}. Ends with 1 when something fails. */
public final class Demo {

  private final BuildFiles files;
  private final Terminal terminal;

  private Demo(BuildFiles files, Terminal terminal) {
    this.files = files;
    this.terminal = terminal;
  }

  /** Takes the agent jar, the server's jar, the operations' pages and the output folder. */
  public static void main(String[] args) {
    Runtime.getRuntime().addShutdownHook(new Thread(Demo::endChildren));
    Terminal terminal = Terminal.ofProcess();
    try {
      BuildFiles files = BuildFiles.of(args);
      Files.deleteIfExists(files.done());
      new Demo(files, terminal).show(Destination.of(System.getenv()));
      Files.createFile(files.done());
      System.exit(0);
    } catch (DemoFailure | AssertionError failure) {
      terminal.failure(String.valueOf(failure.getMessage()));
    } catch (RuntimeException | IOException unexpected) {
      terminal.failure(unexpected.toString());
    }
    System.exit(1);
  }

  // also those that the client's transport started
  private static void endChildren() {
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
  }

  private void show(Destination destination) throws IOException {
    try (destination;
        CarrierService carrier = CarrierService.start()) {
      terminal.progress("servers send to " + destination.inWords());
      Servers servers = new Servers(files, destination, carrier.url());
      Visit visit = overHttp(servers).and(overStdio(servers));
      if (destination instanceof Destination.Embedded embedded) {
        terminal.progress("waiting for the last envelope");
        int operations = visit.asked().size();
        Received all = embedded.sentry().await(received -> complete(received, operations));
        show(Report.of(all, OnCall.figures(files.operations(), all)));
      } else {
        new TerminalReport(terminal).sent(visit.asked(), visit.words(), destination.inWords());
      }
    }
  }

  private Visit overHttp(Servers servers) {
    terminal.progress("starting the bookshop, streamable HTTP, under the agent");
    try (ChildJvm server = servers.http()) {
      int port = server.awaitReady();
      terminal.progress("asking it for orders, parcels, quotes and refunds");
      HttpClientStreamableHttpTransport transport =
          HttpClientStreamableHttpTransport.builder("http://127.0.0.1:" + port).build();
      List<Asked> asked;
      try (Assistant assistant = new Assistant("claude-code", transport)) {
        asked =
            assistant
                .hello()
                .listTools()
                .call("find_orders", "customer", "ada")
                .call("track_parcel", "order", "BK-1042")
                .call("quote_shipping", "country", "NZ")
                .call("refund_order", "order", "BK-1043")
                .call("reserve_book", "title", "Gödel, Escher, Bach")
                .call("cancel_order", "order", "BK-1044")
                .prompt("apology_letter")
                .read("shop://opening-hours")
                .asked();
      }
      server.terminate();
      return Visit.of(asked, server.stderr().lines());
    }
  }

  private Visit overStdio(Servers servers) {
    terminal.progress("starting the bookshop, stdio, under the agent");
    Servers.Stdio server = servers.stdio();
    List<Asked> asked;
    try (Assistant assistant = new Assistant("cursor", server.transport())) {
      assistant.hello();
      terminal.progress("asking it for orders");
      asked =
          assistant
              .call("find_orders", "customer", "grace")
              .call("track_parcel", "order", "BK-9999")
              .asked();
    } catch (RuntimeException e) {
      throw new DemoFailure(
          "The stdio server failed: " + e + "\n" + String.join("\n", server.lastWords()), e);
    }
    return Visit.of(asked, server.lastWords());
  }

  private static boolean complete(Received received, int operations) {
    return received.transactions("mcp.server").size() >= operations
        && !received.events().isEmpty()
        && Measured.of(received.metrics()).operations() >= operations;
  }

  private void show(Report report) throws IOException {
    new TerminalReport(terminal).print(report);
    Path page = new HtmlReport().write(report, files.output().resolve("demo.html"));
    terminal.page(page);
  }
}
