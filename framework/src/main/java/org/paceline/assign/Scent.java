package org.paceline.assign;

import java.util.Arrays;

/** What ants leave: how well tasks did at places in the order and on machines. */
final class Scent {

  private static final double FADING = 0.05;
  private static final double LEAST = 0.02;
  private static final double START = 0.5;

  private final double[][] places;
  private final double[][] machines;

  Scent(Instance instance) {
    places = new double[instance.tasks()][instance.tasks()];
    machines = new double[instance.tasks()][instance.machines()];
    Arrays.stream(places).forEach(row -> Arrays.fill(row, START));
    Arrays.stream(machines).forEach(row -> Arrays.fill(row, START));
  }

  /**
   * Of a task at a place: all that was left on earlier places counts too, as it is late by then.
   */
  double atPlace(int task, int place) {
    return places[task][place];
  }

  double onMachine(int task, int machine) {
    return machines[task][machine];
  }

  void fade() {
    fade(places);
    fade(machines);
  }

  private static void fade(double[][] all) {
    for (double[] row : all) {
      for (int k = 0; k < row.length; k++) {
        row[k] = Math.max(LEAST, row[k] * (1 - FADING));
      }
    }
  }

  void leave(int[] order, int[] on) {
    for (int place = 0; place < order.length; place++) {
      places[order[place]][place] += FADING;
    }
    for (int task = 0; task < on.length; task++) {
      if (on[task] >= 0) {
        machines[task][on[task]] += FADING;
      }
    }
  }
}
