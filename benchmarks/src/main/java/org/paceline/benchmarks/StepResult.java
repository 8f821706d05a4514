package org.paceline.benchmarks;

import java.util.List;
import java.util.Locale;
import org.paceline.jobs.Table;

/**
 * Where the time of a training step went, in milliseconds a step.
 *
 * @param setting where and how it ran
 * @param layers of the network, in its order
 * @param step forward, backward, and updater, from outside
 * @param data until the batch was there
 */
record StepResult(Setting setting, List<Layer> layers, double step, double data)
    implements BenchmarkResult {

  /**
   * One layer.
   *
   * @param name its place and its class, or its name in a graph
   * @param forward milliseconds a step
   * @param backward milliseconds a step
   */
  record Layer(String name, double forward, double backward) {}

  static StepResult of(
      Setting setting, LayerClock clock, int steps, double stepMillis, double dataMillis) {
    List<Layer> layers =
        clock.times().entrySet().stream()
            .map(
                layer ->
                    new Layer(
                        layer.getKey(),
                        layer.getValue().forwardMillis(steps),
                        layer.getValue().backwardMillis(steps)))
            .toList();
    return new StepResult(setting, layers, stepMillis, dataMillis);
  }

  @Override
  public List<Table> tables() {
    Table table = new Table("milliseconds a step", "forward", "backward");
    layers.forEach(layer -> table.row(layer.name(), text(layer.forward()), text(layer.backward())));
    double forward = layers.stream().mapToDouble(Layer::forward).sum();
    double backward = layers.stream().mapToDouble(Layer::backward).sum();
    table.row("layers together", text(forward), text(backward));
    table.row("updater, vertices, the rest", text(step - forward - backward), "");
    table.row("data", text(data), "");
    table.row("step and data", text(step + data), "");
    return List.of(table);
  }

  private static String text(double millis) {
    return String.format(Locale.ROOT, "%.2f", millis);
  }

  @Override
  public String text() {
    return tables().get(0).toString();
  }

  @Override
  public Picture picture() {
    return Picture.bars(
        "A training step of " + setting.options().get("--model"),
        Axes.of("layer", "milliseconds a step"),
        layers.stream().map(Layer::name).toList(),
        List.of(
            Bars.of("forward", layers.stream().map(Layer::forward).toList()),
            Bars.of("backward", layers.stream().map(Layer::backward).toList())));
  }
}
