package org.paceline.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Node;

class PictureTest {

  private static final Axes AXES = Axes.of("minutes", "accuracy of the test data, %");

  @TempDir private Path folder;

  @Test
  void linesAreDrawnWithTheirNames() throws Exception {
    Picture picture =
        Picture.lines(
            "Accuracy over time",
            AXES,
            List.of(
                new Line(
                    "ours & <theirs>",
                    List.of(1.0, 2.0, 3.0, 4.0, 5.0),
                    List.of(31.0, 44.0, Double.NaN, 55.0, 57.0),
                    List.of(2.0, 1.5, 1.0, 1.0, 0.5)),
                Line.of("η = 1", List.of(1.0, 2.5, 4.0), List.of(20.0, 38.0, 49.0))));
    picture.write(folder.resolve("new/lines"));
    assertBoth("new/lines", "Accuracy over time", "ours & <theirs>", "η = 1", "minutes");
    assertThat(colours("new/lines")).as("both series' colours").contains(0x0072B2, 0xD55E00);
  }

  @Test
  void barsAreDrawnWithTheirNames() throws Exception {
    Picture picture =
        Picture.bars(
            "Steps per second",
            Axes.logarithmic("network", "steps/s"),
            List.of("cnn", "resnet20"),
            List.of(
                Bars.of("paceline", List.of(101.0, 12.0)),
                Bars.of("dl4j", List.of(10.0, 1.4)),
                Bars.of("pytorch", List.of(108.0, Double.NaN))));
    picture.write(folder.resolve("bars"));
    assertBoth("bars", "Steps per second", "paceline", "dl4j", "pytorch");
    assertThat(colours("bars")).contains(0x0072B2, 0xD55E00, 0x009E73);
  }

  @Test
  void nothingElseIsLeftInTheFolder() throws IOException {
    Picture.lines("t", AXES, List.of(Line.of("a", List.of(1.0), List.of(1.0))))
        .write(folder.resolve("one"));
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("one.png", "one.svg");
    }
  }

  @Test
  void seriesOfUnlikeLengthsAreRefused() {
    assertRefused(
        () -> Line.of("a", List.of(1.0, 2.0), List.of(1.0)),
        "series 'a' has 2 x values and 1 y values; it must have as many");
    assertRefused(
        () -> new Line("a", List.of(1.0), List.of(1.0), List.of(1.0, 2.0)),
        "series 'a' has 1 values and 2 spreads; it must have as many");
    assertRefused(
        () -> Picture.bars("t", AXES, List.of("x", "y"), List.of(Bars.of("b", List.of(1.0)))),
        "series 'b' has 1 values and 2 categories; it must have as many");
  }

  @Test
  void seriesWithoutAFiniteValueAreRefused() {
    List<Double> none = List.of(Double.NaN, Double.POSITIVE_INFINITY);
    assertRefused(() -> Line.of("a", List.of(1.0, 2.0), none), "series 'a' has no finite value");
    assertRefused(() -> Bars.of("b", none), "series 'b' has no finite value");
    assertRefused(() -> Bars.of("b", List.of()), "series 'b' has no finite value");
    assertRefused(
        () -> Line.of("a", none, List.of(1.0, 2.0)), "series 'a' has x values that are not finite");
  }

  @Test
  void whatDoesNotFitIsRefused() {
    Line line = Line.of("a", List.of(1.0), List.of(1.0));
    assertRefused(() -> Picture.lines("t", AXES, List.of()), "a picture must have a series");
    assertRefused(() -> Picture.lines("t", AXES, List.of(line, line)), "two series are named 'a'");
    Axes logarithmic = Axes.logarithmic("x", "y");
    Bars bars = new Bars("b", List.of(2.0, 1.0), List.of(0.5, 1.5));
    assertRefused(
        () -> Picture.bars("t", logarithmic, List.of("x", "y"), List.of(bars)),
        "series 'b' reaches -0.5, which a logarithmic axis has no place for");
    Bars spread = new Bars("b", List.of(2.0, 1.0), List.of(0.5, 0.5));
    assertRefused(
        () -> Picture.bars("t", logarithmic, List.of("x", "y"), List.of(spread)),
        "series 'b' has spreads, which bars on a logarithmic axis cannot have");
  }

  private static void assertRefused(Runnable making, String message) {
    assertThatThrownBy(making::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  private void assertBoth(String name, String... words) throws Exception {
    BufferedImage image = ImageIO.read(folder.resolve(name + ".png").toFile());
    assertThat(image.getWidth()).isEqualTo(Picture.WIDTH);
    assertThat(image.getHeight()).isEqualTo(Picture.HEIGHT);
    assertThat(image.getRGB(2, 2) & 0xFFFFFF).as("its ground").isEqualTo(0xFFFFFF);
    assertThat(text(folder.resolve(name + ".svg"))).contains(words);
  }

  /** Of the elements for people. */
  private static String text(Path svg) throws Exception {
    DocumentBuilderFactory parsers = DocumentBuilderFactory.newInstance();
    parsers.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    Document document = parsers.newDocumentBuilder().parse(svg.toFile());
    Node title = document.getElementsByTagName("title").item(0);
    Node description = document.getElementsByTagName("desc").item(0);
    return title.getTextContent() + "\n" + description.getTextContent();
  }

  private List<Integer> colours(String name) throws IOException {
    BufferedImage image = ImageIO.read(folder.resolve(name + ".png").toFile());
    int[] pixels =
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    return Arrays.stream(pixels).map(pixel -> pixel & 0xFFFFFF).distinct().boxed().toList();
  }
}
