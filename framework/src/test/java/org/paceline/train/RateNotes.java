package org.paceline.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.SparkEnv;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.spark.api.TrainingHook;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** Writes down the learning rate of each step: a file for each executor, a line for each round. */
final class RateNotes implements TrainingHook {

  private static final long serialVersionUID = 1L;

  private final String folder;
  private boolean begun;

  RateNotes(Path folder) {
    this.folder = folder.toString();
  }

  /** For each executor that trained, for each of its rounds, the rates of its steps. */
  static List<List<List<Double>>> read(Path folder) throws IOException {
    List<List<List<Double>>> executors = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        executors.add(Files.readAllLines(file).stream().map(RateNotes::rates).toList());
      }
    }
    return executors;
  }

  private static List<Double> rates(String line) {
    return Stream.of(line.split(" ")).map(Double::valueOf).toList();
  }

  /** Each task has its own copy of the hook, and a task is a round. */
  @Override
  public void preUpdate(DataSet batch, Model model) {
    Path file = Path.of(folder, SparkEnv.get().executorId());
    try {
      String between = begun ? " " : Files.exists(file) ? "\n" : "";
      begun = true;
      Files.writeString(
          file,
          between + ((MultiLayerNetwork) model).getLearningRate(0),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void postUpdate(DataSet batch, Model model) {}

  @Override
  public void preUpdate(MultiDataSet batch, Model model) {}

  @Override
  public void postUpdate(MultiDataSet batch, Model model) {}
}
