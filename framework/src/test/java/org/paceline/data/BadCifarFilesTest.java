package org.paceline.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BadCifarFilesTest {

  @TempDir private Path folder;
  private String uri;

  @BeforeEach
  void nameTheFolder() {
    uri = "file:" + folder;
  }

  @Test
  void aTruncatedFileIsNamedWithItsLengthAndTheRecordLength() throws IOException {
    CifarFiles.write(folder, "data_batch_1.bin", CifarFiles.ten(1));
    CifarFiles.write(folder, "data_batch_2.bin", Arrays.copyOf(CifarFiles.ten(1, 2), 6145));
    assertRefused(
        CifarFormat.CIFAR10,
        "data_batch_2.bin has 6145 bytes, which is not a whole number of cifar10 records of 3073"
            + " bytes: 3072 bytes too many or 1 too few");
  }

  @Test
  void anOverLongFileIsNamedWithItsLengthAndTheRecordLength() throws IOException {
    CifarFiles.write(folder, "train.bin", CifarFiles.hundred(0, 1), new byte[] {5});
    assertRefused(
        CifarFormat.CIFAR100,
        "train.bin has 3075 bytes, which is not a whole number of cifar100 records of 3074"
            + " bytes: 1 bytes too many or 3073 too few");
  }

  @Test
  void anEmptyFileIsNamed() throws IOException {
    CifarFiles.write(folder, "data_batch_1.bin");
    assertRefused(
        CifarFormat.CIFAR10,
        "data_batch_1.bin has 0 bytes, which is not a whole number of cifar10 records of 3073"
            + " bytes: it is empty");
  }

  @Test
  void aLabelOutOfRangeIsNamedWithItsRecord() throws IOException {
    CifarFiles.write(folder, "data_batch_1.bin", CifarFiles.ten(1, 2));
    CifarFiles.write(folder, "data_batch_2.bin", CifarFiles.ten(3, 9, 10));
    assertRefused(
        CifarFormat.CIFAR10,
        "data_batch_2.bin: record 2 has label 10, cifar10 labels go from 0 to 9");
    CifarFiles.write(folder, "train.bin", CifarFiles.hundred(0, 99), CifarFiles.hundred(0, 200));
    assertRefused(
        CifarFormat.CIFAR100, "train.bin: record 1 has label 200, cifar100 labels go from 0 to 99");
  }

  @Test
  void aFolderWithoutFilesSaysWhatWasExpected() {
    assertThatThrownBy(() -> open(CifarFormat.CIFAR10, Subset.TRAIN))
        .isInstanceOf(DataException.class)
        .hasMessage(
            uri
                + " holds no train file of cifar10: expected names like data_batch_1.bin; it is empty");
    assertThatThrownBy(
            () -> CifarExamples.open(CifarFormat.CIFAR100, "/no/such/folder", Subset.TEST))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "/no/such/folder holds no test file of cifar100: expected names like test.bin; there is no such folder");
  }

  @Test
  void aFileTruncatedAfterItWasOpenedIsNamedWithTheMissingBytes() throws IOException {
    CifarFiles.write(folder, "data_batch_1.bin", CifarFiles.ten(0, 1, 2));
    Examples examples = open(CifarFormat.CIFAR10, Subset.TRAIN);
    CifarFiles.write(folder, "data_batch_1.bin", Arrays.copyOf(CifarFiles.ten(0, 1, 2), 7000));
    assertThat(examples.read(0, 2).labels()).containsExactly(0, 1);
    assertThatThrownBy(() -> examples.read(2, 1))
        .isInstanceOf(DataException.class)
        .hasMessage(
            uri + "/data_batch_1.bin is shorter than when it was opened: no bytes 6146 to 9219");
  }

  @Test
  void aFileDeletedAfterItWasOpenedIsNamed() throws IOException {
    CifarFiles.write(folder, "data_batch_1.bin", CifarFiles.ten(0));
    Examples examples = open(CifarFormat.CIFAR10, Subset.TRAIN);
    Files.delete(folder.resolve("data_batch_1.bin"));
    assertThatThrownBy(() -> examples.read(0, 1))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(uri + "/data_batch_1.bin cannot be read: ");
  }

  @Test
  void examplesBeyondTheEndAreNotThere() throws IOException {
    CifarFiles.write(folder, "data_batch_1.bin", CifarFiles.ten(0, 1));
    Examples examples = open(CifarFormat.CIFAR10, Subset.TRAIN);
    assertThatThrownBy(() -> examples.read(1, 2))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("Range [1, 1 + 2) out of bounds for length 2");
  }

  private void assertRefused(CifarFormat format, String message) {
    assertThatThrownBy(() -> open(format, Subset.TRAIN))
        .isInstanceOf(DataException.class)
        .hasMessage(uri + "/" + message);
  }

  private Examples open(CifarFormat format, Subset subset) {
    return CifarExamples.open(format, uri, subset);
  }
}
