package org.paceline.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Folders of a CIFAR set as people have them. */
class CifarFolderTest {

  private static final String NONE = " holds no train file of ";
  private static final String TEN = NONE + "cifar10: expected names like data_batch_1.bin; ";
  private static final String HUNDRED = NONE + "cifar100: expected names like train.bin; ";

  @TempDir private Path temporary;
  private Path folder;

  @BeforeEach
  void make() throws IOException {
    folder = Files.createDirectory(temporary.resolve("set"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          data_batch_1                          | data_batch_1 is of the set's Python version: download its binary version
          cifar-10-batches-py/test_batch        | cifar-10-batches-py/test_batch is of the set's Python version: download its binary version
          data_batch_1.mat                      | data_batch_1.mat is of the set's MATLAB version: download its binary version
          cifar-10-binary.tar.gz                | cifar-10-binary.tar.gz is still packed: unpack it by tar -xf and give the folder that it becomes
          cifar.tgz                             | cifar.tgz is still packed: unpack it by tar -xf and give the folder that it becomes
          archive.zip                           | archive.zip is still packed: unpack it by unzip and give the folder that it becomes
          cifar-10-python.tar.gz                | cifar-10-python.tar.gz is of the set's Python version: download its binary version
          train.bin                             | train.bin is a name of cifar100: is it that set? Give cifar100:DIR
          """)
  void whatIsThereOfCifar10IsSaid(String file, String message) throws IOException {
    write(file);
    refused(CifarFormat.CIFAR10, folder, TEN + uri(folder) + "/" + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          train                                 | train is of the set's Python version: download its binary version
          cifar-100-python/test                 | cifar-100-python/test is of the set's Python version: download its binary version
          cifar-100-matlab/train.mat            | cifar-100-matlab/train.mat is of the set's MATLAB version: download its binary version
          cifar-100-matlab.tar.gz               | cifar-100-matlab.tar.gz is of the set's MATLAB version: download its binary version
          data_batch_3.bin                      | data_batch_3.bin is a name of cifar10: is it that set? Give cifar10:DIR
          """)
  void whatIsThereOfCifar100IsSaid(String file, String message) throws IOException {
    write(file);
    refused(CifarFormat.CIFAR100, folder, HUNDRED + uri(folder) + "/" + message);
  }

  @Test
  void aFolderOfSomethingElseIsListed() throws IOException {
    refused(CifarFormat.CIFAR10, folder, TEN + "it is empty");
    for (String name : new String[] {"a", "b/c", "d", "e", "f", "g", "h"}) {
      write(name);
    }
    refused(CifarFormat.CIFAR10, folder, TEN + "it holds a, b/, d, e, f and 2 more");
  }

  @Test
  void whatIsNoFolderIsSaid() throws IOException {
    refused(CifarFormat.CIFAR10, folder.resolve("no"), TEN + "there is no such folder");
    write("data_batch_1.bin");
    Path file = folder.resolve("data_batch_1.bin");
    refused(CifarFormat.CIFAR10, file, TEN + "it is a file: give the folder that holds it");
    write("cifar.tar.gz");
    Path archive = folder.resolve("cifar.tar.gz");
    String packed = " is still packed: unpack it by tar -xf and give the folder that it becomes";
    refused(CifarFormat.CIFAR10, archive, TEN + archive + packed);
  }

  @Test
  void theOnlyFolderBelowThatHoldsTheSetIsRead() throws IOException {
    CifarFiles.write(folder, "mine/data_batch_1.bin", CifarFiles.ten(4, 2));
    CifarFiles.write(folder, "mine/test_batch.bin", CifarFiles.ten(5));
    Files.createDirectory(folder.resolve("notes"));
    assertThat(open(CifarFormat.CIFAR10, Subset.TRAIN).read(0, 2).labels()).containsExactly(4, 2);
    assertThat(open(CifarFormat.CIFAR10, Subset.TEST).read(0, 1).labels()).containsExactly(5);
  }

  @Test
  void foldersFurtherDownAreNamedAndSoAreSeveral() throws IOException {
    CifarFiles.write(folder, "a/cifar-10-batches-bin/data_batch_1.bin", CifarFiles.ten(4));
    String deep = uri(folder) + "/a/cifar-10-batches-bin";
    refused(CifarFormat.CIFAR10, folder, TEN + "its files are in " + deep + ": give that folder");
    CifarFiles.write(folder, "b/data_batch_1.bin", CifarFiles.ten(4));
    CifarFiles.write(folder, "c/test_batch.bin", CifarFiles.ten(4));
    String all = "%s/b, %1$s/c, %s".formatted(uri(folder), deep);
    refused(CifarFormat.CIFAR10, folder, TEN + "its files are in " + all + ": give one of them");
  }

  @Test
  void trainingAndTestDataAreOfOnePlace() throws IOException {
    CifarFiles.write(folder, "test_batch.bin", CifarFiles.ten(4));
    CifarFiles.write(folder, "cifar-10-batches-bin/data_batch_1.bin", CifarFiles.ten(4));
    refused(CifarFormat.CIFAR10, folder, TEN + "it holds cifar-10-batches-bin/, test_batch.bin");
  }

  @ParameterizedTest
  @CsvSource({
    "data_batch_1 (1).bin",
    "data_batch_1(2).bin",
    "data_batch_1 2.bin",
    "data_batch_1 - Copy.bin",
    "data_batch_1 copy.bin",
    "Copy of data_batch_1 (1).bin",
    "data_batch_1.bin.1"
  })
  void aSecondDownloadIsNeverReadTwice(String name) throws IOException {
    CifarFiles.write(folder, name, CifarFiles.ten(4, 2));
    String renamed =
        "there is '" + uri(folder) + "/" + name + "': if it is data_batch_1.bin, rename it";
    refused(CifarFormat.CIFAR10, folder, TEN + renamed);
    CifarFiles.write(folder, "data_batch_2.bin", CifarFiles.ten(3));
    String left = " holds '" + name + "', but no data_batch_1.bin: if it is that file, rename it";
    refused(CifarFormat.CIFAR10, folder, left);
    CifarFiles.write(folder, "data_batch_1.bin", CifarFiles.ten(4, 2));
    assertThat(open(CifarFormat.CIFAR10, Subset.TRAIN).size()).isEqualTo(3);
  }

  @Test
  void theOtherSetUnderTheNamesOfThisIsSaid() throws IOException {
    CifarFiles.write(
        folder, "data_batch_1.bin", CifarFiles.hundred(1, 2), CifarFiles.hundred(1, 3));
    refused(
        CifarFormat.CIFAR10,
        folder,
        "/data_batch_1.bin has 6148 bytes, which is not a whole number of cifar10 records of 3073"
            + " bytes: it has 2 cifar100 records of 3074 bytes, and that set's files are called"
            + " train.bin and test.bin");
  }

  @Test
  void aChecksumFileThatIsOutOfDateIsNoMatter() throws IOException {
    FileSystem local = FileSystem.getLocal(new Configuration());
    local.create(new org.apache.hadoop.fs.Path(folder + "/data_batch_1.bin")).close();
    Files.write(folder.resolve("data_batch_1.bin"), CifarFiles.ten(1));
    assertThat(folder.resolve(".data_batch_1.bin.crc")).exists();
    assertThat(CifarExamples.open(CifarFormat.CIFAR10, folder.toString(), Subset.TRAIN).size())
        .isEqualTo(1);
  }

  private void write(String file) throws IOException {
    CifarFiles.write(folder, file, "x".getBytes(StandardCharsets.UTF_8));
  }

  private static String uri(Path path) {
    return "file:" + path;
  }

  private static void refused(CifarFormat format, Path folder, String message) {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> CifarExamples.open(format, folder.toString(), Subset.TRAIN))
        .withMessageEndingWith(folder + message);
  }

  private Examples open(CifarFormat format, Subset subset) {
    return CifarExamples.open(format, folder.toString(), subset);
  }
}
