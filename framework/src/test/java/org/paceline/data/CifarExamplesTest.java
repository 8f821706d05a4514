package org.paceline.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CifarExamplesTest {

  @TempDir private Path folder;

  @Test
  void aRangeIsReadAcrossTheBorderOfFiles() throws IOException {
    CifarFiles.write(folder, "data_batch_1.bin", CifarFiles.ten(0, 1, 2));
    CifarFiles.write(folder, "data_batch_2.bin", CifarFiles.ten(3));
    CifarFiles.write(folder, "data_batch_3.bin", CifarFiles.ten(4, 5));
    CifarFiles.write(folder, "test_batch.bin", CifarFiles.ten(9));
    Examples examples = open(CifarFormat.CIFAR10, Subset.TRAIN);
    assertThat(examples.size()).isEqualTo(6);
    assertThat(examples.shape()).isEqualTo(new ImageShape(3, 32, 32));
    assertThat(examples.classes()).hasSize(10).startsWith("airplane").endsWith("truck");
    for (int from = 0; from < 6; from++) {
      for (int count = 0; from + count <= 6; count++) {
        ExampleBlock block = examples.read(from, count);
        assertThat(block.labels()).isEqualTo(IntStream.range(from, from + count).toArray());
        assertThat(block.pixels()).isEqualTo(CifarFiles.images(from, count));
      }
    }
  }

  @Test
  void theTestSetIsAFileOfItsOwn() throws IOException {
    CifarFiles.write(folder, "data_batch_1.bin", CifarFiles.ten(0, 1));
    CifarFiles.write(folder, "test_batch.bin", CifarFiles.ten(9));
    assertThat(open(CifarFormat.CIFAR10, Subset.TEST).read(0, 1).labels()).containsExactly(9);
  }

  @Test
  void theFilesMayLieInTheArchivesFolder() throws IOException {
    CifarFiles.write(folder, "cifar-10-batches-bin/data_batch_1.bin", CifarFiles.ten(7));
    CifarFiles.write(folder, "cifar-100-binary/train.bin", CifarFiles.hundred(3, 42));
    assertThat(open(CifarFormat.CIFAR10, Subset.TRAIN).read(0, 1).labels()).containsExactly(7);
    assertThat(open(CifarFormat.CIFAR100, Subset.TRAIN).read(0, 1).labels()).containsExactly(42);
  }

  @Test
  void aUriAndALocalPathReadTheSame() throws IOException {
    CifarFiles.write(folder, "data_batch_1.bin", CifarFiles.ten(1, 8));
    Examples local = CifarExamples.open(CifarFormat.CIFAR10, folder.toString(), Subset.TRAIN);
    Examples remote =
        CifarExamples.open(CifarFormat.CIFAR10, folder.toUri().toString(), Subset.TRAIN);
    assertThat(local.read(0, 2).pixels()).isEqualTo(remote.read(0, 2).pixels());
    assertThat(local.fingerprint()).isEqualTo(remote.fingerprint()).hasSize(64);
  }

  @Test
  void theFineLabelIsTheLabelOfCifar100() throws IOException {
    CifarFiles.write(
        folder,
        "train.bin",
        CifarFiles.hundred(19, 0),
        CifarFiles.hundred(1, 99),
        CifarFiles.hundred(255, 57));
    Examples examples = open(CifarFormat.CIFAR100, Subset.TRAIN);
    assertThat(examples.classes()).hasSize(100).contains("class 57");
    assertThat(examples.read(0, 3).labels()).containsExactly(0, 99, 57);
    assertThat(examples.read(2, 1).pixels()).isEqualTo(CifarFiles.images(57, 1));
  }

  @Test
  void moreRecordsThanOneReadTakesAreReadInOrder() throws IOException {
    int[] labels = IntStream.range(0, 1030).map(i -> i % 10).toArray();
    CifarFiles.write(folder, "data_batch_1.bin", CifarFiles.ten(Arrays.copyOf(labels, 700)));
    CifarFiles.write(
        folder, "data_batch_2.bin", CifarFiles.ten(Arrays.copyOfRange(labels, 700, 1030)));
    Examples examples = open(CifarFormat.CIFAR10, Subset.TRAIN);
    assertThat(examples.read(0, 1030).labels()).isEqualTo(labels);
    assertThat(examples.read(511, 300).labels()).isEqualTo(Arrays.copyOfRange(labels, 511, 811));
  }

  @Test
  void theFingerprintFollowsTheContent() throws IOException {
    CifarFiles.write(folder, "data_batch_1.bin", CifarFiles.ten(1, 2));
    String before = open(CifarFormat.CIFAR10, Subset.TRAIN).fingerprint();
    CifarFiles.write(folder, "data_batch_1.bin", CifarFiles.ten(2, 1));
    assertThat(open(CifarFormat.CIFAR10, Subset.TRAIN).fingerprint()).isNotEqualTo(before);
  }

  private Examples open(CifarFormat format, Subset subset) {
    return CifarExamples.open(format, folder.toString(), subset);
  }
}
