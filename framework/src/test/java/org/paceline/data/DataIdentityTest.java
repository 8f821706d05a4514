package org.paceline.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataIdentityTest {

  @TempDir private Path folder;

  @Test
  void aTestFolderThatLacksAClassStillHasTheLabelsOfTheTrainingFolder() throws Exception {
    image("train/cat/1.png", 1);
    image("train/dog/1.png", 1);
    image("test/dog/1.png", 1);
    assertThat(FolderExamples.open(folder.toString(), Subset.TEST).read(0, 1).labels())
        .containsExactly(1);
  }

  @Test
  void theFingerprintOfImagesFollowsTheContent() throws Exception {
    image("a/train/cat/1.png", 1);
    image("b/train/cat/1.png", 1);
    String a = FolderExamples.open(folder + "/a", Subset.TRAIN).fingerprint();
    assertThat(FolderExamples.open(folder + "/b", Subset.TRAIN).fingerprint()).isEqualTo(a);
  }

  @Test
  void changedImagesHaveAnotherFingerprint() throws Exception {
    image("a/train/cat/1.png", 1);
    String a = FolderExamples.open(folder + "/a", Subset.TRAIN).fingerprint();
    image("a/train/cat/1.png", 2);
    assertThat(FolderExamples.open(folder + "/a", Subset.TRAIN).fingerprint()).isNotEqualTo(a);
  }

  @Test
  void aGreyImageKeepsItsValues() throws Exception {
    BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setSample(0, 0, 0, 100);
    File file = folder.resolve("train/cat/1.png").toFile();
    Files.createDirectories(file.getParentFile().toPath());
    ImageIO.write(image, "png", file);
    assertThat(FolderExamples.open(folder.toString(), Subset.TRAIN).read(0, 1).pixels())
        .containsExactly(100, 100, 100);
  }

  @Test
  void theFirstExamplesEndWhereTheyEnd() {
    assertThatThrownBy(() -> new ShapesExamples(1, 10).first(5).read(3, 4))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void shapesEndWhereTheyEnd() {
    assertThatThrownBy(() -> new ShapesExamples(1, 10).read(8, 4))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void shapesTakeNoLocation() {
    assertThatThrownBy(() -> DataSpec.parse("shapes:/data"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void image(String file, int value) throws Exception {
    BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, value);
    Files.createDirectories(folder.resolve(file).getParent());
    ImageIO.write(image, "png", folder.resolve(file).toFile());
  }
}
