package org.paceline.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataIdentityTest {

  @TempDir private Path folder;

  @Test
  void aTestFolderThatLacksAClassStillHasTheLabelsOfTheTrainingFolder() throws Exception {
    ImageFiles images = new ImageFiles(folder);
    images.grey("train/cat/1.png", 1).grey("train/dog/1.png", 1).grey("test/dog/1.png", 1);
    DataParts parts = ImageFolder.open(folder.toString(), Optional.empty());
    assertThat(parts.of(Subset.TEST).read(0, 1).labels()).containsExactly(1);
  }

  @Test
  void labelsOfAnotherListOfClassesGoByName() {
    Examples shapes = new ShapesExamples(1, 20);
    List<String> others = List.of(shapes.classes().get(3), "none of them", shapes.classes().get(1));
    Examples named = shapes.labelledBy(others);
    int[] before = shapes.read(0, 20).labels();
    int[] after = named.range(0, 20).read().labels();
    for (int i = 0; i < 20; i++) {
      assertThat(after[i]).isEqualTo(others.indexOf(shapes.classes().get(before[i])));
    }
    assertThat(shapes.labelledBy(shapes.classes())).isSameAs(shapes);
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
}
