package org.paceline.submitter.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.paceline.submitter.archive.Checked.images;
import static org.paceline.submitter.archive.Checked.refused;
import static org.paceline.submitter.archive.Written.PNG;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/** Extra fields: of one, a path in Unicode (0x7075), programs that unpack take the name. */
class ZipNamesTest {

  private static final String RULE = "'a.png' has another name in its field for Unicode (0x7075)";

  /** Java's own writer writes what it is given, to the directory as well. */
  private static byte[] zip(String name, byte[]... fields) throws IOException {
    ByteArrayOutputStream extra = new ByteArrayOutputStream();
    for (byte[] field : fields) {
      extra.write(field);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      ZipEntry entry = new ZipEntry(name);
      entry.setExtra(extra.toByteArray());
      zip.putNextEntry(entry);
      zip.write(PNG);
    }
    return bytes.toByteArray();
  }

  private static byte[] path(String path) {
    CRC32 crc = new CRC32();
    crc.update("a.png".getBytes(UTF_8));
    byte[] name = path.getBytes(UTF_8);
    return little(9 + name.length)
        .putShort((short) 0x7075)
        .putShort((short) (5 + name.length))
        .put((byte) 1)
        .putInt((int) crc.getValue())
        .put(name)
        .array();
  }

  private static ByteBuffer little(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Info-ZIP tells the owner by four bytes, of which the library keeps those that are needed. */
  @Test
  void fieldsThatTheLibraryShortensAreTaken() throws IOException {
    byte[] owner = {0x75, 0x78, 11, 0, 1, 4, 100, 0, 0, 0, 4, 100, 0, 0, 0};
    assertThat(images(zip("a.png", owner))).isEqualTo(1);
  }

  @Test
  void whatIsBeforeTheFirstEntryIsRefused() throws IOException {
    byte[] archive = zip("a.png");
    byte[] moved = new byte[archive.length + 4];
    System.arraycopy(archive, 0, moved, 4, archive.length);
    moved[0] = 'P';
    moved[1] = 'K';
    int end = moved.length - 22;
    ByteBuffer.wrap(moved)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(end + 16, indexOfDirectory(archive) + 4);
    refused(moved, "it is no archive: neither ZIP nor tar nor tar.gz");
  }

  @Test
  void aSecondNameIsTheFirst() throws IOException {
    assertThat(images(zip("a.png", path("a.png")))).isEqualTo(1);
    refused(zip("a.png", path("../../../evil.png")), RULE);
    refused(zip("a.png", path("b.png")), RULE);
    refused(zip("a.png", path("a.png"), path("../evil.png")), RULE);
    byte[] other = {0x55, 0x55, 2, 0, 1, 1};
    refused(zip("a.png", other, path("../evil.png")), RULE);
  }

  @Test
  void aSecondNameOfTheDirectoryOnlyIsRefused() throws IOException {
    byte[] archive = zip("a.png", path("../evil.png"));
    archive[30 + "a.png".length()]++;
    refused(archive, RULE);
  }

  @Test
  void aSecondNameOfTheEntryOnlyIsRefused() throws IOException {
    byte[] one = path("../evil.png");
    byte[] archive = zip("a.png", one);
    archive[indexOfDirectory(archive) + 46 + "a.png".length()]++;
    refused(archive, RULE);
    byte[] two = zip("a.png", path("a.png"), one);
    two[indexOfDirectory(two) + 46 + "a.png".length() + path("a.png").length]++;
    refused(two, RULE);
  }

  private static int indexOfDirectory(byte[] archive) {
    int at = archive.length - 22;
    return ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN).getInt(at + 16);
  }

  @Test
  void aSecondNameThatIsCutOffIsRefused() throws IOException {
    byte[] longer = path("a.png");
    longer[2]++;
    refused(zip("a.png", longer), "an extra field of the ZIP archive is cut off");
    byte[] empty = little(4).putShort((short) 0x7075).putShort((short) 0).array();
    refused(zip("a.png", empty), RULE);
  }
}
