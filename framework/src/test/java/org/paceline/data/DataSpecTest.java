package org.paceline.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataSpecTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "shapes",
        "cifar10",
        "cifar100",
        "cifar10:/data",
        "cifar100:s3a://bucket/c",
        "images:pics"
      })
  void whatIsParsedIsWrittenTheSame(String text) {
    assertThat(DataSpec.parse(text)).hasToString(text);
  }

  @Test
  void aLocationMayBeAUriWithColonsOfItsOwn() {
    assertThat(DataSpec.parse("cifar10:hdfs://name:9000/data"))
        .isEqualTo(new DataSpec("cifar10", Optional.of("hdfs://name:9000/data")));
  }

  @Test
  void aBlankLocationIsNone() {
    assertThat(DataSpec.parse("cifar10: ")).isEqualTo(new DataSpec("cifar10", Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "mnist", "CIFAR10", "cifar", "images", "images:", ":/data", "shapes "})
  void anUnknownKindOrAMissingLocationIsRefusedWithTheChoices(String text) {
    assertThatThrownBy(() -> DataSpec.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "data is one of shapes, cifar10[:DIR], cifar100[:DIR], images:DIR, not '" + text + "'");
  }

  @Test
  void aCifarSetIsOpenedWhereTheUserSays(@TempDir Path folder) throws IOException {
    byte[] record = new byte[3073];
    record[0] = 4;
    Files.write(folder.resolve("data_batch_1.bin"), record);
    Examples examples = DataSpec.parse("cifar10:" + folder).open(Subset.TRAIN);
    assertThat(examples.read(0, 1).labels()).containsExactly(4);
    assertThatThrownBy(() -> DataSpec.parse("cifar100:" + folder).open(Subset.TRAIN))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(
            folder + " holds no train file of cifar100: expected names like train.bin; ");
  }

  @Test
  void aFolderOfImagesIsOpenedWhereTheUserSays(@TempDir Path folder) {
    assertThatThrownBy(() -> DataSpec.parse("images:" + folder).open(Subset.TRAIN))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith("file:" + folder + " holds no images to train with");
  }

  @Test
  void aFileSystemThatHadoopDoesNotKnowIsNamed() {
    assertThatThrownBy(() -> DataSpec.parse("cifar10:nosuch://host/data").open(Subset.TRAIN))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith("the file system of nosuch://host/data cannot be reached: ")
        .hasMessageContaining("No FileSystem for scheme \"nosuch\"");
  }

  @Test
  void aLocationThatIsNoUriIsNamed() {
    assertThatThrownBy(() -> DataSpec.parse("cifar10:file::x").open(Subset.TRAIN))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith("'file::x' is not a path or URI: ");
  }
}
