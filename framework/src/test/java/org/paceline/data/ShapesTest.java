package org.paceline.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ShapesTest {

  private static final long SEED = 20_261_121;
  private static final int IMAGE = 3072;

  private final Examples shapes = new ShapesExamples(SEED, 1000);

  @Test
  void theSameSeedMakesTheSameImages() {
    ExampleBlock first = shapes.read(0, 20);
    ExampleBlock second = new ShapesExamples(SEED, 1000).read(0, 20);
    assertThat(second.pixels()).isEqualTo(first.pixels());
    assertThat(second.labels()).isEqualTo(first.labels());
  }

  @Test
  void anExampleDoesNotDependOnTheRangeThatItIsReadIn() {
    ExampleBlock whole = shapes.read(0, 8);
    ExampleBlock tail = shapes.read(5, 3);
    assertThat(tail.pixels()).isEqualTo(Arrays.copyOfRange(whole.pixels(), 5 * IMAGE, 8 * IMAGE));
    assertThat(tail.labels()).isEqualTo(Arrays.copyOfRange(whole.labels(), 5, 8));
  }

  @Test
  void anExampleDoesNotDependOnTheSizeOfTheSet() {
    assertThat(new ShapesExamples(SEED, 10).read(4, 6).pixels())
        .isEqualTo(shapes.read(4, 6).pixels());
  }

  @Test
  void allTenClassesAppearAboutEquallyOften() {
    int[] count = new int[10];
    for (int label : shapes.read(0, 1000).labels()) {
      count[label]++;
    }
    assertThat(shapes.classes()).hasSize(10).doesNotHaveDuplicates().contains("disc", "crescent");
    assertThat(Arrays.stream(count).boxed().toList())
        .allSatisfy(n -> assertThat(n).isBetween(70, 130));
  }

  @Test
  void otherSeedsMakeOtherImages() {
    ExampleBlock other = new ShapesExamples(SEED + 1, 1000).read(0, 100);
    ExampleBlock own = shapes.read(0, 100);
    assertThat(other.labels()).isNotEqualTo(own.labels());
    assertThat(images(other)).doesNotContainAnyElementsOf(images(own));
  }

  @Test
  void trainingAndTestSetHaveNoImageInCommon() {
    Examples train = DataSpec.parse("shapes").open(Subset.TRAIN);
    Examples test = DataSpec.parse("shapes").open(Subset.TEST);
    assertThat(train.size()).isEqualTo(12_800);
    assertThat(test.size()).isEqualTo(2_000);
    assertThat(train.fingerprint()).isNotEqualTo(test.fingerprint());
    assertThat(images(test.read(0, 500))).doesNotContainAnyElementsOf(images(train.read(0, 500)));
  }

  @Test
  void noTwoImagesAreEqual() {
    assertThat(images(shapes.read(0, 1000))).hasSize(1000);
  }

  @Test
  void theFingerprintFollowsSeedAndSize() {
    assertThat(
            Set.of(
                shapes.fingerprint(),
                new ShapesExamples(SEED + 1, 1000).fingerprint(),
                new ShapesExamples(SEED, 999).fingerprint()))
        .hasSize(3);
    assertThat(new ShapesExamples(SEED, 1000).fingerprint()).isEqualTo(shapes.fingerprint());
  }

  @Test
  void theFirstExamplesAreAViewOfTheBeginning() {
    Examples first = shapes.first(7);
    assertThat(first.size()).isEqualTo(7);
    assertThat(first.shape()).isEqualTo(shapes.shape());
    assertThat(first.classes()).isEqualTo(shapes.classes());
    assertThat(first.read(2, 5).pixels()).isEqualTo(shapes.read(2, 5).pixels());
    assertThat(first.fingerprint()).isNotEqualTo(shapes.fingerprint());
    assertThat(shapes.first(1000)).isSameAs(shapes);
    assertThat(shapes.first(2000)).isSameAs(shapes);
  }

  private static Set<String> images(ExampleBlock block) {
    return java.util.stream.IntStream.range(0, block.size())
        .mapToObj(i -> Arrays.copyOfRange(block.pixels(), i * IMAGE, (i + 1) * IMAGE))
        .map(Arrays::toString)
        .collect(Collectors.toSet());
  }
}
