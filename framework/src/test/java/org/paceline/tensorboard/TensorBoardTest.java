package org.paceline.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.checkpoint.OutputException;

class TensorBoardTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-12-01T04:00:00.500Z"), ZoneOffset.UTC);

  @TempDir private Path folder;

  /** The check values of CRC-32C are those of RFC 3720, appendix B.4. */
  @Test
  void checksumsAreMaskedCastagnoli() {
    assertThat(unmasked(new byte[32])).isEqualTo(0x8a9136aa);
    byte[] rising = new byte[32];
    for (int i = 0; i < rising.length; i++) {
      rising[i] = (byte) i;
    }
    assertThat(unmasked(rising)).isEqualTo(0x46dd794e);
  }

  private static int unmasked(byte[] content) {
    return Integer.rotateLeft(RecordStream.checksum(content) - 0xa282ead8, 15);
  }

  @Test
  void theFileIsThatOfTensorFlow() throws IOException {
    try (TensorBoard board = new TensorBoard(folder.resolve("run"), CLOCK)) {
      board.scalars(new TreeMap<>(Map.of("a", 0.5, "b", -2.0)));
    }
    byte[] written = Files.readAllBytes(only());
    List<byte[]> records = records(written);
    assertThat(records).hasSize(2);
    String version = HexFormat.of().formatHex("brain.Event:2".getBytes(StandardCharsets.UTF_8));
    assertThat(hex(records.get(0))).isEqualTo("09" + time() + "1a0d" + version);
    assertThat(hex(records.get(1)))
        .as("step 0; summary of two values: tag, float")
        .isEqualTo(
            "09"
                + time()
                + "1000"
                + "2a14"
                + "0a08"
                + "0a0161"
                + "150000003f"
                + "0a08"
                + "0a0162"
                + "15000000c0");
  }

  /** Seconds since 1970 as a double. */
  private static String time() {
    return hex(
        ByteBuffer.allocate(8)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putDouble(CLOCK.millis() / 1000.0)
            .array());
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private Path only() throws IOException {
    try (var files = Files.list(folder.resolve("run"))) {
      return files.toList().get(0);
    }
  }

  /** Takes the framing apart, and compares both checksums of each record. */
  private static List<byte[]> records(byte[] file) {
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    List<byte[]> records = new ArrayList<>();
    while (in.hasRemaining()) {
      byte[] length = new byte[8];
      in.get(length);
      assertThat(in.getInt()).isEqualTo(RecordStream.checksum(length));
      byte[] content =
          new byte[(int) ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong()];
      in.get(content);
      assertThat(in.getInt()).isEqualTo(RecordStream.checksum(content));
      records.add(content);
    }
    return records;
  }

  @Test
  void aFolderThatCannotBeMadeIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    TensorBoard board = new TensorBoard(file.resolve("run"), CLOCK);
    assertThatThrownBy(() -> board.scalars(Map.of("a", 1.0)))
        .isInstanceOf(OutputException.class)
        .hasMessageStartingWith(file.resolve("run").toString());
  }
}
