package org.paceline.submitter.archive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.paceline.submitter.archive.Checked.images;
import static org.paceline.submitter.archive.Checked.of;
import static org.paceline.submitter.archive.Checked.refused;
import static org.paceline.submitter.archive.Written.PNG;
import static org.paceline.submitter.archive.Written.gzip;
import static org.paceline.submitter.archive.Written.tar;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;

/** Headers of tar cost memory and time as contents do. */
class TarHeadersTest {

  /** An image with a header before it, as often as is said. */
  private static byte[] headers(byte type, byte[] content, int times) throws IOException {
    byte[] header = tar("header", content);
    header[156] = type;
    sum(header);
    int length = 512 + (content.length + 511) / 512 * 512;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < times; i++) {
      bytes.write(header, 0, length);
      bytes.write(tar(i + ".png", PNG), 0, 1024);
    }
    bytes.write(new byte[1024]);
    return bytes.toByteArray();
  }

  private static void sum(byte[] header) {
    Arrays.fill(header, 148, 156, (byte) ' ');
    int sum = 0;
    for (int i = 0; i < 512; i++) {
      sum += header[i] & 0xff;
    }
    byte[] digits = "%06o\0 ".formatted(sum).getBytes(ISO_8859_1);
    System.arraycopy(digits, 0, header, 148, digits.length);
  }

  private static byte[] noise(int length) {
    byte[] noise = new byte[length];
    new Random(7).nextBytes(noise);
    return noise;
  }

  private static byte[] comment(int length) {
    String rest = " comment=" + "a".repeat(length) + "\n";
    int digits = String.valueOf(rest.length() + 3).length();
    return (rest.length() + digits + rest).getBytes(ISO_8859_1);
  }

  /** A name of 100 MiB would be held in memory. */
  @Test
  void oneThatIsLongIsRefused() throws IOException {
    byte[] archive = headers(TarConstants.LF_GNUTYPE_LONGNAME, noise(3_000_000), 1);
    refusedAlsoZipped(archive, "the tar archive has a header of more than 1 MiB");
  }

  @Test
  void oneForTheWholeArchiveIsTakenAsGitWritesIt() throws IOException {
    byte[] archive = headers(TarConstants.LF_PAX_GLOBAL_EXTENDED_HEADER, comment(40), 1);
    assertThat(images(archive)).isEqualTo(1);
    assertThat(images(gzip(archive))).isEqualTo(1);
  }

  /** The library keeps them all to the end: 8 MB of tar.gz took all of the heap. */
  @Test
  void thoseForTheWholeArchiveAreFewAltogether() throws IOException {
    byte[] archive = headers(TarConstants.LF_PAX_GLOBAL_EXTENDED_HEADER, comment(2000), 2);
    refusedAlsoZipped(archive, "the tar archive has global headers of more than 4 KiB");
  }

  @Test
  void theyCountInHowFarAnArchiveGrows() throws IOException {
    byte[] few = headers(TarConstants.LF_PAX_EXTENDED_HEADER_LC, comment(900_000), 4);
    assertThat(images(few)).as("it does not grow").isEqualTo(4);
    byte[] zipped = gzip(few);
    refused(zipped, tooLarge(zipped.length * 100L, "its begin"));
    assertThatThrownBy(() -> new ArchiveCheck(few.length, 1_000_000).check(of(few), new Images()))
        .hasMessage(tooLarge(1_000_000, "'0.png'"));
  }

  private static void refusedAlsoZipped(byte[] archive, String message) throws IOException {
    refused(archive, message);
    refused(gzip(archive), message);
  }

  private static String tooLarge(long most, String where) {
    return "the archive may grow to %s bytes when it is unpacked, and is over that at %s"
        .formatted(most, where);
  }

  /** It is held in memory too. */
  @Test
  void oneOfGzipThatIsLongIsRefused() throws IOException {
    byte[] good = gzip(tar("a.png", PNG));
    assertThat(images(named(good, "a.tar"))).isEqualTo(1);
    assertThat(images(join(named(good, "a.tar"), named(good, "b.tar")))).isEqualTo(1);
    refused(
        named(good, "a".repeat(3_000_000)), "the tar.gz archive has a header of more than 1 MiB");
  }

  /** With the name of a file in its header (RFC 1952). */
  private static byte[] named(byte[] gzip, String name) {
    byte[] start = Arrays.copyOf(gzip, 10);
    start[3] = 8;
    byte[] rest = Arrays.copyOfRange(gzip, 10, gzip.length);
    return join(join(start, (name + "\0").getBytes(ISO_8859_1)), rest);
  }

  private static byte[] join(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
