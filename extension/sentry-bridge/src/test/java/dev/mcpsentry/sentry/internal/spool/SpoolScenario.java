package dev.mcpsentry.sentry.internal.spool;

import dev.mcpsentry.sentry.internal.envelope.ClientReports;
import dev.mcpsentry.sentry.internal.envelope.TestEnvelopes;
import dev.mcpsentry.sentry.internal.options.Dsn;
import dev.mcpsentry.telemetry.StderrLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** Spools in a directory, and what they say and lose. */
abstract class SpoolScenario {

  static final String DSN = "http://publickey@127.0.0.1:1/42";
  static final long PATIENCE = TimeUnit.SECONDS.toNanos(20);

  @TempDir Path directory;
  final ByteArrayOutputStream stderr = new ByteArrayOutputStream();
  final ClientReports reports = new ClientReports();
  final SpoolEnvelopes envelopes = new SpoolEnvelopes();
  final List<Spool> running = new ArrayList<>();

  @AfterEach
  void stop() {
    running.forEach(spool -> spool.close(PATIENCE));
  }

  Path ours() throws IOException {
    return SpoolDirectory.of(directory, Dsn.parse(DSN));
  }

  Spool start(TakingServer server) {
    return start(server, DSN, TestSpool.QUICK, SpoolFolder::write);
  }

  Spool start(TakingServer server, String dsn, SpoolLimits limits, SpoolStore.Disk disk) {
    return start(server, directory, dsn, limits, disk);
  }

  Spool start(
      TakingServer server, Path where, String dsn, SpoolLimits limits, SpoolStore.Disk disk) {
    StderrLog log = new StderrLog(new PrintStream(stderr, true, StandardCharsets.UTF_8));
    Spool spool = new Spool(where, Dsn.parse(dsn), reports, log, limits, disk, () -> 1.0);
    Thread thread = new Thread(() -> spool.run(server));
    thread.setDaemon(true);
    thread.start();
    running.add(spool);
    return spool;
  }

  static SpoolLimits limited(long bytes, int files, long ageMillis) {
    SpoolLimits quick = TestSpool.QUICK;
    return new SpoolLimits(
        bytes,
        files,
        quick.fileBytes(),
        quick.lingerNanos(),
        quick.gapNanos(),
        quick.pauseNanos(),
        quick.lookNanos(),
        ageMillis);
  }

  List<Path> kept() {
    return TestSpool.files(directory);
  }

  List<Path> sending() {
    return kept().stream().filter(file -> file.toString().endsWith(SpoolFolder.SENDING)).toList();
  }

  String lost() {
    return TestEnvelopes.losses(reports);
  }

  List<String> lines() {
    return stderr.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
