package dev.mcpsentry.sentry.internal.spool;

import dev.mcpsentry.sentry.internal.envelope.Envelope;
import dev.mcpsentry.sentry.internal.envelope.ItemType;
import dev.mcpsentry.sentry.internal.envelope.Losses;
import dev.mcpsentry.sentry.internal.envelope.LossesText;
import dev.mcpsentry.sentry.internal.envelope.Priority;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UTFDataFormatException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/**
 * A file of envelopes: a head that says what they are and what is lost with them, and the envelopes
 * as they would go over the wire, compressed. Either has its length and checksum, so that a file
 * that is not whole is known by that.
 */
final class SpoolFormat {

  /** An envelope that is larger is not kept. */
  static final int MAX_PLAIN_BYTES = 16 << 20;

  private static final byte[] MAGIC = "mcp-sentry spool".getBytes(StandardCharsets.US_ASCII);
  private static final int VERSION = 1;
  private static final int MAX_HEAD_BYTES = 8 << 10;
  private static final int MAX_FILE_BYTES = 2 * MAX_PLAIN_BYTES;
  private static final int MIN_ENVELOPE_BYTES =
      Envelope.SENT_AT_OFFSET + Envelope.SENT_AT_PLACEHOLDER.length();
  private static final byte[] START = "{\"sent_at\":\"".getBytes(StandardCharsets.US_ASCII);

  private SpoolFormat() {}

  /** What is alike of all envelopes in a file, and since when they are kept. */
  record Kind(ItemType type, Priority priority, long sinceMillis) {}

  /**
   * What a file says of itself.
   *
   * @param bytes of the head
   */
  record Head(Kind kind, int envelopes, Losses losses, int bodyBytes, int bodyCrc, int bytes) {

    long fileBytes() {
      return (long) bytes + bodyBytes;
    }
  }

  /** A file nobody can read, such as one that was not written to its end. */
  static final class Damaged extends IOException {
    private static final long serialVersionUID = 1L;

    Damaged(String message) {
      super(message);
    }
  }

  /** A file of another release. */
  static final class OtherVersion extends IOException {
    private static final long serialVersionUID = 1L;

    OtherVersion(int version) {
      super("version " + version);
    }
  }

  static byte[] encode(Kind kind, List<Envelope> envelopes) throws IOException {
    byte[] body = body(envelopes);
    ByteArrayOutputStream head = new ByteArrayOutputStream(256);
    DataOutputStream out = new DataOutputStream(head);
    out.writeUTF(kind.type().name());
    out.writeUTF(kind.priority().name());
    out.writeLong(kind.sinceMillis());
    out.writeInt(envelopes.size());
    out.writeUTF(
        LossesText.of(new Losses.Several(envelopes.stream().map(Envelope::losses).toList())));
    out.writeInt(body.length);
    out.writeInt(crc(body, 0, body.length));

    ByteArrayOutputStream file = new ByteArrayOutputStream(head.size() + body.length + 32);
    out = new DataOutputStream(file);
    out.write(MAGIC);
    out.writeInt(VERSION);
    out.writeInt(head.size());
    head.writeTo(out);
    out.writeInt(crc(head.toByteArray(), 0, head.size()));
    out.write(body);
    return file.toByteArray();
  }

  private static byte[] body(List<Envelope> envelopes) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream(32 << 10);
    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    try (DataOutputStream out =
        new DataOutputStream(new DeflaterOutputStream(body, deflater, 8 << 10))) {
      for (Envelope envelope : envelopes) {
        out.writeUTF(LossesText.of(envelope.losses()));
        out.writeInt(envelope.bytes().length);
        out.write(envelope.bytes());
      }
    } finally {
      deflater.end();
    }
    return body.toByteArray();
  }

  /** Reads no more than the head; the file has the length that it says. */
  static Head head(Path file) throws IOException {
    Head head;
    try (InputStream in = Files.newInputStream(file)) {
      head = head(in.readNBytes(MAX_HEAD_BYTES));
    }
    if (Files.size(file) != head.fileBytes()) {
      throw new Damaged("not of the length it says");
    }
    return head;
  }

  /** Reads the head of a file that begins so. */
  static Head head(byte[] start) throws IOException {
    int at = MAGIC.length + 8;
    if (start.length < at || !Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw new Damaged("no such file");
    }
    DataInputStream in =
        new DataInputStream(new ByteArrayInputStream(start, MAGIC.length, start.length));
    int version = in.readInt();
    if (version != VERSION) {
      throw new OtherVersion(version);
    }
    int length = in.readInt();
    if (length < 0 || length > start.length - at - 4) {
      throw new Damaged("head is cut off");
    }
    in = new DataInputStream(new ByteArrayInputStream(start, at, length + 4));
    try {
      Head head =
          new Head(
              new Kind(
                  ItemType.valueOf(in.readUTF()), Priority.valueOf(in.readUTF()), in.readLong()),
              in.readInt(),
              LossesText.parse(in.readUTF()),
              in.readInt(),
              in.readInt(),
              at + length + 4);
      if (in.readInt() != crc(start, at, length)
          || head.bodyBytes() < 0
          || head.fileBytes() > MAX_FILE_BYTES) {
        throw new Damaged("head is not what was written");
      }
      return head;
    } catch (IllegalArgumentException | EOFException | UTFDataFormatException e) {
      throw new Damaged("head is not what was written");
    }
  }

  /**
   * Reads the whole file.
   *
   * @param kept whom the envelopes tell of their end
   */
  static List<Envelope> decode(Path file, Envelope.Kept kept) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MAX_FILE_BYTES);
    }
    Head head = head(Arrays.copyOf(bytes, Math.min(bytes.length, MAX_HEAD_BYTES)));
    if (head.fileBytes() != bytes.length
        || head.bodyCrc() != crc(bytes, head.bytes(), head.bodyBytes())) {
      throw new Damaged("not what was written");
    }
    List<Envelope> envelopes = new ArrayList<>();
    try (DataInputStream in =
        new DataInputStream(
            new InflaterInputStream(
                new ByteArrayInputStream(bytes, head.bytes(), head.bodyBytes())))) {
      int left = 2 * MAX_PLAIN_BYTES;
      for (int i = 0; i < head.envelopes(); i++) {
        Losses losses = LossesText.parse(in.readUTF());
        int length = in.readInt();
        left -= length;
        if (length < MIN_ENVELOPE_BYTES || left < 0) {
          throw new Damaged("an envelope of " + length + " bytes");
        }
        byte[] envelope = in.readNBytes(length);
        if (envelope.length < length
            || !Arrays.equals(envelope, 0, START.length, START, 0, START.length)) {
          throw new Damaged("not an envelope");
        }
        envelopes.add(
            Envelope.of(head.kind().type(), head.kind().priority(), envelope, losses, kept));
      }
    } catch (EOFException | UTFDataFormatException | ZipException cutOff) {
      throw new Damaged("not what was written");
    }
    return envelopes;
  }

  private static int crc(byte[] bytes, int from, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, from, length);
    return (int) crc.getValue();
  }
}
