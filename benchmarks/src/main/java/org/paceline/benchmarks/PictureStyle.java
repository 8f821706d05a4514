package org.paceline.benchmarks;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.Locale;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * How pictures look: dark on white, and series that differ for all eyes and without colour.
 *
 * <p>Colours are those of Okabe and Ito, <em>Color Universal Design</em> (2008), without the yellow
 * that white swallows.
 */
final class PictureStyle {

  private static final Color[] COLOURS = {
    new Color(0x0072B2),
    new Color(0xD55E00),
    new Color(0x009E73),
    new Color(0xCC79A7),
    new Color(0xE69F00),
    new Color(0x56B4E9),
    Color.BLACK
  };

  private static final Marker[] MARKERS = {
    SeriesMarkers.CIRCLE,
    SeriesMarkers.SQUARE,
    SeriesMarkers.TRIANGLE_UP,
    SeriesMarkers.DIAMOND,
    SeriesMarkers.TRIANGLE_DOWN,
    SeriesMarkers.CROSS,
    SeriesMarkers.PLUS
  };

  private static final BasicStroke SOLID =
      new BasicStroke(2.2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
  private static final BasicStroke DASHED =
      new BasicStroke(
          2.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {8, 5}, 0);

  private static final Color TEXT = new Color(0x222222);
  private static final Color GRID = new Color(0xE4E4E4);

  /** Categories whose names have room side by side; degrees by which those of more are turned. */
  private static final int FEW = 6;

  private static final int SLANT = 45;

  /** Pixels between names; where they are closer, some are left out. */
  private static final int CLOSEST = 18;

  /** Of the highest bar, for the axis. */
  private static final double ROOM = 1.05;

  private PictureStyle() {}

  static void lines(XYChart chart, Axes axes) {
    common(chart.getStyler(), axes, chart.getSeriesCollection().size());
    chart.getStyler().setMarkerSize(8);
    int index = 0;
    for (var series : chart.getSeriesCollection()) {
      Color colour = COLOURS[index % COLOURS.length];
      series.setLineColor(colour);
      series.setMarkerColor(colour);
      series.setMarker(MARKERS[index % MARKERS.length]);
      series.setLineStyle(index < COLOURS.length ? SOLID : DASHED);
      index++;
    }
  }

  static void bars(CategoryChart chart, Axes axes, double least, double most) {
    common(chart.getStyler(), axes, chart.getSeriesCollection().size());
    chart.getStyler().setAvailableSpaceFill(0.7).setPlotGridVerticalLinesVisible(false);
    chart.getStyler().setErrorBarsColorSeriesColor(false).setErrorBarsColor(TEXT);
    ground(chart.getStyler(), axes, least, most);
    int categories = chart.getSeriesCollection().iterator().next().getXData().size();
    chart.getStyler().setXAxisLabelRotation(categories > FEW ? SLANT : 0);
    chart.getStyler().setXAxisTickMarkSpacingHint(CLOSEST);
    int index = 0;
    for (var series : chart.getSeriesCollection()) {
      series.setFillColor(COLOURS[index++ % COLOURS.length]);
    }
  }

  /** Bars stand on the axis: at 0, or at the power of ten below all. */
  private static void ground(AxesChartStyler style, Axes axes, double least, double most) {
    if (axes.isLogarithmic()) {
      style.setYAxisMin(Math.pow(10, Math.ceil(Math.log10(least)) - 1));
    } else if (least >= 0 && most > 0) {
      style.setPlotContentSize(1);
      style.setYAxisMin(0.0).setYAxisMax(ROOM * most);
    }
  }

  private static void common(AxesChartStyler style, Axes axes, int series) {
    style.setLocale(Locale.ROOT);
    style.setChartBackgroundColor(Color.WHITE).setPlotBackgroundColor(Color.WHITE);
    style.setPlotBorderVisible(false).setChartTitleBoxVisible(false).setChartPadding(16);
    style.setBaseFont(font(Font.PLAIN, 14)).setChartFontColor(TEXT);
    style.setChartTitleFont(font(Font.BOLD, 18)).setChartTitlePadding(10);
    style.setLegendPosition(LegendPosition.OutsideE).setLegendVisible(series > 1);
    style.setLegendBorderColor(Color.WHITE).setLegendFont(font(Font.PLAIN, 14));
    style.setAxisTitleFont(font(Font.PLAIN, 15)).setAxisTickLabelsFont(font(Font.PLAIN, 13));
    style.setAxisTickLabelsColor(TEXT).setAxisTickMarksColor(GRID);
    style.setPlotGridLinesColor(GRID).setPlotGridLinesStroke(new BasicStroke(1));
    style.setYAxisLogarithmic(axes.isLogarithmic()).setErrorBarsColorSeriesColor(true);
  }

  private static Font font(int style, int size) {
    return new Font(Font.SANS_SERIF, style, size);
  }
}
