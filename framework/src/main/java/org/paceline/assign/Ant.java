package org.paceline.assign;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Builds one plan by chance, along the scent and what looks good. */
final class Ant {

  /** How much more what looks good counts than the scent. */
  private static final double SIGHT = 3;

  private final Instance instance;
  private final Scent scent;
  private final SplittableRandom random;
  private final double[] sight;
  private final int[] order;
  private final int[] machines;

  Ant(Instance instance, Scent scent, SplittableRandom random) {
    this.instance = instance;
    this.scent = scent;
    this.random = random;
    this.sight = Ranks.upward(instance);
    this.order = new int[instance.tasks()];
    this.machines = new int[instance.tasks()];
    Arrays.fill(machines, Preferences.NONE);
  }

  ScheduleBuilder walk() {
    walkOrder();
    double[] ranks = new double[order.length];
    for (int place = 0; place < order.length; place++) {
      ranks[order[place]] = -place;
    }
    return new ListScheduling(instance, ranks, new Walk()).build();
  }

  int[] order() {
    return order;
  }

  int[] machines() {
    return machines;
  }

  private void walkOrder() {
    double longest = Math.max(1e-9, Arrays.stream(sight).max().orElse(1));
    int[] waits = new int[order.length];
    List<Integer> ready = new ArrayList<>();
    for (int i = 0; i < waits.length; i++) {
      waits[i] = instance.graph().before(i).length;
      if (waits[i] == 0) {
        ready.add(i);
      }
    }
    for (int place = 0; place < order.length; place++) {
      int task = ready.remove(draw(ready, place, longest));
      order[place] = task;
      for (int next : instance.graph().next(task)) {
        if (--waits[next] == 0) {
          ready.add(next);
        }
      }
    }
  }

  private int draw(List<Integer> ready, int place, double longest) {
    double[] weights = new double[ready.size()];
    double sum = 0;
    for (int k = 0; k < weights.length; k++) {
      int task = ready.get(k);
      double looks = 0.1 + sight[task] / longest;
      weights[k] = scent.atPlace(task, place) * Math.pow(looks, SIGHT);
      sum += weights[k];
    }
    double drawn = random.nextDouble() * sum;
    for (int k = 0; k < weights.length; k++) {
      drawn -= weights[k];
      if (drawn < 0) {
        return k;
      }
    }
    return weights.length - 1;
  }

  /** Machines by the race of exponential clocks: the least is drawn with its weight's chance. */
  private final class Walk implements MachineChoice {

    private final MachineChoice eyes = new BestForObjective(instance);
    private int task;

    @Override
    public double badness(ScheduleBuilder plan, int task, int machine) {
      this.task = task;
      double looks = looks(plan, task, machine);
      double weight = scent.onMachine(task, machine) * Math.pow(looks, SIGHT);
      return -Math.log(1 - random.nextDouble()) / weight;
    }

    /** From near 0 to 1, the best machine's. */
    private double looks(ScheduleBuilder plan, int task, int machine) {
      double best = Double.POSITIVE_INFINITY;
      double worst = Double.NEGATIVE_INFINITY;
      for (int j = 0; j < instance.machines(); j++) {
        double badness = eyes.badness(plan, task, j);
        if (!Double.isNaN(badness)) {
          best = Math.min(best, badness);
          worst = Math.max(worst, badness);
        }
      }
      double its = eyes.badness(plan, task, machine);
      return best == worst ? 1 : 0.05 + 0.95 * (worst - its) / (worst - best);
    }

    @Override
    public void chosen(int machine) {
      machines[task] = machine;
    }
  }
}
