package org.paceline.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.internal.chartpart.Chart;
import org.paceline.base.AtomicFile;

/**
 * A chart of a benchmark's result, drawn without a screen: lines with points, or bars by
 * categories.
 */
public final class Picture {

  /** Pixels, and units of the SVG. */
  static final int WIDTH = 1000;

  static final int HEIGHT = 600;

  static {
    System.setProperty("java.awt.headless", "true");
  }

  private final Chart<?, ?> chart;
  private final SvgText text;

  private Picture(Chart<?, ?> chart, SvgText text) {
    this.chart = chart;
    this.text = text;
  }

  /**
   * Lines with points.
   *
   * @param title above them
   * @param axes below and beside them
   * @param lines at least one, of distinct names
   * @throws IllegalArgumentException if there is none, or one does not fit the axes
   */
  public static Picture lines(String title, Axes axes, List<Line> lines) {
    List<String> names = lines.stream().map(Line::name).toList();
    SeriesRule.names(names);
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle(axes.x())
            .yAxisTitle(axes.y())
            .build();
    lines.forEach(line -> add(chart, axes, line));
    PictureStyle.lines(chart, axes);
    return new Picture(chart, new SvgText(title, axes, names));
  }

  private static void add(XYChart chart, Axes axes, Line line) {
    if (axes.isLogarithmic()) {
      SeriesRule.positive(line.name(), line.y(), line.spread());
    }
    chart.addSeries(
        line.name(),
        array(line.x()),
        gaps(line.y()),
        line.spread().isEmpty() ? null : array(line.spread()));
  }

  /**
   * Bars side by side.
   *
   * @param title above them
   * @param axes below and beside them
   * @param categories the groups of bars from the left
   * @param bars at least one, of distinct names, each with a value for each category
   * @throws IllegalArgumentException if there is none, or one does not fit the categories or axes
   */
  public static Picture bars(String title, Axes axes, List<String> categories, List<Bars> bars) {
    List<String> names = bars.stream().map(Bars::name).toList();
    SeriesRule.names(names);
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle(axes.x())
            .yAxisTitle(axes.y())
            .build();
    bars.forEach(series -> add(chart, axes, categories, series));
    PictureStyle.bars(chart, axes, least(bars), most(bars));
    return new Picture(chart, new SvgText(title, axes, names));
  }

  private static void add(CategoryChart chart, Axes axes, List<String> categories, Bars bars) {
    SeriesRule.sameLength(bars.name(), "values", bars.values(), "categories", categories);
    if (axes.isLogarithmic()) {
      SeriesRule.positive(bars.name(), bars.values(), bars.spread());
      SeriesRule.noSpread(bars.name(), bars.spread());
    }
    chart.addSeries(
        bars.name(),
        categories,
        boxed(gaps(bars.values())),
        bars.spread().isEmpty() ? null : bars.spread());
  }

  private static double least(List<Bars> bars) {
    return bars.stream().mapToDouble(Bars::least).min().orElseThrow();
  }

  private static double most(List<Bars> bars) {
    return bars.stream().mapToDouble(Bars::most).max().orElseThrow();
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static double[] gaps(List<Double> values) {
    return values.stream()
        .mapToDouble(value -> Double.isFinite(value) ? value : Double.NaN)
        .toArray();
  }

  private static List<Double> boxed(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  /** The files that {@link #write} makes. */
  static List<Path> files(Path withoutEnding) {
    return List.of(file(withoutEnding, "png"), file(withoutEnding, "svg"));
  }

  private static Path file(Path withoutEnding, String ending) {
    return withoutEnding.resolveSibling(withoutEnding.getFileName() + "." + ending);
  }

  /**
   * Writes it as NAME.png and NAME.svg, each whole or not at all.
   *
   * @param withoutEnding where, with what their names have before the dot
   * @throws IOException if the disk refuses
   */
  public void write(Path withoutEnding) throws IOException {
    Files.createDirectories(withoutEnding.toAbsolutePath().getParent());
    AtomicFile.write(file(withoutEnding, "png"), out -> ChartEncoder.saveChart(chart, out, "png"));
    AtomicFile.write(file(withoutEnding, "svg"), this::svg);
  }

  private void svg(OutputStream out) throws IOException {
    ByteArrayOutputStream drawn = new ByteArrayOutputStream();
    ChartEncoder.saveChart(chart, drawn, "svg");
    out.write(text.into(drawn.toString(UTF_8)).getBytes(UTF_8));
  }
}
