package dev.mcpsentry.sentry.internal.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpsentry.sentry.internal.envelope.Envelope;
import dev.mcpsentry.sentry.internal.envelope.ItemType;
import dev.mcpsentry.sentry.internal.envelope.LossesText;
import dev.mcpsentry.sentry.internal.envelope.Priority;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolFormatTest {

  private static final Envelope.Kept NOBODY =
      new Envelope.Kept() {
        @Override
        public long sinceMillis() {
          return 0;
        }

        @Override
        public void ended() {}
      };
  private static final SpoolFormat.Kind KIND =
      new SpoolFormat.Kind(ItemType.SPAN, Priority.FAILURES, 1_795_000_000_123L);

  @TempDir Path directory;
  private final SpoolEnvelopes envelopes = new SpoolEnvelopes();

  @Test
  void whatIsWritten_isRead() throws IOException {
    List<Envelope> written = List.of(envelopes.spans(1), envelopes.spans(2), envelopes.spans(3));
    Path file = file(SpoolFormat.encode(KIND, written));

    SpoolFormat.Head head = SpoolFormat.head(file);
    assertThat(head.kind()).isEqualTo(KIND);
    assertThat(head.envelopes()).isEqualTo(3);
    assertThat(LossesText.of(head.losses())).isEqualTo("span=6");
    List<Envelope> read = SpoolFormat.decode(file, NOBODY);
    assertThat(texts(read)).isEqualTo(texts(written));
    assertThat(read).extracting(e -> LossesText.of(e.losses())).containsOnly("span=2");
    assertThat(read).extracting(Envelope::type).containsOnly(ItemType.SPAN);
    assertThat(read).extracting(Envelope::priority).containsOnly(Priority.FAILURES);
  }

  @Test
  void fileThatIsCutOffAnywhere_isDamaged() throws IOException {
    byte[] whole = SpoolFormat.encode(KIND, List.of(envelopes.spans(1), envelopes.spans(2)));
    for (int length = 0; length < whole.length; length++) {
      Path file = file(Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> SpoolFormat.head(file)).isInstanceOf(SpoolFormat.Damaged.class);
      assertThatThrownBy(() -> SpoolFormat.decode(file, NOBODY))
          .isInstanceOf(SpoolFormat.Damaged.class);
    }
  }

  @Test
  void holesOfZeros_areDamage() throws IOException {
    byte[] whole = SpoolFormat.encode(KIND, List.of(envelopes.spans(1), envelopes.spans(2)));
    for (int from = 0; from < whole.length; from += 7) {
      byte[] holed = whole.clone();
      Arrays.fill(holed, from, whole.length, (byte) 0);
      assertUnreadable(file(holed));
    }
  }

  @Test
  void everyByte_isUnderAChecksum() throws IOException {
    byte[] whole = SpoolFormat.encode(KIND, List.of(envelopes.spans(1)));
    for (int i = 0; i < whole.length; i++) {
      byte[] wrong = whole.clone();
      wrong[i] ^= 0x41;
      assertUnreadable(file(wrong));
    }
  }

  @Test
  void moreAtTheEnd_isDamage() throws IOException {
    byte[] whole = SpoolFormat.encode(KIND, List.of(envelopes.spans(1)));
    assertUnreadable(file(Arrays.copyOf(whole, whole.length + 1)));
  }

  @Test
  void garbage_isDamage() throws IOException {
    for (int i = 0; i < 200; i++) {
      byte[] garbage = new byte[ThreadLocalRandom.current().nextInt(300)];
      ThreadLocalRandom.current().nextBytes(garbage);
      assertUnreadable(file(garbage));
      byte[] start = "mcp-sentry spool\0\0\0\1".getBytes(StandardCharsets.US_ASCII);
      System.arraycopy(start, 0, garbage, 0, Math.min(start.length, garbage.length));
      assertUnreadable(file(garbage));
    }
  }

  @Test
  void anotherVersion_isToldFromDamage() throws IOException {
    byte[] file = SpoolFormat.encode(KIND, List.of(envelopes.spans(1)));
    file[19] = 2;
    Path path = file(file);
    assertThatExceptionOfType(SpoolFormat.OtherVersion.class)
        .isThrownBy(() -> SpoolFormat.head(path))
        .withMessage("version 2");
  }

  @Test
  void manyEnvelopesOfATrace_takeATenthOfTheirBytes() throws IOException {
    List<Envelope> many = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      many.add(envelopes.spans(i, 4_000));
    }
    assertThat(SpoolFormat.encode(KIND, many)).hasSizeLessThan(100 * 400);
  }

  private static void assertUnreadable(Path file) {
    assertThatThrownBy(() -> SpoolFormat.decode(file, NOBODY))
        .isInstanceOfAny(SpoolFormat.Damaged.class, SpoolFormat.OtherVersion.class);
  }

  private static List<String> texts(List<Envelope> envelopes) {
    return envelopes.stream()
        .map(envelope -> new String(envelope.bytes(), StandardCharsets.UTF_8))
        .toList();
  }

  private Path file(byte[] bytes) throws IOException {
    return Files.write(directory.resolve("file"), bytes);
  }
}
