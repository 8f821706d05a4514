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
import static org.paceline.submitter.archive.Written.zip;
import static org.paceline.submitter.archive.Written.zip64;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveCheckTest {

  private static final long MOST = Checked.MOST;

  @Test
  void imagesAreTakenFromEveryForm() throws IOException {
    Object[] files = {"cats/", new byte[0], "cats/1.png", PNG, "Büche/2.PNG", PNG};
    assertThat(images(zip(files))).isEqualTo(2);
    assertThat(images(zip64(files))).isEqualTo(2);
    assertThat(images(tar(files))).isEqualTo(2);
    assertThat(images(gzip(tar(files)))).isEqualTo(2);
    assertThat(images(gzip(tar("./", new byte[0], "./1.png", PNG)))).isEqualTo(1);
    String deep = "a".repeat(120) + "/" + "b".repeat(120) + ".png";
    assertThat(images(tar(deep, PNG))).as("a header of its own for the name").isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../1.png",
        "a/../../1.png",
        "/1.png",
        "a\\1.png",
        "c:1.png",
        "a//1.png",
        "a\u00011"
      })
  void namesThatLeadOutOfTheFolderAreRefused(String name) throws IOException {
    String rule =
        "a name must lead to a place below the archive's own folder, not '%s'"
            .formatted(name.replace('\u0001', '?'));
    refused(zip("0.png", PNG, name, PNG), rule);
    refused(tar("0.png", PNG, name, PNG), rule);
    refused(gzip(tar("0.png", PNG, name, PNG)), rule);
  }

  @ParameterizedTest
  @ValueSource(
      bytes = {
        TarConstants.LF_LINK,
        TarConstants.LF_SYMLINK,
        TarConstants.LF_CHR,
        TarConstants.LF_BLK,
        TarConstants.LF_FIFO
      })
  void linksAndDevicesOfTarAreRefused(byte type) throws IOException {
    refused(tar("a.png", type), "'a.png' is neither a file nor a folder");
    refused(gzip(tar("a.png", type)), "'a.png' is neither a file nor a folder");
  }

  /** A link, devices, a pipe and a socket, as Unix writes them. */
  @ParameterizedTest
  @ValueSource(ints = {0xa0, 0x20, 0x60, 0x10, 0xc0})
  void linksAndDevicesOfZipAreRefused(int type) throws IOException {
    byte[] archive = zip("a.png", PNG);
    archive[listed(archive) + 41] = (byte) type;
    refused(archive, "'a.png' is neither a file nor a folder");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 0x80, 0x40})
  void filesAndFoldersOfZipAreTaken(int type) throws IOException {
    byte[] archive = zip("a.png", PNG);
    archive[listed(archive) + 41] = (byte) type;
    assertThat(images(archive)).isEqualTo(1);
  }

  /** Where the directory of a ZIP archive begins. */
  private static int listed(byte[] archive) {
    return new String(archive, ISO_8859_1).indexOf("PK\u0001\u0002");
  }

  @Test
  void nothingComesTwice() throws IOException {
    refused(tar("a.png", PNG, "a.png", PNG), "the archive has 'a.png' twice");
    String twice =
        new String(zip("a.png", PNG, "b.png", PNG), ISO_8859_1).replace("b.png", "a.png");
    refused(twice.getBytes(ISO_8859_1), "the archive has 'a.png' twice");
  }

  @Test
  void theDirectoryAndTheEntriesAgree() throws IOException {
    byte[] good = zip("aaaaaaaa.png", PNG, "bbbbbbbb.png", PNG);
    String text = new String(good, ISO_8859_1);
    int name = text.lastIndexOf("aaaaaaaa.png");
    String renamed = text.substring(0, name) + "../../aa.png" + text.substring(name + 12);
    refused(
        renamed.getBytes(ISO_8859_1),
        "'aaaaaaaa.png' is not in the archive's directory, or not in its order");

    byte[] overlapping = good.clone();
    int second = text.lastIndexOf("PK\u0001\u0002");
    Arrays.fill(overlapping, second + 42, second + 46, (byte) 0);
    refused(overlapping, "'bbbbbbbb.png' is not where the archive's directory says");

    byte[] lies = good.clone();
    lies[listed(good) + 24] = 100;
    assertThatThrownBy(() -> images(lies))
        .hasMessageMatching(
            "'aaaaaaaa.png' has 11 bytes with the CRC (\\w{8}),"
                + " and the archive's directory says 100 with \\1");

    byte[] fewer = good.clone();
    int end = text.lastIndexOf("PK\u0005\u0006");
    fewer[end + 8] = 1;
    fewer[end + 10] = 1;
    refused(fewer, "'bbbbbbbb.png' is not in the archive's directory, or not in its order");
    byte[] elsewhere = good.clone();
    elsewhere[end + 16]--;
    refused(elsewhere, "the directory of the ZIP archive is not where it says");
  }

  @Test
  void zip64ThatLiesIsRefused() throws IOException {
    byte[] good = zip64("a.png", PNG);
    String text = new String(good, ISO_8859_1);
    int end = text.lastIndexOf("PK\u0006\u0006");
    byte[] many = good.clone();
    many[end + 36] = 1;
    refused(many, "an archive may have 500000 entries, not 4294967297");
    byte[] elsewhere = good.clone();
    elsewhere[end + 48]++;
    refused(elsewhere, "the directory of the ZIP archive is not where it says");
    byte[] locator = good.clone();
    locator[text.lastIndexOf("PK\u0006\u0007") + 8]++;
    refused(locator, "the directory of the ZIP archive is not where it says");
  }

  @Test
  void whatGrowsWithoutMeasureIsRefused() throws IOException {
    byte[] zipped = zip("a.bmp", bmp(30_000_000));
    refused(zipped, tooLarge(zipped.length * 100L));
    byte[] tarred = gzip(tar("a.bmp", bmp(30_000_000)));
    refused(tarred, tooLarge(tarred.length * 100L));
    byte[] large = tar("a.bmp", bmp(30_000_000));
    assertThatThrownBy(
            () -> new ArchiveCheck(large.length, 1_000_000).check(of(large), new Images()))
        .hasMessage(tooLarge(1_000_000));
  }

  private static byte[] bmp(int length) {
    byte[] bytes = new byte[length];
    bytes[0] = 'B';
    bytes[1] = 'M';
    return bytes;
  }

  private static String tooLarge(long most) {
    return "the archive may grow to %s bytes when it is unpacked, and is over that at 'a.bmp'"
        .formatted(most);
  }

  @Test
  void whatIsNoImageIsRefusedSuchAsAnArchive() throws IOException {
    String rule =
        "'%s' is no image in the form of its name; those taken are png, jpg, jpeg, gif and bmp";
    refused(zip("a.zip", zip("a.png", PNG)), rule.formatted("a.zip"));
    refused(tar("a.png", zip("a.png", PNG)), rule.formatted("a.png"));
    assertThat(images(gzip(new byte[1024]))).as("an archive of nothing").isZero();
    assertThat(images(gzip(new byte[10_240]))).as("the same by GNU tar").isZero();
  }

  @Test
  void whatIsDamagedIsRefused() throws IOException {
    byte[] noise = new byte[5000];
    new Random(7).nextBytes(noise);
    System.arraycopy(PNG, 0, noise, 0, 8);
    byte[] tarred = gzip(tar("a.png", noise));
    assertThatThrownBy(() -> images(Arrays.copyOf(tarred, tarred.length / 2)))
        .isInstanceOf(ArchiveException.class)
        .hasMessageStartingWith("the tar.gz archive is damaged: ");
    byte[] zipped = zip("a.png", noise);
    zipped[3000]++;
    assertThatThrownBy(() -> images(zipped)).isInstanceOf(ArchiveException.class);
  }

  @Test
  void aStorageThatFailsIsNoFaultOfTheArchive() {
    Bytes away =
        from -> {
          throw new IOException("the cable is out");
        };
    assertThatThrownBy(() -> new ArchiveCheck(10, MOST).check(away, new Images()))
        .isInstanceOf(IOException.class)
        .hasMessage("the cable is out");
  }

  @Test
  void batchesOfCifarHaveTheirLabels() throws IOException {
    byte[] batch = new byte[2 * 3073];
    batch[3073] = 9;
    byte[] good =
        gzip(
            tar(
                "cifar-10-batches-bin/",
                new byte[0],
                "cifar-10-batches-bin/data_batch_1.bin",
                batch,
                "cifar-10-batches-bin/batches.meta.txt",
                "airplane\n".getBytes(ISO_8859_1)));
    EntryCheck batches = new CifarBatches(CifarForm.CIFAR10);
    assertThat(new ArchiveCheck(MOST, MOST).check(of(good), batches)).isEqualTo(1);
    batch[3073] = 10;
    assertBatch(batch, "'a.bin': a label of cifar10 is below 10, and image 1 has 10");
    assertBatch(
        new byte[100],
        "'a.bin': records of cifar10 have 3073 bytes, and 100 is no multiple of that");
    byte[] program = tar("a.sh", new byte[3]);
    assertThatThrownBy(() -> new ArchiveCheck(MOST, MOST).check(of(program), batches))
        .hasMessage("'a.sh' is neither a batch (.bin) nor a text (.txt, .html) of at most 1 MiB");
  }

  private static void assertBatch(byte[] batch, String rule) throws IOException {
    byte[] archive = tar("a.bin", batch);
    EntryCheck batches = new CifarBatches(CifarForm.CIFAR10);
    assertThatThrownBy(() -> new ArchiveCheck(MOST, MOST).check(of(archive), batches))
        .hasMessage(rule);
  }
}
