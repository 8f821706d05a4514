package org.paceline.assign;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** What genomes are made of: ranks from 0 to 1, and machines that tasks can go to. */
final class Genes {

  private static final double MUTATIONS_A_CHILD = 1.5;

  private final Instance instance;
  private final SplittableRandom random;
  private final int[][] machines;

  /** A rank a task, and its machine or {@link Preferences#NONE}. */
  record Genome(double[] ranks, int[] machines) {}

  Genes(Instance instance, SplittableRandom random) {
    this.instance = instance;
    this.random = random;
    machines = new int[instance.tasks()][];
    for (int i = 0; i < machines.length; i++) {
      int task = i;
      machines[i] =
          IntStream.range(0, instance.machines()).filter(j -> instance.allowed(task, j)).toArray();
    }
  }

  SplittableRandom random() {
    return random;
  }

  /** The first: known orders as they are, then ever more of it by chance. */
  List<Genome> founders(int number) {
    List<double[]> known =
        List.of(
            Ranks.upward(instance),
            Ranks.of(instance, i -> instance.task(i).priority()),
            Ranks.of(instance, i -> Ranks.meanSeconds(instance, i)),
            Ranks.fileOrder(instance));
    List<Genome> all = new ArrayList<>();
    for (int k = 0; k < number; k++) {
      double chance = k < known.size() ? 0 : (double) k / number;
      all.add(founder(known.get(k % known.size()), chance));
    }
    return all;
  }

  private Genome founder(double[] known, double chance) {
    double least = Arrays.stream(known).min().orElse(0);
    double most = Arrays.stream(known).max().orElse(1);
    double[] ranks = new double[known.length];
    int[] places = new int[known.length];
    for (int i = 0; i < ranks.length; i++) {
      double rank = most == least ? 0 : (known[i] - least) / (most - least);
      ranks[i] = (1 - chance) * rank + chance * random.nextDouble();
      places[i] = random.nextDouble() < chance ? anyMachine(i) : Preferences.NONE;
    }
    return new Genome(ranks, places);
  }

  private int anyMachine(int task) {
    int choice = random.nextInt(machines[task].length + 1);
    return choice == machines[task].length ? Preferences.NONE : machines[task][choice];
  }

  /** Each gene of one or the other parent, and a few by chance. */
  Genome child(Genome one, Genome other) {
    double[] ranks = one.ranks().clone();
    int[] places = one.machines().clone();
    double mutation = MUTATIONS_A_CHILD / ranks.length;
    for (int i = 0; i < ranks.length; i++) {
      if (random.nextBoolean()) {
        ranks[i] = other.ranks()[i];
        places[i] = other.machines()[i];
      }
      ranks[i] = random.nextDouble() < mutation ? random.nextDouble() : ranks[i];
      places[i] = random.nextDouble() < mutation ? anyMachine(i) : places[i];
    }
    return new Genome(ranks, places);
  }
}
